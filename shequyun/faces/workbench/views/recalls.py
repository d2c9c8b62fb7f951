"""Recall: who is due, shared out as tasks; how a department's list agrees with ours; the bundle for other systems."""

import json
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shequyun.base.errors import BadInput, NotVisible
from shequyun.engines.cohorts.queries import members
from shequyun.engines.intake import queries as intake
from shequyun.engines.worklist.queries import workers
from shequyun.faces.workbench.forms.vaccination import CallForm, RecallForm
from shequyun.faces.workbench.keys import chosen_of, key_if_said, keys_of
from shequyun.faces.workbench.listing import paged
from shequyun.faces.workbench.people_columns import COLUMNS, Known
from shequyun.faces.workbench.views.vaccination import TABS
from shequyun.kernel.residents.queries import resident_of
from shequyun.programmes.vaccination import actions, queries
from shequyun.programmes.vaccination.choices import VACCINES
from shequyun.programmes.vaccination.rules.wording import why

FHIR = "application/fhir+json"


@require_http_methods(["GET", "HEAD", "POST"])
def show_recall(request: HttpRequest) -> HttpResponse:
    """Who is due, by building, with the open task and the last contact; shared out with one click."""
    request.actor.need("vaccination.read")
    request.actor.need("residents.read")
    form = RecallForm(request.GET or None)
    vaccine, state, least, contact = form.said()
    today = timezone.localdate()
    found = queries.called(request.actor, vaccine, today=today, state=state, least=least, contact=contact)
    if request.method == "POST":
        return _share(request, found, vaccine)
    page = paged(request, found)
    asked = queries.recall_condition(vaccine, state, least, contact)
    condition = json.dumps(asked, ensure_ascii=False, separators=(",", ":"))
    context = {
        "form": RecallForm(initial={"vaccine": vaccine, "state": state, "least": least or "", "contact": contact}),
        "narrowed": bool(state or least or contact),
        "vaccine": vaccine,
        "page": page,
        "rows": _rows(request, list(page), vaccine),
        "label": VACCINES[vaccine].label,
        "condition": condition,
        "people_url": f"{reverse('workbench:people')}?{urlencode({'condition': condition})}",
        "waiting": len(queries.open_recalls(request.actor, vaccine)),
        "workers": workers(request.actor) if request.actor.can("tasks.share") else [],
        "title": _("Recall: %(what)s") % {"what": VACCINES[vaccine].label},
        "key": uuid4(),
        "tabs": TABS,
        "today": today,
    }
    return render(request, "workbench/vaccination/recall.html", context)


def _rows(request: HttpRequest, people: list[Any], vaccine: str) -> list[Any]:
    return [
        (call, why(call.of.standing), COLUMNS["phone"][1](call.resident, Known({}, {})).value)
        for call in queries.calls(request.actor, people, vaccine, today=timezone.localdate())
    ]


@require_POST
def record_call(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What came of a call; the line of the list again, with the answer in it."""
    request.actor.need("visits.record")
    resident = resident_of(request.actor, pk)
    vaccine, form, refused = request.POST.get("vaccine", ""), CallForm(request.POST), ""
    try:
        if not form.is_valid():
            raise BadInput()
        actions.record_call(request.actor, pk, vaccine=vaccine, **form.cleaned_data)
    except BadInput as refusal:
        refused = str(refusal)
    if vaccine in VACCINES and request.htmx and not request.htmx.boosted and request.actor.can("vaccination.read"):
        ((call, words, phone),) = _rows(request, [resident], vaccine)
        context = {"call": call, "words": words, "phone": phone, "vaccine": vaccine, "today": timezone.localdate()}
        return render(request, "workbench/vaccination/_call.html", context | {"refused": refused, "saved": not refused})
    messages.error(request, refused) if refused else messages.success(request, _("The call has been recorded."))
    return redirect("workbench:resident", pk=pk)


def _share(request: HttpRequest, found: Any, vaccine: str) -> HttpResponse:
    """Tasks for the chosen, or for all who have no open recall."""
    request.actor.need("tasks.share")
    keys = list(chosen_of(request, found).order_by("pk").values_list("pk", flat=True))
    workers, drive = keys_of(request, "worker"), key_if_said(request.POST.get("key"))
    waiting = {task.subject_id for task in queries.open_recalls(request.actor, vaccine)}
    try:
        actions.recall(
            request.actor,
            vaccine=vaccine,
            resident_ids=[key for key in keys if key not in waiting],
            title=request.POST.get("title", ""),
            workers=workers,
            drive_id=drive,
        )
    except BadInput as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The tasks are shared out by building."))
    return redirect(f"{reverse('workbench:vaccination-recall')}?{request.GET.urlencode()}")


@require_safe
def show_reconciliation(request: HttpRequest) -> HttpResponse:
    """A department's committed list of doses beside ours: what only it knew, what only we know, whom it speaks of in vain."""
    request.actor.need("vaccination.read")
    request.actor.need("residents.read")
    lists = [one for one in intake.uploads(request.actor).filter(subject_kind="dose") if one.applied][:20]
    said = request.GET.get("upload", "")
    chosen = next((one for one in lists if str(one.pk) == said), lists[0] if lists and not said else None)
    if said and chosen is None:
        raise NotVisible()
    context: dict[str, Any] = {"lists": lists, "chosen": chosen, "tabs": TABS}
    if chosen is not None:
        context["found"] = queries.agreement(request.actor, [UUID(key) for key in chosen.applied])
        strangers = (
            intake.rows(request.actor, chosen.pk, state="refused").rows if request.actor.can("intake.preview") else []
        )
        context["strangers"] = [
            row for row in strangers if any(reason.code == "person_unknown" for reason in row.reasons)
        ]
    return render(request, "workbench/vaccination/reconciliation.html", context)


@require_POST
def export_bundle(request: HttpRequest) -> HttpResponse:
    """The people of a condition (or everybody of the area) as a FHIR bundle; recorded with its purpose."""
    request.actor.need("residents.export")
    request.actor.need("vaccination.read")
    found = members(request.actor, _condition(request.POST.get("condition", "")), today=timezone.localdate())
    bundle = actions.export_bundle(
        request.actor,
        found.order_by("pk"),
        reason=request.POST.get("reason", ""),
        whole=request.POST.get("whole") == "1",
        query=request.POST.get("condition", ""),
    )
    response = HttpResponse(json.dumps(bundle, ensure_ascii=False), content_type=FHIR)
    stamp = timezone.localtime().strftime("%Y%m%d-%H%M")
    response.headers["Content-Disposition"] = f'attachment; filename="immunization-{stamp}.json"'
    return response


def _condition(said: str) -> Any:
    if not said:
        return {"all": [{"field": "presence", "op": "in", "value": ["both", "living_only"]}]}
    try:
        return json.loads(said)
    except ValueError:
        raise BadInput() from None
