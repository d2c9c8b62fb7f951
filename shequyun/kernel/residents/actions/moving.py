"""Moving in and out of a home: hukou or living, as a member of a household."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.ids import new_id
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.places.queries import dwelling_community
from shequyun.kernel.residents.actions.correcting import living_record
from shequyun.kernel.residents.models import Household, Resident, Stay
from shequyun.kernel.residents.rules.moves import AlreadyHere, DiedAlready, EndedAlready, check_date, check_head


@action("residents.move")
def move_in(
    actor: Actor,
    resident_id: UUID,
    *,
    dwelling_id: UUID,
    kind: str,
    from_date: date,
    tenure: str = "",
    relation: str = "",
    household_id: UUID | None = None,
    source: str = "desk",
) -> UUID:
    """Record that a resident is registered (hukou) or lives in a home from a day on. Returns the stay's id.

    A hukou moves: the one elsewhere in the community ends the same day (a citizen has one, 户口登记条例 art. 6).
    Refuses somebody already there, a second head, a date in the future, and the dead.
    """
    resident = living_record(actor, resident_id)
    _check_arrival(actor, resident, dwelling_id, kind, from_date)
    household, sayings = household_for(actor, resident.community, dwelling_id, kind, household_id)
    check_head(relation, _relations(household))
    stay_id = new_id()
    if kind == "hukou":
        sayings += [ending(stay, from_date, "moved") for stay in open_stays(resident).filter(kind="hukou")]
    sayings.append(beginning(stay_id, resident, dwelling_id, household, kind, from_date, tenure, relation))
    observe(actor, sayings, source=source, observed_on=timezone.localdate())
    note("resident", resident.pk, resident.community, dwelling=str(dwelling_id), kind=kind, stay=str(stay_id))
    return stay_id


@action("residents.move")
def move_out(
    actor: Actor, stay_id: UUID, *, on: date, reason: str = "moved", to_address: str = "", source: str = "desk"
) -> None:
    """Record that a stay ended on a day, and where to, if it is known. The last one out closes the household.

    Refuses a stay that has ended, and days before it began or in the future.
    """
    stay = Stay.objects.visible_to(actor).select_for_update().filter(pk=stay_id).first()
    if stay is None:
        raise NotVisible()
    if stay.to_date is not None:
        raise EndedAlready()
    check_date(on, today=timezone.localdate(), began=stay.from_date)
    resident = living_record(actor, stay.resident_id)
    sayings = [ending(stay, on, reason), *_closing(stay, on)]
    if to_address:
        field = "living_elsewhere" if stay.kind == "living" else "hukou_elsewhere"
        sayings.append(Say("resident", resident.community, {field: to_address}, subject_id=resident.pk))
    observe(actor, sayings, source=source, observed_on=timezone.localdate())
    note("resident", resident.pk, resident.community, stay=str(stay.pk), on=on.isoformat(), why=reason)


@action("residents.move")
def change_end(actor: Actor, stay_id: UUID, *, on: date, reason: str = "moved", source: str = "desk") -> None:
    """Record that a stay that has ended did so on another day. Refuses days before it began or in the future."""
    stay = Stay.objects.visible_to(actor).select_for_update().filter(pk=stay_id).exclude(to_date=None).first()
    if stay is None:
        raise NotVisible()
    check_date(on, today=timezone.localdate(), began=stay.from_date)
    observe(actor, [ending(stay, on, reason)], source=source, observed_on=timezone.localdate())
    note("resident", stay.resident_id, stay.community, stay=str(stay.pk), on=on.isoformat(), why=reason)


def _check_arrival(actor: Actor, resident: Resident, dwelling_id: UUID, kind: str, on: date) -> None:
    check_date(on, today=timezone.localdate(), began=resident.birth_date)
    if resident.death_date is not None:
        raise DiedAlready()
    if dwelling_community(actor, dwelling_id) != resident.community:
        raise NotVisible()
    if open_stays(resident).filter(dwelling_id=dwelling_id, kind=kind).exists():
        raise AlreadyHere()


def open_stays(resident: Resident):  # type: ignore[no-untyped-def]
    """The resident's stays that have not ended."""
    return Stay.objects.filter(community=resident.community, resident_id=resident.pk, to_date=None)


def household_for(
    actor: Actor, community: str, dwelling_id: UUID, kind: str, household_id: UUID | None
) -> tuple[UUID, list[Say]]:
    """The household to join: the one named, else the oldest open one of that kind there, else a new one to say."""
    found = Household.objects.visible_to(actor).filter(dwelling_id=dwelling_id, kind=kind, closed_on=None)
    if household_id is not None:
        if not found.filter(pk=household_id).exists():
            raise NotVisible()
        return household_id, []
    first = found.order_by("pk").first()
    if first is not None:
        return first.pk, []
    new = new_id()
    fixed = {"dwelling_id": dwelling_id, "kind": kind}
    return new, [Say("household", community, {}, subject_id=new, fixed=fixed, new=True)]


def beginning(
    stay_id: UUID,
    resident: Resident,
    dwelling_id: UUID,
    household: UUID,
    kind: str,
    on: date,
    tenure: str,
    relation: str,
) -> Say:
    """The saying that a stay began."""
    values = {
        "tenure": tenure,
        "relation": relation,
        "from_date": on,
        "household_id": household,
        "resident_id": resident.pk,
    }
    fixed = {"dwelling_id": dwelling_id, "kind": kind}
    return Say("stay", resident.community, values, subject_id=stay_id, fixed=fixed, new=True)


def ending(stay: Stay, on: date, reason: str) -> Say:
    """The saying that a stay ended."""
    values = {"to_date": on, "end_reason": reason}
    return Say("stay", stay.community, values, subject_id=stay.pk, base_version=stay.version)


def _relations(household: UUID) -> list[str]:
    return list(Stay.objects.filter(household_id=household, to_date=None).values_list("relation", flat=True))


def _closing(stay: Stay, on: date) -> list[Say]:
    others = Stay.objects.filter(household_id=stay.household_id, to_date=None).exclude(pk=stay.pk)
    if others.exists():
        return []
    return [Say("household", stay.community, {"closed_on": on}, subject_id=stay.household_id)]
