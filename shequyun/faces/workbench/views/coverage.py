"""Coverage and freshness: per committee, and per building of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from shequyun.base.errors import NotVisible
from shequyun.base.scope import COMMITTEE
from shequyun.kernel.places.queries import area_named, area_names, buildings
from shequyun.kernel.residents.queries import coverage_by_building, coverage_by_committee


@require_safe
def show_coverage(request: HttpRequest) -> HttpResponse:
    """One row per committee; a committee's own people go straight to its buildings."""
    request.actor.need("coverage.read")
    if len(request.actor.area) >= COMMITTEE:
        return redirect("workbench:coverage-committee", code=request.actor.area[:COMMITTEE])
    rows = coverage_by_committee(request.actor, today=timezone.localdate())
    names = area_names(row.place for row in rows)
    context = {"rows": [(names.get(row.place, row.place), row) for row in rows], "today": timezone.localdate()}
    return render(request, "workbench/places/coverage.html", context)


@require_safe
def show_committee(request: HttpRequest, code: str) -> HttpResponse:
    """One row per building of a committee."""
    request.actor.need("coverage.read")
    if not request.actor.scope.holds(code):
        raise NotVisible()
    found = coverage_by_building(request.actor, code, today=timezone.localdate())
    rows = [(building, found.get(building.pk)) for building in buildings(request.actor).filter(community=code)]
    context = {"rows": rows, "name": area_named(code), "today": timezone.localdate()}
    return render(request, "workbench/places/coverage_committee.html", context)
