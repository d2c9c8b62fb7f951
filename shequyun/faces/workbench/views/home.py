"""The start page: what waits, and one walk that serves many."""

from datetime import timedelta
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from shequyun.base.actor import Actor
from shequyun.engines.intake.queries import uploads
from shequyun.faces.workbench.panels import built, parts
from shequyun.kernel.facts.queries import discrepancies, open_discrepancy_count
from shequyun.kernel.residents.queries import coverage_by_committee, unconfirmed
from shequyun.kernel.residents.queries.coverage import FRESH_DAYS

WALK = 24  # residents offered for a walk


@require_safe
def show_home(request: HttpRequest) -> HttpResponse:
    """The day; for posts without residents, what they may do."""
    actor = request.actor
    context: dict[str, Any] = {"today": timezone.localdate()}
    if actor.can("residents.read"):
        context |= _residents(actor)
    if actor.can("discrepancies.settle"):
        context |= {"disputed": open_discrepancy_count(actor), "disputes": list(discrepancies(actor)[:5])}
    if actor.can("intake.preview"):
        context["uploads"] = list(uploads(actor)[:4])
    context["panels"] = built(parts.DAY_PANELS, request)
    return render(request, "workbench/home/day.html", context)


def _building(resident: Any) -> Any:
    return resident.dwelling.building


def _door(resident: Any) -> tuple[str, str]:
    return resident.dwelling.building.sort_key, resident.dwelling.sort_key


def _residents(actor: Actor) -> dict[str, Any]:
    today = timezone.localdate()
    rows = coverage_by_committee(actor, today=today)
    found = unconfirmed(actor, before=today - timedelta(days=FRESH_DAYS), limit=WALK)
    found.sort(key=_door)
    walk = [
        {"building": building, "residents": list(residents)} for building, residents in groupby(found, key=_building)
    ]
    walk.sort(key=lambda stop: -len(stop["residents"]))
    homes, known = sum(row.homes for row in rows), sum(row.known_homes for row in rows)
    people, fresh = sum(row.residents for row in rows), sum(row.fresh for row in rows)
    return {
        "walk": walk[:3],
        "living": sum(row.living for row in rows),
        "hukou": sum(row.hukou for row in rows),
        "homes": homes,
        "covered": known / homes if homes else None,
        "fresh": fresh / people if people else None,
    }
