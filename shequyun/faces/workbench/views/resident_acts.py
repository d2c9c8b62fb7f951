"""What happens to a resident: entering, arriving, leaving, dying, documents, merging."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shequyun.base.errors import BadInput, NotNow
from shequyun.faces.workbench.forms.acts import ArrivalForm, DeathForm, DepartureForm, EnterForm, MergeForm, PaperForm
from shequyun.faces.workbench.keys import key_if_said
from shequyun.kernel.places.queries import dwelling_of, find_dwellings
from shequyun.kernel.residents import actions, queries

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def enter_resident(request: HttpRequest) -> HttpResponse:
    """Somebody who is not known yet; people of the same name in the area are shown before."""
    request.actor.need("residents.enter")
    form = EnterForm(request.POST or None, initial=_at_home(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        home = _home(request, form, data["address"])
        known = [
            hit for hit in queries.find_residents(request.actor, data["name"]) if hit.resident.name == data["name"]
        ]
        if home and known and "sure" not in request.POST:
            return _act(request, form, _("Enter a resident"), known=known, status=409)
        if home:
            key = _saved(form, lambda: _enter(request, data, home.pk))
            if key:
                return redirect("workbench:resident", pk=key)
    return _act(request, form, _("Enter a resident"))


def _enter(request: HttpRequest, data: dict[str, Any], dwelling_id: UUID) -> UUID:
    paper = data.get("paper")
    values = {name: data[name] for name in ("name", "sex", "birth_date", "phone") if data.get(name)}
    if paper:
        values = {"sex": paper.sex, "birth_date": paper.birth_date} | values
    return actions.enter(
        request.actor,
        values={name: value for name, value in values.items() if value},
        dwelling_id=dwelling_id,
        kinds=tuple(data["kinds"]),
        paper=actions.Paper(paper.kind, paper.number) if paper else None,
        tenure=data["tenure"],
        relation=data["relation"],
        from_date=data["from_date"],
    )


def _at_home(request: HttpRequest) -> dict[str, str]:
    key = key_if_said(request.GET.get("dwelling"))
    return {"address": dwelling_of(request.actor, key).address} if key else {}


def _home(request: HttpRequest, form: Any, text: str) -> Any:
    """The home that an address names; says so beside the field when there is none, or more than one."""
    found = find_dwellings(request.actor, text)
    if len(found) == 1:
        return found[0]
    sentence = _("Several homes match; enter the whole address.") if found else _("There is no home with this address.")
    form.add_error("address", sentence)
    return None


def _saved(form: Any, act: Any) -> Any:
    """What the action gives; its refusal beside the form, so that nothing typed is lost."""
    try:
        return act() or True
    except (BadInput, NotNow) as refusal:
        form.add_error(None, str(refusal))
        return None


def _act(request: HttpRequest, form: Any, title: str, *, status: int = 200, **more: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else status
    context = {"form": form, "title": title, **more}
    return render(request, "workbench/residents/act.html", context, status=status)


@require_http_methods(GET_OR_POST)
def arrive(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A known resident moves in, or registers."""
    request.actor.need("residents.move")
    resident = queries.resident_of(request.actor, pk)
    form = ArrivalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        home = _home(request, form, data.pop("address"))
        if home and _saved(form, lambda: actions.move_in(request.actor, pk, dwelling_id=home.pk, **data)):
            return redirect("workbench:resident", pk=pk)
    return _act(request, form, _("Record a move"), resident=resident)


@require_http_methods(GET_OR_POST)
def depart(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A stay ends."""
    request.actor.need("residents.move")
    stay = queries.stay_of(request.actor, pk)
    form = DepartureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if _saved(form, lambda: actions.move_out(request.actor, pk, **data)):
            return redirect("workbench:resident", pk=stay.resident_id)
    return _act(request, form, _("Move out"), resident=stay.resident, stay=stay)


@require_http_methods(GET_OR_POST)
def die(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A death; every stay ends."""
    request.actor.need("residents.move")
    resident = queries.resident_of(request.actor, pk)
    form = DeathForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        if _saved(form, lambda: actions.record_death(request.actor, pk, on=on)):
            return redirect("workbench:resident", pk=pk)
    return _act(request, form, _("Record a death"), resident=resident)


@require_http_methods(GET_OR_POST)
def add_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another document of a resident."""
    request.actor.need("residents.correct")
    resident = queries.resident_of(request.actor, pk)
    form = PaperForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        paper = form.cleaned_data.get("paper")
        if paper is None:
            form.add_error("document_number", _("Type the number of the document."))
        elif _saved(
            form, lambda: actions.add_document(request.actor, pk, paper=actions.Paper(paper.kind, paper.number))
        ):
            return redirect("workbench:resident", pk=pk)
    return _act(request, form, _("Add a document"), resident=resident)


@require_http_methods(GET_OR_POST)
def merge_with(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Find the other record of the same person, compare, and merge it into this one."""
    request.actor.need("residents.merge")
    resident = queries.resident_of(request.actor, pk)
    text = request.GET.get("text", resident.name)
    actions.look_up(request.actor, text)
    found = [hit.resident for hit in queries.find_residents(request.actor, text, limit=10) if hit.resident.pk != pk]
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if _saved(form, lambda: actions.merge(request.actor, pk, absorbed_id=data["absorbed"], reason=data["reason"])):
            messages.success(request, _("The two records have been merged."))
            return redirect("workbench:resident", pk=pk)
    context = {"resident": resident, "found": found, "text": text, "form": form}
    return render(request, "workbench/residents/merge.html", context, status=422 if form.errors else 200)


@require_POST
def unmerge_records(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a merge back."""
    left = actions.unmerge(request.actor, pk)
    if left:
        messages.warning(request, _("Unmerged. %(n)d values were changed since and are kept.") % {"n": len(left)})
    else:
        messages.success(request, _("Unmerged."))
    return redirect("workbench:residents")
