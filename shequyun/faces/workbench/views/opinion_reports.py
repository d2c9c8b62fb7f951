"""Public-opinion reports: the list, the form with its length, and what became of each."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shequyun.base.errors import BadInput, NotNow
from shequyun.base.ids import new_id
from shequyun.faces.workbench.forms.deputies import ReportForm
from shequyun.faces.workbench.keys import key_of
from shequyun.faces.workbench.listing import paged
from shequyun.programmes.deputies import actions, queries
from shequyun.programmes.deputies.choices import REPORT_TONES, Channel, ReportState
from shequyun.programmes.deputies.rules.limits import length_of, limit_of

GET_OR_POST = ["GET", "HEAD", "POST"]
PARTS = ("facts", "analysis", "proposal")


@require_safe
def list_reports(request: HttpRequest) -> HttpResponse:
    """The reports, the newest first, by state."""
    request.actor.need("deputies.read")
    state = request.GET.get("state", "")
    found = queries.reports(request.actor)
    page = paged(request, found.filter(state=state) if state in ReportState.values else found)
    lines = [(one, REPORT_TONES[one.state], length_of(one.facts, one.analysis, one.proposal)) for one in page]
    context = {
        "page": page, "lines": lines, "state": state, "states": ReportState.choices,
        "limit": limit_of("report", timezone.localdate()),
    }  # fmt: skip
    return render(request, "workbench/deputies/reports.html", context)


@require_http_methods(GET_OR_POST)
def write(request: HttpRequest) -> HttpResponse:
    """A new report; from a suggestion it begins with what the suggestion says."""
    request.actor.need("deputies.report")
    asked = request.POST.get("suggestion") or request.GET.get("suggestion")
    source = queries.suggestion_of(request.actor, key_of(asked)) if asked else None
    initial: dict[str, Any] = {"report_id": new_id(), "writer": request.actor.name}
    if source:
        initial |= {"title": source.title[:60], "facts": source.facts, "proposal": source.proposal}
    form = ReportForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            key = actions.write_report(request.actor, draft=form.draft(source.pk if source else None))
            return redirect("workbench:opinion-report", pk=key)
        except (BadInput, NotNow) as refusal:
            form.add_error(None, str(refusal))
    return _form(request, form, source=source)


@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write it better."""
    request.actor.need("deputies.report")
    report = queries.report_of(request.actor, pk)
    initial = {name: getattr(report, name) for name in ("title", *PARTS, "writer", "version")}
    form = ReportForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_report(
                request.actor, pk, draft=form.draft(report.suggestion_id), base_version=form.cleaned_data["version"]
            )
            return redirect("workbench:opinion-report", pk=pk)
        except (BadInput, NotNow) as refusal:
            form.add_error(None, str(refusal))
    return _form(request, form, report=report, source=report.suggestion)


def _form(request: HttpRequest, form: ReportForm, **more: Any) -> HttpResponse:
    texts = [form[name].value() or "" for name in PARTS]
    limit = limit_of("report", timezone.localdate())
    context = {"form": form, "limit": limit, "length": length_of(*texts), **more}
    return render(request, "workbench/deputies/report_edit.html", context, status=422 if form.errors else 200)


@require_safe
def show_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A report, and what became of it."""
    request.actor.need("deputies.read")
    return _page(request, pk)


def _page(request: HttpRequest, pk: UUID, *, status: int = 200, **more: Any) -> HttpResponse:
    page = queries.report_page(request.actor, pk)
    may = request.actor.can("deputies.report")
    hands_in = request.actor.can("deputies.hand_in")
    following = [
        (kind, ReportState(kind).label) for kind in page.next if may and (kind != ReportState.SUBMITTED or hands_in)
    ]
    context = {
        "page": page, "report": page.report, "tone": REPORT_TONES[page.report.state], "channels": Channel.choices,
        "following": following, "today": timezone.localdate(),
        "parts": [(_("Facts"), page.report.facts), (_("Analysis"), page.report.analysis),
                  (_("Proposal"), page.report.proposal)],
        "may_change": may and page.report.state in (ReportState.DRAFT, ReportState.NOT_ADOPTED), **more,
    }  # fmt: skip
    return render(request, "workbench/deputies/report.html", context, status=status)


@require_POST
def follow(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Submitted, adopted, put to use, not adopted."""
    said = request.POST
    request.actor.need("deputies.report")
    queries.report_of(request.actor, pk)
    try:
        actions.follow_report(
            request.actor, pk, kind=said.get("kind", ""), channel=said.get("channel", ""),
            on=parse_date(said["on"]) if said.get("on") else None, words=said.get("words", ""),
        )  # fmt: skip
    except (BadInput, NotNow) as refusal:
        return _page(request, pk, status=refusal.status, refusal=str(refusal), said=said)
    messages.success(request, _("Noted."))
    return redirect("workbench:opinion-report", pk=pk)
