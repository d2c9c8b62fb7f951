"""Visits, open tasks and promises in the slice: what colleagues have done at a door, and what is due there."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.engines.sync.queries.parts import Part, register_part
from shequyun.engines.worklist.choices import VisitOutcome
from shequyun.engines.worklist.queries import open_promises, open_tasks, promises, standing_visits, tasks, visits
from shequyun.kernel.labels.queries import labels

RECENT = timedelta(days=62)  # this month's round, and the one before it
SUBJECTS = ("resident", "dwelling")  # with a door that a phone knows


def _visits(actor: Actor, building_ids: Collection[UUID]) -> dict[UUID, list[Any]]:
    """[id, home, outcome, at, again, by, said, labels] by building, moments as the wall clock shows them."""
    seen = {one.name for one in labels(actor, active=False)}
    found = standing_visits(actor).filter(building_id__in=list(building_ids), visited_at__gte=timezone.now() - RECENT)
    return _by_building(
        (
            one.building_id,
            [one.pk, one.dwelling_id, one.outcome, _clock(one.visited_at), _clock(one.again_at), one.staff_name, one.said,
             [name for name in one.labels if name in seen]],
        )
        for one in found
    )  # fmt: skip


def _tasks(actor: Actor, building_ids: Collection[UUID]) -> dict[UUID, list[Any]]:
    """[id, home, subject, what, due, owner, mine] of the open tasks, by building."""
    found = open_tasks(actor).filter(building_id__in=list(building_ids), subject_kind__in=SUBJECTS)
    return _by_building(
        (
            one.building_id,
            [one.pk, one.dwelling_id, one.subject_id, one.drive.title, one.due_on, one.owner_name,
             one.owner_id == actor.staff_id],
        )
        for one in found
    )  # fmt: skip


def _promises(actor: Actor, building_ids: Collection[UUID]) -> dict[UUID, list[Any]]:
    """[id, home, subject, what, due, to, by, mine] of the open promises, by building."""
    found = open_promises(actor).filter(building_id__in=list(building_ids))
    return _by_building(
        (
            one.building_id,
            [one.pk, one.dwelling_id, one.subject_id, one.what, one.due_on, one.to_name, one.keeper_name,
             one.keeper_id == actor.staff_id],
        )
        for one in found
    )  # fmt: skip


def _by_building(rows: Iterable[tuple[UUID | None, list[Any]]]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for building, row in rows:
        if building is not None and row[1] is not None:
            found.setdefault(building, []).append(row)
    return found


def _clock(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M") if moment else None


def _visits_touched(actor: Actor, since: datetime) -> set[UUID]:
    return _buildings(visits(actor).filter(Q(made_at__gte=since) | Q(withdrawal__at__gte=since)))


def _tasks_touched(actor: Actor, since: datetime) -> set[UUID]:
    """Shared out, ended, taken up again or handed over since."""
    written = (
        Q(drive__made_at__gte=since)
        | Q(closed_at__gte=since)
        | Q(taskresult__at__gte=since)
        | Q(handover__at__gte=since)
    )
    return _buildings(tasks(actor).filter(written))


def _promises_touched(actor: Actor, since: datetime) -> set[UUID]:
    written = Q(made_at__gte=since) | Q(end__at__gte=since) | Q(hand_overs__at__gte=since)
    return _buildings(promises(actor).filter(written))


def _buildings(found: Any) -> set[UUID]:
    return set(found.exclude(building_id=None).values_list("building_id", flat=True))


def _tables(actor: Actor) -> dict[str, Any]:
    """The outcomes, for whoever may record visits; and that photos are taken."""
    if not actor.can("visits.record"):
        return {}
    return {
        "outcomes": [[code, str(label)] for code, label in VisitOutcome.choices],
        "photos": actor.can("attachments.attach"),
    }


register_part(Part("visits", "tasks.read", _visits, _visits_touched, _tables))
register_part(Part("tasks", "tasks.read", _tasks, _tasks_touched))
register_part(Part("promises", "tasks.read", _promises, _promises_touched))
