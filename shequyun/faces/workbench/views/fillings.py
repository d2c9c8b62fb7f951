"""Forms filled: from a list of people or for one, what was missing, what changed since, tasks from what is missing."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shequyun.base.errors import BadInput, NotNow
from shequyun.engines.cohorts.rules.conditions import read_condition
from shequyun.engines.cohorts.rules.sentences import sentence
from shequyun.engines.ledgers import actions, queries
from shequyun.engines.ledgers.choices import FillingState, Paper
from shequyun.engines.ledgers.rules.blanks import shipped_blanks, unlisted
from shequyun.faces.workbench.keys import key_of, keys_of
from shequyun.faces.workbench.listing import paged
from shequyun.faces.workbench.views.catalogue import download
from shequyun.kernel.residents.queries import resident_of

SHOWN = 200
SHIPPED = "shipped-"  # before the code of a form that comes with the product
STALLED = timedelta(minutes=5)


@require_POST
def fill(request: HttpRequest) -> HttpResponse:
    """Fill a form of the catalogue, or the file that is sent along, for the condition in the address."""
    request.actor.need("ledgers.fill")
    chosen = keys_of(request)
    try:
        key = actions.fill_form(
            request.actor,
            _form(request),
            condition=_condition(request),
            chosen=chosen,
            purpose=request.POST.get("purpose", ""),
            whole="whole" in request.POST,
        )
    except (BadInput, NotNow) as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{reverse('workbench:people')}?{request.GET.urlencode()}")
    return redirect(f"{reverse('workbench:filling', args=[key])}?new=1")


def _form(request: HttpRequest) -> UUID:
    """The form that was chosen, one that comes with the product, or the one that was sent along."""
    file, said = request.FILES.get("file"), request.POST.get("form", "")
    if file is not None:
        return actions.enter_form(request.actor, file_name=file.name or "", content=file.read())
    if said.startswith(SHIPPED):
        return actions.enter_shipped(request.actor, said.removeprefix(SHIPPED))
    return key_of(said)


def _condition(request: HttpRequest) -> Any:
    try:
        return json.loads(request.GET.get("condition") or '{"all": []}')
    except ValueError:
        raise BadInput() from None


@require_safe
def list_fillings(request: HttpRequest) -> HttpResponse:
    """What was filled here, the newest first."""
    request.actor.need("ledgers.fill")
    return render(
        request, "workbench/catalogue/fillings.html", {"page": paged(request, queries.fillings(request.actor))}
    )


@require_safe
def show_filling(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One filling: the file, what is missing, what is new since the last time."""
    request.actor.need("ledgers.fill")
    filling = queries.filling_of(request.actor, pk)
    if filling.state != FillingState.DONE:
        return render(request, "workbench/catalogue/filling_waiting.html", {"filling": filling, **_waiting(filling)})
    gaps = queries.gaps_of(request.actor, filling)
    people = None if filling.subject_id else _people_url(filling)
    context = {
        "filling": filling,
        "may_take": not filling.whole or request.actor.can("ledgers.whole"),
        "gaps": gaps[:SHOWN],
        "gap_count": len(gaps),
        "changes": queries.changes_of(request.actor, filling),
        "people_url": people,
        "sentence": "" if filling.subject_id else sentence(read_condition(filling.condition or {"all": []})),
        "new": "new" in request.GET,
    }
    return render(request, "workbench/catalogue/filling.html", context)


@require_safe
def state(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far a large filling is, asked for every second; once it is done the page is loaded anew."""
    request.actor.need("ledgers.fill")
    filling = queries.filling_of(request.actor, pk)
    context = {"filling": filling, **_waiting(filling)}
    response = render(request, "workbench/catalogue/_filling_progress.html", context)
    if filling.state != FillingState.WAITING:
        response.headers["HX-Refresh"] = "true"
    return response


def _waiting(filling: Any) -> dict[str, Any]:
    """What the page of a filling under way says."""
    steps = {"queued": _("Waiting in the queue"), "read": _("Reading people"), "write": _("Writing the form")}
    since = timezone.now() - (filling.started_at or filling.at)
    done = 100 * filling.done // filling.total if filling.step == "read" and filling.total else 0
    return {
        "waiting": filling.state == FillingState.WAITING,
        "step": steps.get(filling.step, ""),
        "percent": {"read": done // 2, "write": 60}.get(filling.step, 0),
        "stalled": since > STALLED,
        "people_url": _people_url(filling),
    }


def _people_url(filling: Any) -> str:
    condition = json.dumps(filling.condition or {"all": []}, ensure_ascii=False, separators=(",", ":"))
    return f"{reverse('workbench:people')}?{urlencode({'condition': condition})}"


@require_safe
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The filled file."""
    return download(*actions.take_file(request.actor, pk))


@require_POST
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Share out what is missing as tasks."""
    request.actor.need("tasks.share")
    try:
        actions.ask_for_gaps(request.actor, pk)
    except (BadInput, NotNow) as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:filling", pk=pk)
    messages.success(request, _("The gaps are shared out as tasks, whole buildings with one worker."))
    return redirect("workbench:filling", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def fill_for_one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Word forms for one resident: choose one or send one along, and get it back filled."""
    request.actor.need("ledgers.fill")
    resident = resident_of(request.actor, pk)
    if request.method == "POST":
        try:
            key = actions.fill_for_one(
                request.actor,
                _form(request),
                pk,
                purpose=request.POST.get("purpose", ""),
                whole="whole" in request.POST,
                despite=request.POST.get("despite", ""),
            )
            return redirect(f"{reverse('workbench:filling', args=[key])}?new=1")
        except (BadInput, NotNow) as refusal:
            messages.error(request, str(refusal))
    known = [one for one in queries.catalogue(request.actor, today=timezone.localdate()) if not one.closed]
    context = {
        "resident": resident,
        "found": [(one, unlisted(one.form.name)) for one in known if one.form.paper == Paper.PERSON],
        "shipped": _shipped(request, known) if request.actor.can("forms.define") else [],
        "fillings": queries.fillings(request.actor, subject_id=pk)[:20],
        "words": _("Forms and certificates"),
    }
    return render(request, "workbench/catalogue/person.html", context)


def _shipped(request: HttpRequest, known: list[Any]) -> list[Any]:
    """Forms that come with the product and are not in the catalogue yet, as (value, form)."""
    names = {one.form.name for one in known}
    return [(f"{SHIPPED}{one.code}", one) for one in shipped_blanks().values() if one.name not in names]
