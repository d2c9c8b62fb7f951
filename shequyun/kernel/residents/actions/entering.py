"""Entering a resident who is not known yet: somebody who came, or was born."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.ids import new_id
from shequyun.base.secrets import keyring
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.places.queries import dwelling_community
from shequyun.kernel.residents.actions.moving import beginning, household_for
from shequyun.kernel.residents.models import Document, Household, Resident, Stay
from shequyun.kernel.residents.rules.moves import AlreadyHere, check_date, check_head


@dataclass(frozen=True)
class Paper:
    """A document as it was read and found valid."""

    kind: str
    number: str
    valid_from: date | None = None
    valid_to: date | None = None


@action("residents.enter")
def enter(
    actor: Actor,
    *,
    values: Mapping[str, Any],
    dwelling_id: UUID,
    kinds: tuple[str, ...] = ("living",),
    paper: Paper | None = None,
    tenure: str = "",
    relation: str = "",
    from_date: date | None = None,
    source: str = "desk",
) -> UUID:
    """Enter somebody at a home, as little as a name known. Returns the resident's id.

    Refuses a home out of sight, a document that somebody in the community already carries, and a second head.
    """
    community = dwelling_community(actor, dwelling_id)
    on = from_date or timezone.localdate()
    check_date(on, today=timezone.localdate())
    resident = Resident(id=new_id(), community=community)
    sayings = [Say("resident", community, values, subject_id=resident.pk, new=True)]
    if paper is not None:
        sayings.append(_paper(community, resident.pk, paper))
    for kind in kinds:
        household, more = household_for(actor, community, dwelling_id, kind, None)
        check_head(relation, _relations(household))
        stay = beginning(new_id(), resident, dwelling_id, household, kind, on, tenure, relation)
        sayings += [*more, stay]
    observe(actor, sayings, source=source, observed_on=timezone.localdate())
    note("resident", resident.pk, community, dwelling=str(dwelling_id), kinds=list(kinds))
    return resident.pk


@action("residents.enter")
def record_birth(
    actor: Actor, household_id: UUID, *, name: str, sex: str, birth_date: date, relation: str = "", source: str = "desk"
) -> UUID:
    """Enter a newborn into a household, from the day of birth (to be registered within a month, 户口登记条例 art. 7)."""
    household = Household.objects.visible_to(actor).filter(pk=household_id, closed_on=None).first()
    if household is None:
        raise NotVisible()
    check_date(birth_date, today=timezone.localdate())
    child = Resident(id=new_id(), community=household.community)
    values = {"name": name, "sex": sex, "birth_date": birth_date}
    stay = beginning(new_id(), child, household.dwelling_id, household.pk, household.kind, birth_date, "", relation)
    sayings = [Say("resident", household.community, values, subject_id=child.pk, new=True), stay]
    observe(actor, sayings, source=source, observed_on=timezone.localdate())
    note("resident", child.pk, household.community, household=str(household.pk), born=birth_date.isoformat())
    return child.pk


@action("residents.correct")
def add_document(actor: Actor, resident_id: UUID, *, paper: Paper, source: str = "desk") -> UUID:
    """Record a document that a resident carries. Refuses one that anybody in the community already carries."""
    resident = Resident.objects.visible_to(actor).filter(pk=resident_id, merged_into=None).first()
    if resident is None:
        raise NotVisible()
    say = _paper(resident.community, resident.pk, paper)
    observe(actor, [say], source=source, observed_on=timezone.localdate())
    note("resident", resident.pk, resident.community, document=paper.kind)
    assert say.subject_id is not None
    return say.subject_id


def _paper(community: str, resident_id: UUID, paper: Paper) -> Say:
    blind = keyring().blind(paper.number)
    if Document.objects.filter(community=community, number_blind=blind).exists():
        raise AlreadyHere()
    values = {
        "kind": paper.kind,
        "number": paper.number,
        "valid_from": paper.valid_from,
        "valid_to": paper.valid_to,
        "resident_id": resident_id,
    }
    return Say("document", community, values, subject_id=new_id(), new=True)


def _relations(household: UUID) -> list[str]:
    return list(Stay.objects.filter(household_id=household, to_date=None).values_list("relation", flat=True))
