"""The start page: the day of a committee, or what waits in a subdistrict; and the sheet for a walk."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shequyun.base.actor import Actor
from shequyun.base.scope import COMMITTEE
from shequyun.engines.intake.queries import uploads
from shequyun.engines.worklist import queries
from shequyun.engines.worklist.actions import print_walk
from shequyun.faces.workbench.day import Stop, stops
from shequyun.faces.workbench.drive_lines import lines_of
from shequyun.faces.workbench.panels import built, parts
from shequyun.faces.workbench.workbooks import watermark
from shequyun.kernel.facts.queries import discrepancies, open_discrepancy_count
from shequyun.kernel.places.queries import area_named
from shequyun.kernel.residents.queries import coverage_by_committee

SHOWN = 3  # stops of the page; the others are one line each
DRIVES = 8


@require_safe
def show_home(request: HttpRequest) -> HttpResponse:
    """The day; for posts without residents, what they may do."""
    actor = request.actor
    context: dict[str, Any] = {"today": timezone.localdate(), "walks": len(actor.area) >= COMMITTEE}
    if actor.can("residents.read"):
        context |= _coverage(actor)
    if actor.can("discrepancies.settle"):
        context |= {"disputed": open_discrepancy_count(actor), "disputes": list(discrepancies(actor)[:5])}
    if actor.can("intake.preview"):
        context["uploads"] = list(uploads(actor)[:4])
    if actor.can("tasks.read"):
        context |= _day(request) if context["walks"] else _above(actor)
    context["panels"] = built(parts.DAY_PANELS, request)
    return render(request, "workbench/home/day.html", context)


def whose(request: HttpRequest) -> tuple[str, UUID | None]:
    """("mine" or "all", the owner): a head sees everybody's day unless they ask for their own."""
    said = request.GET.get("whose") or ("all" if request.actor.can("tasks.reassign") else "mine")
    return ("all", None) if said == "all" else ("mine", request.actor.staff_id)


def _day(request: HttpRequest) -> dict[str, Any]:
    actor, today = request.actor, timezone.localdate()
    said, owner = whose(request)
    found = stops(actor, owner=owner, today=today)
    return {
        "whose": said,
        "due": queries.due(actor, owner=owner, today=today),
        "matters": queries.matters_due(actor, owner=owner, today=today),
        "promises": queries.open_promises(actor, by=owner).count(),
        "leavers": queries.leavers(actor) if actor.can("tasks.reassign") else [],
        "unowned": queries.open_tasks(actor).filter(owner_id=None).count() if actor.can("tasks.reassign") else 0,
        "stops": found[:SHOWN],
        "more_stops": found[SHOWN:15],
    }


def _above(actor: Actor) -> dict[str, Any]:
    """What waits for approval, and how far drives are."""
    today = timezone.localdate()
    return {
        "approvals": list(queries.drives_to_approve(actor)),
        "drives": lines_of(actor, list(queries.drives(actor)[:DRIVES]), today=today),
    }


def _coverage(actor: Actor) -> dict[str, Any]:
    rows = coverage_by_committee(actor, today=timezone.localdate())
    homes, known = sum(row.homes for row in rows), sum(row.known_homes for row in rows)
    people, fresh = sum(row.residents for row in rows), sum(row.fresh for row in rows)
    return {
        "living": sum(row.living for row in rows),
        "hukou": sum(row.hukou for row in rows),
        "homes": homes,
        "covered": known / homes if homes else None,
        "fresh": fresh / people if people else None,
    }


@require_POST
def print_sheet(request: HttpRequest) -> HttpResponse:
    """The walk in large type for the clipboard: the chosen building, or the first three; recorded like an export."""
    request.actor.need("visits.record")
    today = timezone.localdate()
    _said, owner = whose(request)
    found = stops(request.actor, owner=owner, today=today)
    chosen = request.POST.get("building", "")
    walk = [stop for stop in found if str(stop.building_id) == chosen] or found[:SHOWN]
    reason = _("Walk sheet of %(day)s") % {"day": today.isoformat()}
    print_walk(request.actor, doors=[stop.name for stop in walk], count=_people(walk), reason=reason)
    context = {
        "stops": walk,
        "today": today,
        "area": area_named(request.actor.area),
        "mark": watermark(request, reason),
    }
    return render(request, "workbench/home/walk.html", context)


def _people(walk: list[Stop]) -> int:
    return len({key for stop in walk for door in stop.doors.values() for key in door.people})
