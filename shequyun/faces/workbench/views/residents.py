"""Residents: the list, one resident's page, one field at a time, and what is masked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shequyun.base.errors import ChangedMeanwhile, NotVisible
from shequyun.faces.workbench.disputes import told as dispute_lines
from shequyun.faces.workbench.forms.residents import FieldForm, ListForm
from shequyun.faces.workbench.keys import chosen_of
from shequyun.faces.workbench.panels import built, parts, told
from shequyun.faces.workbench.registers import counting, list_page, ordered, with_counts
from shequyun.faces.workbench.registers.people import PEOPLE
from shequyun.faces.workbench.timeline import timeline
from shequyun.faces.workbench.workbooks import export_response
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.facts.queries import Fact, disputes_about, facts_of
from shequyun.kernel.places.queries import area_names, areas_within, building_of
from shequyun.kernel.residents import actions, queries
from shequyun.kernel.residents.rules.presence import presence_of


@require_safe
def list_residents(request: HttpRequest) -> HttpResponse:
    """The list, by the filter in the URL."""
    request.actor.need("residents.read")
    form = _list_form(request)
    wanted, today = form.wanted(), timezone.localdate()
    facets = queries.facets(request.actor, wanted, today=today)
    if counting(request):
        with_counts(form, "sex", facets.sex)
        with_counts(form, "community", facets.community)
    found = queries.filtered(request.actor, wanted, today=today)
    context = list_page(PEOPLE, request, found, form, count=facets.total) | {
        "export_url": reverse("workbench:residents-export"),
        "counts": facets.presence,
        "building": building_of(request.actor, UUID(wanted.building)) if wanted.building else None,
    }
    return render(request, "workbench/residents/list.html", context)


def _list_form(request: HttpRequest) -> ListForm:
    return ListForm(request.GET, committees=areas_within(request.actor, level="committee"))


@require_safe
def show_resident(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One resident: facts with source and age, household, documents, stays, time line."""
    request.actor.need("residents.read")
    today = timezone.localdate()
    page = queries.page_of(request.actor, pk, on=today)
    context = {
        "page": page,
        "resident": page.resident,
        "presence": presence_of(page.resident.hukou_here, page.resident.living_here),
        "events": timeline(queries.history_of(request.actor, pk), told(parts.PERSON_TELLERS, request, page.resident))[
            :30
        ],
        "acts": [act for act in parts.PERSON_ACTS if request.actor.can(act.right)],
        "badges": built(parts.PERSON_BADGES, request, page.resident),
        "panels": built(parts.PERSON_PANELS, request, page.resident),
        "disputes": dispute_lines(request, disputes_about(request.actor, _keys(page))),
        "community_name": area_names([page.resident.community]).get(page.resident.community, ""),
        "today": today,
    }
    return render(request, "workbench/residents/detail.html", context)


def _keys(page: queries.Page) -> list[UUID]:
    """Whatever a discrepancy on the page may be about: the resident, the documents, the stays."""
    return [page.resident.pk, *(paper.pk for paper, _mask in page.documents), *(stay.pk for stay in page.stays)]


@require_safe
def show_history(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every change ever made to a resident."""
    request.actor.need("residents.read")
    resident = queries.resident_of(request.actor, pk)
    context = {
        "resident": resident,
        "events": timeline(queries.history_of(request.actor, pk), told(parts.PERSON_TELLERS, request, resident)),
    }
    return render(request, "workbench/residents/history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_field(request: HttpRequest, pk: UUID, field: str) -> HttpResponse:
    """One value in place: GET gives the input, POST saves it and gives the value back with its new source."""
    request.actor.need("residents.correct" if request.method == "POST" else "residents.read")
    resident = queries.resident_of(request.actor, pk)
    spec = subject_of("resident").by_name.get(field)
    if spec is None or not spec.on_screen:
        raise NotVisible()
    if request.method != "POST":
        fact = _fact(request, resident, field)
        if "cancel" in request.GET:
            return render(request, "workbench/residents/_fact.html", {"fact": fact, "resident": resident})
        return _edit(request, resident, fact, FieldForm(spec, resident))
    form = FieldForm(spec, resident, request.POST)
    if not form.is_valid():
        return _edit(request, resident, _fact(request, resident, field), form, status=422)
    said, version = form.cleaned_data["value"], form.cleaned_data["version"]
    try:
        applied = actions.correct(request.actor, pk, values={field: said}, base_version=version)
    except ChangedMeanwhile as refusal:
        return _changed_meanwhile(request, pk, field, refusal)
    if not request.htmx:
        messages.success(request, _("Saved"))
        return redirect("workbench:resident", pk=pk)
    fresh = queries.resident_of(request.actor, pk)
    context = {"fact": _fact(request, fresh, field), "resident": fresh, "saved": True, "disputed": applied.disputed}
    return render(request, "workbench/residents/_fact.html", context)


def _changed_meanwhile(request: HttpRequest, pk: UUID, field: str, refusal: ChangedMeanwhile) -> HttpResponse:
    """The input as it was typed beside what somebody else has said; to save again is to say so knowingly."""
    resident = queries.resident_of(request.actor, pk)
    form = FieldForm(
        subject_of("resident").field(field), resident, {**request.POST.dict(), "version": resident.version}
    )
    form.add_error("value", str(refusal))
    return _edit(request, resident, _fact(request, resident, field), form, status=refusal.status)


def _edit(request: HttpRequest, resident: Any, fact: Fact, form: FieldForm, status: int = 200) -> HttpResponse:
    context = {"fact": fact, "resident": resident, "form": form}
    template = _template(request, "workbench/residents/edit.html", "workbench/residents/_edit.html")
    return render(request, template, context, status=status)


def _fact(request: HttpRequest, resident: Any, name: str) -> Fact:
    facts = facts_of(request.actor, "resident", resident, on=timezone.localdate())
    return next(fact for fact in facts if fact.field.name == name)


@require_POST
def reveal_field(request: HttpRequest, pk: UUID, field: str) -> HttpResponse:
    """The whole of a masked value, for a reason that is kept."""
    value = actions.reveal(request.actor, pk, field=field, reason=request.POST.get("reason", ""))
    return render(request, "workbench/residents/_revealed.html", {"value": value})


@require_POST
def reveal_number(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole number of a document, for a reason that is kept."""
    value = actions.reveal_document(request.actor, pk, reason=request.POST.get("reason", ""))
    return render(request, "workbench/residents/_revealed.html", {"value": value})


@require_POST
def export_residents(request: HttpRequest) -> HttpResponse:
    """The filtered list, or the chosen rows, as a workbook with watermark, masked; recorded with its reason."""
    found = queries.filtered(request.actor, _list_form(request).wanted(), today=timezone.localdate())
    found = ordered(PEOPLE, request, found)
    return export_response(request, "resident", chosen_of(request, found), reason=request.POST.get("reason", ""))


def _template(request: HttpRequest, page: str, partial: str) -> str:
    return partial if request.htmx and not request.htmx.boosted else page
