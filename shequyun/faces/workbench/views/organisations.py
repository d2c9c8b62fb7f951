"""Organisations: the list, one of them, entering and correcting."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shequyun.base.errors import BadInput, NotNow
from shequyun.faces.workbench.forms.organisations import OrganisationListForm, organisation_form
from shequyun.faces.workbench.keys import chosen_of
from shequyun.faces.workbench.registers import count_choices, counting, list_page
from shequyun.faces.workbench.registers.organisations import ORGANISATIONS
from shequyun.faces.workbench.timeline import timeline
from shequyun.faces.workbench.workbooks import export_response
from shequyun.kernel.facts.queries import changes_of, facts_of
from shequyun.kernel.organisations import actions, queries
from shequyun.kernel.places.queries import building_of


@require_safe
def list_organisations(request: HttpRequest) -> HttpResponse:
    """The list, by the filter in the URL."""
    request.actor.need("organisations.read")
    form = OrganisationListForm(request.GET)
    wanted, count = form.wanted(), None
    if counting(request):
        others = queries.organisations(request.actor, **form.wanted(by_choices=False))
        count = count_choices(form, others, {name: wanted[name] for name in form.counted})
    found = queries.organisations(request.actor, **wanted)
    context = list_page(ORGANISATIONS, request, found, form, count=count)
    context["export_url"] = reverse("workbench:organisations-export")
    return render(request, "workbench/organisations/list.html", context)


@require_POST
def export_organisations(request: HttpRequest) -> HttpResponse:
    """The filtered or chosen organisations as a workbook."""
    found = queries.organisations(request.actor, **OrganisationListForm(request.GET).wanted())
    return export_response(request, "organisation", chosen_of(request, found), reason=request.POST.get("reason", ""))


@require_safe
def show_organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Facts with source and age, and the time line."""
    request.actor.need("organisations.read")
    found = queries.organisation_of(request.actor, pk)
    context = {
        "organisation": found,
        "facts": facts_of(request.actor, "organisation", found, on=timezone.localdate()),
        "events": timeline(changes_of(request.actor, [found.pk])),
    }
    return render(request, "workbench/organisations/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The facts of an organisation, all at once."""
    request.actor.need("organisations.correct")
    found = queries.organisation_of(request.actor, pk)
    form = organisation_form(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data.pop("version")
        values = form.changed_values()
        if _saved(form, lambda: actions.correct_organisation(request.actor, pk, values=values, base_version=version)):
            return redirect("workbench:organisation", pk=pk)
    context = {"form": form, "title": found.name, "back": "workbench:organisation", "pk": pk}
    return render(request, "workbench/places/edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def enter_organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another organisation in a building."""
    request.actor.need("organisations.correct")
    building = building_of(request.actor, pk)
    form = organisation_form(None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.changed_values()
        key = _saved(form, lambda: actions.enter_organisation(request.actor, pk, values=values))
        if key:
            return redirect("workbench:organisation", pk=key)
    context = {"form": form, "title": building.door, "back": "workbench:building", "pk": pk}
    return render(request, "workbench/places/edit.html", context, status=422 if form.errors else 200)


def _saved(form: Any, act: Any) -> Any:
    try:
        return act()
    except (BadInput, NotNow) as refusal:
        form.add_error(None, str(refusal))
        return None
