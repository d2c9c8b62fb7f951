"""The list of matters that a committee works on or assists with, as it holds here today."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shequyun.base.errors import BadInput, NotNow, NotVisible
from shequyun.engines.worklist import actions, queries
from shequyun.engines.worklist.rules.matters import ADMISSION_RULE, REFUSAL_RULE, SANCTION_RULE
from shequyun.faces.workbench.forms.worklist import MatterForm
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.places.queries import area_names


@require_safe
def list_matters(request: HttpRequest) -> HttpResponse:
    """Own work, then what the committee assists with, each with its legal ground."""
    request.actor.need("tasks.read")
    found = queries.matters(request.actor, on=timezone.localdate())
    lines = [(one, _fields(one)) for one in found]
    context = {
        "groups": [
            (_("Matters to assist with"), [line for line in lines if not line[0].own]),
            (_("The committee's own work"), [line for line in lines if line[0].own]),
        ],
        "areas": area_names(one.area for one in found),
        "rules": [REFUSAL_RULE, SANCTION_RULE, ADMISSION_RULE],
        "today": timezone.localdate(),
    }
    return render(request, "workbench/worklist/matters.html", context)


def _fields(matter: Any) -> str:
    names = [name.partition(".") for name in matter.fields]
    return _(", ").join(str(subject_of(kind).by_name[field].label) for kind, _dot, field in names)


@require_http_methods(["GET", "HEAD", "POST"])
def show_matter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One line of the list; a subdistrict changes it for itself."""
    request.actor.need("tasks.read")
    line = next((one for one in queries.matters(request.actor, on=timezone.localdate()) if one.pk == pk), None)
    if line is None:
        raise NotVisible()
    return _edit(request, line)


@require_http_methods(["GET", "HEAD", "POST"])
def add_matter(request: HttpRequest) -> HttpResponse:
    """Another line of the list."""
    request.actor.need("tasks.read")
    return _edit(request, None)


def _edit(request: HttpRequest, line: Any) -> HttpResponse:
    initial = {}
    if line is not None:
        initial = {name: getattr(line, name) for name in ("name", "owner", "ground", "working_days")}
        initial["fields_asked"] = line.fields
    form = MatterForm(request.POST or None, initial=initial)
    if request.method == "POST":
        request.actor.need("matters.change")
        if form.is_valid() and _listed(request, form, line):
            messages.success(request, _("The list of matters has been changed, effective today."))
            return redirect("workbench:matters")
    context = {"form": form, "line": line, "fields": _fields(line) if line else ""}
    return render(
        request, "workbench/worklist/matter.html", context, status=422 if form.is_bound and form.errors else 200
    )


def _listed(request: HttpRequest, form: MatterForm, line: Any) -> bool:
    data = dict(form.cleaned_data)
    asked = data.pop("fields_asked")
    try:
        actions.list_matter(request.actor, fields=asked, code=line.code if line else "", **data)
    except (BadInput, NotNow) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_POST
def end_matter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a line off the list from today."""
    actions.end_matter(request.actor, pk)
    messages.success(request, _("The matter is removed from the list from today; drives under way continue."))
    return redirect("workbench:matters")
