"""The one search box: people, homes, buildings, organisations, cases and suggestions by whatever is typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shequyun.engines.cases.queries import find_cases
from shequyun.kernel.organisations.queries import find_organisations
from shequyun.kernel.places.queries import find_buildings, find_dwellings
from shequyun.kernel.residents.actions import look_up
from shequyun.kernel.residents.queries import find_residents
from shequyun.programmes.deputies.queries import find_suggestions

FEW, MANY = 6, 40


@require_safe
def show_results(request: HttpRequest) -> HttpResponse:
    """Under the box for htmx, as a page without it; a single hit of a page request is opened by its link."""
    actor, text = request.actor, request.GET.get("q", "").strip()[:80]
    if actor.can("residents.read"):
        look_up(actor, text)
    limit = FEW if request.htmx else MANY
    context = {
        "text": text,
        "search_text": text,
        "cases": find_cases(actor, text, limit=limit) if actor.can("cases.read") else [],
        "suggestions": find_suggestions(actor, text, limit=limit) if actor.can("deputies.read") else [],
        "residents": find_residents(actor, text, limit=limit) if actor.can("residents.read") else [],
        "dwellings": find_dwellings(actor, text, limit=limit) if actor.can("dwellings.read") else [],
        "buildings": find_buildings(actor, text, limit=limit) if actor.can("dwellings.read") else [],
        "organisations": find_organisations(actor, text, limit=limit) if actor.can("organisations.read") else [],
    }
    return render(request, "workbench/home/_results.html" if request.htmx else "workbench/home/results.html", context)
