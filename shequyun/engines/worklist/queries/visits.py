"""Reading visits: to a person, a home, a building; the last one; when to knock again."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.records import ScopedQuerySet
from shequyun.engines.worklist.choices import SubjectKind
from shequyun.engines.worklist.models import Visit, VisitPerson, VisitWithdrawal
from shequyun.engines.worklist.rules.hours import Better, Knock, better_time

MOST = 200  # visits of one building from which its habit is read


def visits(actor: Actor) -> ScopedQuerySet[Visit]:
    """Visits in the actor's area, the latest first; also those taken back, which `withdrawal` tells."""
    found = Visit.objects.visible_to(actor).select_related("withdrawal")
    return found.order_by("-visited_at", "-pk")  # type: ignore[return-value]


def standing_visits(actor: Actor) -> ScopedQuerySet[Visit]:
    """Visits that count: those that nobody took back."""
    return visits(actor).filter(withdrawal=None)  # type: ignore[return-value]


def taken_back(path: str = "visit_id") -> Exists:
    """The condition that a visit, or the row of one of its people, was taken back, for queries."""
    return Exists(VisitWithdrawal.objects.filter(community=OuterRef("community"), visit_id=OuterRef(path)))


def visits_of(actor: Actor, subject_kind: str, subject_id: UUID) -> ScopedQuerySet[Visit]:
    """Visits to a resident, a home or a building (its homes too), the latest first; to nothing else there are none."""
    if subject_kind == SubjectKind.RESIDENT:
        to = VisitPerson.objects.visible_to(actor).filter(resident_id=subject_id)
        return visits(actor).filter(pk__in=to.values("visit_id"))  # type: ignore[return-value]
    column = {SubjectKind.DWELLING.value: "dwelling_id", SubjectKind.BUILDING.value: "building_id"}.get(subject_kind)
    return visits(actor).filter(**{column: subject_id}) if column else visits(actor).none()  # type: ignore[return-value]


def last_visit(actor: Actor, subject_kind: str, subject_id: UUID) -> Visit | None:
    """The latest visit to a subject that counts."""
    return visits_of(actor, subject_kind, subject_id).filter(withdrawal=None).first()


def last_visits(actor: Actor, resident_ids: Iterable[UUID]) -> dict[UUID, VisitPerson]:
    """The latest visit to each of some residents, in one query."""
    found = VisitPerson.objects.visible_to(actor).filter(~taken_back(), resident_id__in=list(resident_ids))
    latest = found.order_by("resident_id", "-visited_at", "-pk").distinct("resident_id")
    return {one.resident_id: one for one in latest}


def visit_of(actor: Actor, visit_id: UUID) -> Visit:
    """One visit. Out of sight is 404."""
    found = visits(actor).filter(pk=visit_id).first()
    if found is None:
        raise NotVisible()
    return found


def people_of_visits(actor: Actor, visit_ids: Iterable[UUID]) -> dict[UUID, list[VisitPerson]]:
    """Whom visits were to, by visit."""
    found: dict[UUID, list[VisitPerson]] = {}
    for one in VisitPerson.objects.visible_to(actor).filter(visit_id__in=list(visit_ids)).order_by("pk"):
        found.setdefault(one.visit_id, []).append(one)
    return found


def when_to_knock(actor: Actor, dwelling_id: UUID, building_id: UUID | None) -> Better | None:
    """Another time for a home where the last knock was in vain; None where it was not."""
    return times_to_knock(actor, {dwelling_id: building_id}).get(dwelling_id)


def times_to_knock(actor: Actor, homes: dict[UUID, UUID | None]) -> dict[UUID, Better]:
    """Another time for each of some homes (by their buildings) where the last knock met nobody, in two queries."""
    by_home = _knocks(actor, "dwelling_id", homes)
    vain = {key for key, knocks in by_home.items() if knocks and knocks[0].outcome == "nobody_home"}
    buildings = {homes[key] for key in vain if homes[key] is not None}
    around = _knocks(actor, "building_id", buildings) if buildings else {}
    found = {key: better_time(by_home[key], around.get(homes[key], [])) for key in vain}
    return {key: better for key, better in found.items() if better is not None}


def _knocks(actor: Actor, column: str, keys: Iterable[Any]) -> dict[Any, list[Knock]]:
    """Knocks by home or building, the latest first."""
    rows = standing_visits(actor).filter(**{f"{column}__in": list(keys)}).values_list(column, "visited_at", "outcome")
    found: dict[Any, list[Knock]] = {}
    for key, at, outcome in rows:
        knocks = found.setdefault(key, [])
        if len(knocks) < MOST:
            knocks.append(Knock(timezone.localtime(at), outcome))
    return found
