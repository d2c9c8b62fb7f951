"""Buildings and homes: lists, the grid, one home with everybody who ever lived there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shequyun.faces.workbench.forms.places import (
    BuildingListForm,
    DwellingListForm,
    HomeForm,
    PlaceListForm,
    record_form,
)
from shequyun.faces.workbench.keys import chosen_of
from shequyun.faces.workbench.lenses import LEGENDS, lenses, prepared, seen_through
from shequyun.faces.workbench.panels import built, parts, told
from shequyun.faces.workbench.registers import Register, count_choices, counting, list_page
from shequyun.faces.workbench.registers.places import BUILDINGS, HOMES
from shequyun.faces.workbench.timeline import timeline
from shequyun.faces.workbench.workbooks import export_response
from shequyun.kernel.facts.queries import changes_of, facts_of
from shequyun.kernel.organisations.queries import organisations
from shequyun.kernel.places import actions, queries
from shequyun.kernel.residents.queries import by_person, coverage_by_building, homes_of, lived_at, tallies


@require_safe
def list_buildings(request: HttpRequest) -> HttpResponse:
    """Buildings with their coverage."""
    request.actor.need("dwellings.read")
    form = _building_form(request)
    found = queries.buildings(request.actor)
    context = _list(request, BUILDINGS, form, found) | {"export_url": reverse("workbench:buildings-export")}
    return render(request, "workbench/places/buildings.html", context)


def _building_form(request: HttpRequest) -> BuildingListForm:
    committees = queries.areas_within(request.actor, level="committee")
    return BuildingListForm(request.GET, committees=committees, grids=queries.grids(request.actor))


def _list(request: HttpRequest, register: Register, form: PlaceListForm, found: Any) -> dict[str, Any]:
    """The page of a list of places, with how many each choice would show."""
    count = None
    if counting(request):
        count = count_choices(form, form.narrow(found, by_choices=False), form.wanted())
    elif register is HOMES and not form.asks:
        count = sum(one.homes for one in tallies(request.actor.scope, today=timezone.localdate()))
    return list_page(register, request, form.narrow(found), form, count=count)


@require_POST
def export_buildings(request: HttpRequest) -> HttpResponse:
    """The filtered or chosen buildings as a workbook."""
    found = _building_form(request).narrow(queries.buildings(request.actor))
    return export_response(request, "building", chosen_of(request, found), reason=request.POST.get("reason", ""))


@require_safe
def show_building(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The building as floors and rooms through a lens."""
    request.actor.need("dwellings.read")
    building = queries.building_of(request.actor, pk)
    lens = request.GET.get("lens", "presence")
    known = lenses(request.actor)
    lens = lens if lens in known else "presence"
    today = timezone.localdate()
    beside = prepared(request.actor, lens, building.pk, today=today)
    cells = [(home, *seen_through(lens, home, today, beside)) for home in homes_of(request.actor, pk)]
    coverage = coverage_by_building(request.actor, building.community, today=today).get(building.pk)
    context = {
        "building": building,
        "floors": _by_floor(cells),
        "lens": lens,
        "lenses": known,
        "legend": LEGENDS[lens],
        "coverage": coverage,
        "facts": facts_of(request.actor, "building", building, on=today),
        "organisations": organisations(request.actor, building=str(pk))[:50]
        if request.actor.can("organisations.read")
        else [],
        "panels": built(parts.BUILDING_PANELS, request, building),
        "events": timeline([], told(parts.BUILDING_TELLERS, request, building))[:30],
    }
    partial = request.htmx and not request.htmx.boosted
    return render(request, "workbench/places/_grid.html" if partial else "workbench/places/building.html", context)


def _by_floor(cells: list[Any]) -> list[tuple[int | None, list[Any]]]:
    """Floors from the top down; homes without a floor last."""
    floors: dict[int | None, list[Any]] = {}
    for cell in cells:
        floors.setdefault(cell[0].dwelling.floor, []).append(cell)
    return sorted(floors.items(), key=lambda pair: (pair[0] is None, -(pair[0] or 0)))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_building(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The facts of a building, all at once."""
    request.actor.need("buildings.correct")
    building = queries.building_of(request.actor, pk)
    form = record_form("building", building, request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data.pop("version")
        actions.correct_building(request.actor, pk, values=form.changed_values(), base_version=version)
        return redirect("workbench:building", pk=pk)
    context = {"form": form, "title": building.door, "back": "workbench:building", "pk": pk}
    return render(request, "workbench/places/edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def add_home(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another home in a building."""
    request.actor.need("dwellings.correct")
    building = queries.building_of(request.actor, pk)
    form = HomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = actions.enter_dwelling(request.actor, pk, **form.cleaned_data)
        messages.success(request, _("The home has been recorded."))
        return redirect("workbench:dwelling", pk=key)
    context = {"form": form, "title": building.door, "back": "workbench:building", "pk": pk}
    return render(request, "workbench/places/edit.html", context, status=422 if form.errors else 200)


@require_safe
def list_dwellings(request: HttpRequest) -> HttpResponse:
    """Homes, by the filter in the URL."""
    request.actor.need("dwellings.read")
    form = _dwelling_form(request)
    found = queries.dwellings(request.actor)
    context = _list(request, HOMES, form, found) | {"export_url": reverse("workbench:dwellings-export")}
    return render(request, "workbench/places/dwellings.html", context)


def _dwelling_form(request: HttpRequest) -> DwellingListForm:
    return DwellingListForm(request.GET, committees=queries.areas_within(request.actor, level="committee"))


@require_POST
def export_dwellings(request: HttpRequest) -> HttpResponse:
    """The filtered or chosen homes as a workbook."""
    found = _dwelling_form(request).narrow(queries.dwellings(request.actor))
    return export_response(request, "dwelling", chosen_of(request, found), reason=request.POST.get("reason", ""))


@require_safe
def show_dwelling(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A home: who is there, who was, facts; in the drawer for the grid."""
    request.actor.need("dwellings.read")
    dwelling = queries.dwelling_of(request.actor, pk)
    stays = lived_at(request.actor, pk) if request.actor.can("residents.read") else []
    context = {
        "dwelling": dwelling,
        "now": by_person(stay for stay in stays if stay.to_date is None),
        "before": [stay for stay in stays if stay.to_date is not None],
        "facts": facts_of(request.actor, "dwelling", dwelling, on=timezone.localdate()),
        "events": timeline(changes_of(request.actor, [dwelling.pk]), told(parts.HOME_TELLERS, request, dwelling))[:20],
        "panels": built(parts.HOME_PANELS, request, dwelling),
    }
    partial = request.htmx and not request.htmx.boosted
    return render(request, "workbench/places/_drawer.html" if partial else "workbench/places/dwelling.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_dwelling(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The facts of a home, all at once."""
    request.actor.need("dwellings.correct")
    dwelling = queries.dwelling_of(request.actor, pk)
    form = record_form("dwelling", dwelling, request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data.pop("version")
        actions.correct_dwelling(request.actor, pk, values=form.changed_values(), base_version=version)
        return redirect("workbench:dwelling", pk=pk)
    context = {"form": form, "title": dwelling.address, "back": "workbench:dwelling", "pk": pk}
    return render(request, "workbench/places/edit.html", context, status=422 if form.errors else 200)
