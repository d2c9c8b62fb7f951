"""Rows of the worklist for ledgers: visits, tasks, promises. Importing this registers them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.engines.ledgers.queries.sources import register_rows
from shequyun.engines.worklist import queries as work
from shequyun.kernel.places.queries import buildings, dwellings
from shequyun.kernel.residents.queries import residents


def _subjects(actor: Actor, part: Sequence[Any]) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for kind in {one.subject_kind for one in part}:
        found |= work.subjects_of(actor, kind, [one.subject_id for one in part if one.subject_kind == kind])
    return found


def _tasks(actor: Actor, wanted: Mapping[str, str], today: date) -> Any:
    return work.tasks(actor).order_by("due_on", "pk")


def _of_tasks(actor: Actor, part: Sequence[Any], today: date) -> list[dict[str, Any]]:
    subjects = _subjects(actor, part)
    return [
        {
            "title": one.drive.title, "matter": one.drive.matter_name, "due_on": one.due_on, "owner": one.owner_name,
            "state": work.state_of(one, today=today).label, **_about(subjects.get(one.subject_id)),
        }
        for one in part
    ]  # fmt: skip


def _about(subject: Any) -> dict[str, Any]:
    return {"subject": subject.name, "address": subject.label} if subject else {"subject": "", "address": ""}


def _promises(actor: Actor, wanted: Mapping[str, str], today: date) -> Any:
    return work.promises(actor).order_by("-due_on", "pk")


def _of_promises(actor: Actor, part: Sequence[Any], today: date) -> list[dict[str, Any]]:
    subjects = _subjects(actor, part)
    return [
        {
            "made_on": timezone.localtime(one.made_at).date(), "what": one.what, "due_on": one.due_on, "by": one.keeper_name,
            "state": work.promise_is(one, today=today).label, **_about(subjects.get(one.subject_id)), "subject": one.to_name,
        }
        for one in part
    ]  # fmt: skip


def _visits(actor: Actor, wanted: Mapping[str, str], today: date) -> Any:
    return work.standing_visits(actor)


def _of_visits(actor: Actor, part: Sequence[Any], today: date) -> list[dict[str, Any]]:
    people = work.people_of_visits(actor, [one.pk for one in part])
    keys = [person.resident_id for found in people.values() for person in found]
    names = dict(residents(actor).filter(pk__in=keys).values_list("pk", "name"))
    homes = dict(dwellings(actor).filter(pk__in=[one.dwelling_id for one in part]).values_list("pk", "address"))
    doors = dict(buildings(actor).filter(pk__in=[one.building_id for one in part]).values_list("pk", "door"))
    return [
        {
            "day": timezone.localtime(one.visited_at).strftime("%Y-%m-%d %H:%M"), "outcome": one.get_outcome_display(),
            "subject": "、".join(names.get(person.resident_id, "") for person in people.get(one.pk, [])),
            "address": homes.get(one.dwelling_id) or doors.get(one.building_id, ""), "learned": one.said, "by": one.staff_name,
        }
        for one in part
    ]  # fmt: skip


_WHOM = {"subject": _("Whom it is about"), "address": _("Address")}
register_rows(
    "tasks", label=_("Tasks"), rows=_tasks, cells=_of_tasks, right="tasks.read",
    columns={"title": _("Title"), "matter": _("Matter"), **_WHOM, "due_on": _("To be done by"), "state": _("State"), "owner": _("Worker")},
)  # fmt: skip
register_rows(
    "promises", label=_("Promises"), rows=_promises, cells=_of_promises, right="tasks.read",
    columns={"made_on": _("Promised on"), **_WHOM, "what": _("What was promised"), "due_on": _("To be done by"), "state": _("State"), "by": _("By whom")},
)  # fmt: skip
register_rows(
    "visits", label=_("Visits"), rows=_visits, cells=_of_visits, right="tasks.read",
    columns={"day": _("When"), **_WHOM, "outcome": _("Outcome"), "learned": _("What was said"), "by": _("By whom")},
)  # fmt: skip
