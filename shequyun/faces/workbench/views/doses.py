"""One person's doses and reasons against them: recorded, withdrawn, ended."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shequyun.base.errors import BadInput, NotNow
from shequyun.faces.workbench.forms.vaccination import DoseForm, RemarkForm
from shequyun.faces.workbench.keys import key_of
from shequyun.faces.workbench.panels.vaccination import at_home
from shequyun.kernel.places.queries import dwelling_of
from shequyun.kernel.residents.queries import resident_of
from shequyun.programmes.vaccination import actions, queries

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A dose that a resident received: from the form, or with one click beside what is due."""
    request.actor.need("vaccination.record")
    resident = resident_of(request.actor, pk)
    form = DoseForm(request.POST or None, initial={"product": request.GET.get("product", "")})
    if request.method == "POST" and form.is_valid():
        found = _tried(form, lambda: actions.record_dose(request.actor, pk, **_said(form)))
        if found is not None:
            words = _("This dose has already been recorded.") if found.known else _("The dose has been recorded.")
            return _answer(request, resident, words)
    context = {"form": form, "resident": resident, "title": _("Record a dose")}
    return render(request, "workbench/vaccination/record.html", context, status=422 if form.errors else 200)


def _said(form: DoseForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if value}


def _answer(request: HttpRequest, resident: Any, words: str) -> HttpResponse:
    """The home's panel again for the drawer; the person's page otherwise."""
    home = request.POST.get("home", "")
    if request.htmx and not request.htmx.boosted and home:
        parts = at_home(request, dwelling_of(request.actor, key_of(home)))
        return render(
            request, "workbench/vaccination/_home.html", {"parts": parts, "said": words, "saved": resident.pk}
        )
    messages.success(request, words)
    return redirect("workbench:resident", pk=resident.pk)


@require_http_methods(GET_OR_POST)
def remark(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody may not be given a vaccine, or refuses it."""
    request.actor.need("vaccination.see_reasons")
    resident = resident_of(request.actor, pk)
    form = RemarkForm(request.POST or None, initial={"vaccine": request.GET.get("vaccine", "")})
    if request.method == "POST" and form.is_valid():
        key = _tried(form, lambda: actions.record_remark(request.actor, pk, **form.cleaned_data))
        if key is not None:
            messages.success(request, _("Recorded; there are no recalls while it is in force."))
            return redirect("workbench:resident", pk=pk)
    context = {"form": form, "resident": resident, "title": _("Record why somebody is not vaccinated")}
    return render(request, "workbench/vaccination/record.html", context, status=422 if form.errors else 200)


def _tried(form: Any, write: Any) -> Any:
    """What was written; None with the refusal in the form, whose input stays."""
    try:
        return write()
    except (BadInput, NotNow) as refusal:
        form.add_error(None, str(refusal))
        return None


@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A dose was recorded in error."""
    request.actor.need("vaccination.record")
    dose = queries.dose_of(request.actor, pk)
    actions.withdraw_dose(request.actor, pk, reason=request.POST.get("reason", ""))
    messages.success(request, _("The dose has been withdrawn; it stays in the history."))
    return redirect("workbench:resident", pk=dose.resident_id)


@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A reason holds no longer."""
    resident = actions.end_remark(request.actor, pk)
    messages.success(request, _("Lifted; doses that are due are recalled again."))
    return redirect("workbench:resident", pk=resident)
