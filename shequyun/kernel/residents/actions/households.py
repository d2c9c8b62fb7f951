"""Splitting and merging households of one home."""

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.ids import new_id
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.residents.models import Household, Stay
from shequyun.kernel.residents.rules.moves import HEAD, DifferentHomes, SameRecord, check_split


@action("households.change")
def split_household(
    actor: Actor, household_id: UUID, *, stay_ids: Collection[UUID], head_stay_id: UUID, number: str = ""
) -> UUID:
    """Some members become a household of their own, with a head among them. Returns the new household's id.

    Relations of the others who leave are cleared: they were to the old head. Refuses to take all or nobody.
    """
    household = _open_household(actor, household_id)
    members = {stay.pk: stay for stay in Stay.objects.filter(household_id=household.pk, to_date=None)}
    check_split(stay_ids, members, head_stay_id)
    new = new_id()
    fixed = {"dwelling_id": household.dwelling_id, "kind": household.kind}
    sayings = [Say("household", household.community, {"number": number}, subject_id=new, fixed=fixed, new=True)]
    for key in stay_ids:
        relation = HEAD if key == head_stay_id else ""
        sayings.append(_joins(members[key], new, relation))
    observe(actor, sayings, source="desk", observed_on=timezone.localdate())
    note("household", household.pk, household.community, new=str(new), members=len(stay_ids))
    return new


@action("households.change")
def merge_households(actor: Actor, household_id: UUID, *, into_id: UUID) -> None:
    """All members of one household join another of the same home and kind; the emptied one is closed."""
    if household_id == into_id:
        raise SameRecord()
    source, into = _open_household(actor, household_id), _open_household(actor, into_id)
    if (source.dwelling_id, source.kind) != (into.dwelling_id, into.kind):
        raise DifferentHomes()
    today = timezone.localdate()
    sayings = [Say("household", source.community, {"closed_on": today}, subject_id=source.pk)]
    for stay in Stay.objects.filter(household_id=source.pk, to_date=None):
        sayings.append(_joins(stay, into.pk, "" if stay.relation == HEAD else stay.relation))
    observe(actor, sayings, source="desk", observed_on=today)
    note("household", into.pk, into.community, absorbed=str(source.pk))


def _open_household(actor: Actor, key: UUID) -> Household:
    found = Household.objects.visible_to(actor).select_for_update().filter(pk=key, closed_on=None).first()
    if found is None:
        raise NotVisible()
    return found


def _joins(stay: Stay, household: UUID, relation: str) -> Say:
    values = {"household_id": household, "relation": relation}
    return Say("stay", stay.community, values, subject_id=stay.pk, base_version=stay.version)
