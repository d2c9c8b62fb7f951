"""Tasks, promises and visits on the pages of a person, a home and a building."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from shequyun.base.actor import Actor
from shequyun.engines.worklist import queries
from shequyun.engines.worklist.choices import VisitOutcome
from shequyun.faces.workbench.panels import Happening
from shequyun.kernel.places.queries import dwellings

TOLD = 30


def of_person(request: HttpRequest, resident: Any) -> dict[str, Any] | None:
    """Open tasks and promises about somebody."""
    return _open(request.actor, "resident", resident.pk)


def of_home(request: HttpRequest, dwelling: Any) -> dict[str, Any] | None:
    """Open tasks and promises about a home and the people there; when to knock again."""
    found = _open(request.actor, "dwelling", dwelling.pk)
    better = queries.when_to_knock(request.actor, dwelling.pk, dwelling.building_id)
    last = queries.last_visit(request.actor, "dwelling", dwelling.pk)
    return (found or {"tasks": [], "promises": []}) | {"better": better, "dwelling": dwelling, "last": last}


def _open(actor: Actor, kind: str, key: Any) -> dict[str, Any] | None:
    today = timezone.localdate()
    found = queries.open_tasks(actor)
    tasks = found.filter(**{"dwelling_id" if kind == "dwelling" else "subject_id": key})
    states = [(task, queries.state_of(task, today=today)) for task in tasks[:20]]
    promises = [one for one in queries.promises_of(actor, kind, key) if not hasattr(one, "end")]
    if not states and not promises:
        return None
    return {"tasks": states, "promises": [(one, queries.promise_is(one, today=today)) for one in promises]}


def told_of_person(request: HttpRequest, resident: Any) -> list[Happening]:
    """Visits to somebody, and what was promised to them."""
    return _told(request.actor, "resident", resident.pk)


def told_of_home(request: HttpRequest, dwelling: Any) -> list[Happening]:
    """Visits to a home, and what was promised there."""
    return _told(request.actor, "dwelling", dwelling.pk)


def told_of_building(request: HttpRequest, building: Any) -> list[Happening]:
    """Visits to the homes of a building, each with its door."""
    return _told(request.actor, "building", building.pk)


def _told(actor: Actor, kind: str, key: Any) -> list[Happening]:
    visits = list(queries.visits_of(actor, kind, key)[:TOLD])
    rooms: dict[Any, str] = {}
    if kind == "building":
        homes = dwellings(actor).filter(pk__in=[one.dwelling_id for one in visits if one.dwelling_id])
        rooms = {one.pk: one.room for one in homes}
    promises = queries.promises_from(actor, [one.pk for one in visits])
    return [_visit(one, rooms.get(one.dwelling_id, ""), promises.get(one.pk, [])) for one in visits]


def _visit(visit: Any, room: str, promises: list[Any]) -> Happening:
    words = _("Visit: %(outcome)s") % {"outcome": VisitOutcome(visit.outcome).label}
    withdrawn = getattr(visit, "withdrawal", None)
    if withdrawn is not None:
        words, told = _("Visit withdrawn"), _("%(who)s: %(reason)s")
        lines = [told % {"who": withdrawn.staff_name, "reason": withdrawn.reason}]
        origin = f"{visit.staff_name} · {timezone.localtime(visit.visited_at):%Y-%m-%d %H:%M}"
        return Happening(visit.visited_at, f"{room} {words}".strip(), tuple(lines), origin, f"/visits/{visit.pk}/")
    lines = [visit.said] if visit.said else []
    if visit.again_at:
        lines.append(_("Come back at %(when)s") % {"when": f"{timezone.localtime(visit.again_at):%m-%d %H:%M}"})
    lines += [
        _("Promised by %(day)s: %(what)s") % {"day": one.due_on.isoformat(), "what": one.what} for one in promises
    ]
    origin = f"{visit.staff_name} · {timezone.localtime(visit.visited_at):%Y-%m-%d %H:%M}"
    return Happening(visit.visited_at, f"{room} {words}".strip(), tuple(lines), origin, f"/visits/{visit.pk}/")
