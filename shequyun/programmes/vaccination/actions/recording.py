"""Recording a dose, or several at one go; and withdrawing one that was said in error."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.ids import new_id
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.residents.actions.correcting import living_record
from shequyun.programmes.vaccination.choices import Evidence, products
from shequyun.programmes.vaccination.models import Dose
from shequyun.programmes.vaccination.rules.checks import ReasonMissing, WithdrawnAlready, check_dose


@dataclass(frozen=True)
class Recorded:
    """The dose, and whether it was known before."""

    dose_id: UUID
    known: bool = False


@action("vaccination.record")
def record_dose(
    actor: Actor,
    resident_id: UUID,
    *,
    product: str,
    given_on: date,
    number: int | None = None,
    maker: str = "",
    lot: str = "",
    site: str = "",
    evidence: str = Evidence.SAID,
    source: str = "desk",
) -> Recorded:
    """Say that a resident received a vaccine on a day. The same vaccine on the same day is the same dose, said again.

    Refuses (404) somebody out of sight, (422) an unknown product, a day to come, before birth, after death, or before
    there was such a product.
    """
    person = living_record(actor, resident_id)  # locked: a double click is one dose
    today = timezone.localdate()
    found = check_dose(products().get(product), given_on, born=person.birth_date, died=person.death_date, today=today)
    same = doses_open(actor).filter(resident_id=person.pk, vaccine=found.vaccine, given_on=given_on).first()
    if same is not None:
        note("resident", person.pk, person.community, dose=str(same.pk), again=True)
        return Recorded(same.pk, known=True)
    values = {
        "product": product, "given_on": given_on, "number": number, "maker": maker[:64], "lot": lot[:32],
        "site": site[:64], "evidence": evidence, "resident_id": person.pk,
    }  # fmt: skip
    say = Say("dose", person.community, {k: v for k, v in values.items() if v not in (None, "")}, new_id(), new=True)
    observe(actor, [say], source=source, observed_on=today, title=found.name)
    assert say.subject_id is not None
    note("resident", person.pk, person.community, dose=str(say.subject_id), vaccine=found.vaccine)
    return Recorded(say.subject_id)


@action("vaccination.record")
def withdraw_dose(actor: Actor, dose_id: UUID, *, reason: str) -> None:
    """Say that a dose was recorded in error; it stays in the history and counts no more. Refuses an empty reason."""
    found = Dose.objects.visible_to(actor).filter(pk=dose_id).first()
    if found is None:
        raise NotVisible()
    if found.withdrawn_on is not None:
        raise WithdrawnAlready()
    if not reason.strip():
        raise ReasonMissing()
    today = timezone.localdate()
    values = {"withdrawn_on": today, "withdrawn_why": reason.strip()[:200]}
    say = Say("dose", found.community, values, subject_id=found.pk, base_version=found.version)
    observe(actor, [say], source="desk", observed_on=today)
    note("resident", found.resident_id, found.community, dose=str(found.pk), withdrawn=True, reason=reason)


@action("vaccination.record")
def record_doses(
    actor: Actor, doses: Iterable[tuple[UUID, str, dict[str, Any]]], *, source: str, observed_on: date, title: str
) -> int:
    """Say many new doses at once, as (resident, community, values), each checked by whoever says them; returns how many."""
    sayings = [
        Say("dose", community, {**values, "resident_id": key}, subject_id=new_id(), new=True)
        for key, community, values in doses
    ]
    _batch, applied = observe(actor, sayings, source=source, observed_on=observed_on, title=title)
    note("dose", None, actor.area, count=applied.created, title=title)
    return applied.created


def doses_open(actor: Actor) -> Any:
    """Doses that count, in the actor's area."""
    return Dose.objects.visible_to(actor).filter(withdrawn_on=None)
