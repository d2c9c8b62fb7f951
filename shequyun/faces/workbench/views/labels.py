"""Labels: the dictionary, and putting them on one person or home."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shequyun.base.errors import BadInput, NotNow
from shequyun.engines.cohorts.actions import define_rule
from shequyun.engines.cohorts.rules.conditions import read_condition
from shequyun.engines.cohorts.rules.sentences import sentence
from shequyun.faces.workbench.forms.labels import LabelForm, PutForm
from shequyun.faces.workbench.keys import key_if_said
from shequyun.kernel.labels import actions, queries
from shequyun.kernel.places.queries import area_names, dwelling_of
from shequyun.kernel.residents.queries import resident_of


@require_safe
def list_labels(request: HttpRequest) -> HttpResponse:
    """The dictionary: whose label, what it means, how many carry it."""
    request.actor.need("residents.read")
    found = queries.labels(request.actor)
    counts = queries.counts(request.actor, today=timezone.localdate())
    lines = [
        (one, counts.get(one.pk, 0), sentence(read_condition(one.condition)) if one.is_rule else "") for one in found
    ]
    return render(
        request, "workbench/labels/list.html", {"lines": lines, "areas": area_names(one.area for one in found)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def define(request: HttpRequest) -> HttpResponse:
    """A new label of this area; with a condition in the address it is a rule label."""
    request.actor.need("labels.define")
    said = request.POST.get("condition") or request.GET.get("condition", "")
    form = LabelForm(request.POST or None)
    words = sentence(_condition(said)) if said else ""
    if request.method == "POST" and form.is_valid():
        try:
            _define(request, form, said)
            messages.success(request, _("The label has been added to the dictionary."))
            return redirect("workbench:labels")
        except (BadInput, NotNow) as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "condition": said, "sentence": words}
    return render(request, "workbench/labels/define.html", context, status=422 if form.errors else 200)


def _condition(said: str) -> Any:
    try:
        return read_condition(json.loads(said))
    except ValueError:
        raise BadInput() from None


def _define(request: HttpRequest, form: LabelForm, said: str) -> None:
    if said:
        data = {key: value for key, value in form.cleaned_data.items() if key != "subject_kind"}
        define_rule(request.actor, condition=json.loads(said), **data)
    else:
        actions.define_label(request.actor, **form.cleaned_data)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A label of this area reads, looks or lasts otherwise from now on."""
    request.actor.need("labels.define")
    label = actions.own_label(request.actor, pk)
    form = LabelForm(request.POST or None, initial={name: getattr(label, name) for name in actions.CHANGEABLE})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_label(request.actor, pk, **form.cleaned_data)
            messages.success(request, _("The label has been changed."))
            return redirect("workbench:labels")
        except BadInput as refusal:
            form.add_error(None, str(refusal))
    words = sentence(read_condition(label.condition)) if label.is_rule else ""
    context = {"form": form, "label": label, "condition": label.is_rule, "sentence": words}
    return render(request, "workbench/labels/define.html", context, status=422 if form.errors else 200)


@require_POST
def retire(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a label of this area up."""
    actions.retire_label(request.actor, pk)
    messages.success(request, _("The label has been retired; its history is kept."))
    return redirect("workbench:labels")


@require_POST
def put_on_resident(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a label on one resident."""
    request.actor.need("labels.put")
    return _put(request, "workbench:resident", resident_of(request.actor, pk).pk)


@require_POST
def put_on_dwelling(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a label on one home."""
    request.actor.need("labels.put")
    return _put(request, "workbench:dwelling", dwelling_of(request.actor, pk).pk)


def _put(request: HttpRequest, back: str, pk: UUID) -> HttpResponse:
    form = PutForm(request.POST)
    if not form.is_valid():
        raise BadInput()
    data = form.cleaned_data
    label = queries.label_of(request.actor, data["label"])
    actions.put_label(request.actor, label.pk, subject_ids=[pk], evidence=data["evidence"], until=data["until"])
    messages.success(request, _("“%(name)s” has been added.") % {"name": label.name})
    return redirect(back, pk=pk)


@require_POST
def take(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End a labelling today."""
    back = key_if_said(request.POST.get("resident"))
    actions.take_label(request.actor, pk, reason=request.POST.get("reason", ""))
    messages.success(request, _("The label has been removed; its history is kept."))
    return redirect("workbench:resident", pk=back) if back else redirect("workbench:labels")
