"""Listening sessions: the list, the plan, the page where opinions are typed, the report on paper."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shequyun.base.errors import BadInput, NotNow
from shequyun.base.ids import new_id
from shequyun.faces.workbench.forms.deputies import SessionForm
from shequyun.faces.workbench.listing import paged
from shequyun.faces.workbench.session_report import DOCX, docx_of, lines_of, minutes_pdf
from shequyun.faces.workbench.workbooks import watermark
from shequyun.kernel.attachments.queries import attachments_of
from shequyun.kernel.places.queries import area_named
from shequyun.programmes.deputies import actions, queries
from shequyun.programmes.deputies.choices import Aside, Power

GET_OR_POST = ["GET", "HEAD", "POST"]
TONES = {"planned": "info", "held": "warn", "closed": "ok", "cancelled": ""}


@require_safe
def list_sessions(request: HttpRequest) -> HttpResponse:
    """The sessions, the latest first; those with opinions to be sorted on demand."""
    actor = request.actor
    actor.need("deputies.read")
    found = queries.sessions(actor)
    which = request.GET.get("which", "")
    if which == "left":
        found = found.filter(left__gt=0)
    elif which in ("planned", "held", "closed"):
        found = found.filter(state=which)
    page = paged(request, found)
    tabs = [("", _("All")), ("planned", _("Planned")), ("held", _("Opinions are recorded")), ("left", _("To be sorted")),
            ("closed", _("Session ended"))]  # fmt: skip
    lines = [(one, TONES[one.state]) for one in page]
    context = {"page": page, "lines": lines, "which": which, "tabs": tabs, "unsorted": queries.unsorted(actor).count()}
    return render(request, "workbench/deputies/sessions.html", context)


@require_http_methods(GET_OR_POST)
def plan(request: HttpRequest) -> HttpResponse:
    """A new session."""
    request.actor.need("deputies.record")
    return _edit(request, None)


@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another day, place, theme, or other deputies."""
    request.actor.need("deputies.record")
    return _edit(request, queries.session_page(request.actor, pk))


def _edit(request: HttpRequest, page: Any) -> HttpResponse:
    actor = request.actor
    initial: dict[str, Any] = {"held_on": timezone.localdate()}
    if page:
        session = page.session
        initial = {"theme": session.theme, "held_on": session.held_on, "station": session.station_id,
                   "place": session.place, "version": session.version, "deputies": [one.pk for one in page.deputies]}  # fmt: skip
    else:
        initial |= _as_last_time(actor)
    known: dict[str, list[Any]] = {"deputies": list(queries.deputies(actor)), "stations": list(queries.stations(actor))}
    form = SessionForm(request.POST or None, initial=initial, **known)
    if request.method == "POST" and form.is_valid():
        try:
            if page:
                key = page.session.pk
                version = form.cleaned_data["version"]
                actions.change_session(actor, key, plan=form.plan(), base_version=version)
            else:
                key = actions.plan_session(actor, plan=form.plan())
            return redirect("workbench:session", pk=key)
        except (BadInput, NotNow) as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "session": page.session if page else None, **known}
    return render(request, "workbench/deputies/session_edit.html", context, status=422 if form.errors else 200)


def _as_last_time(actor: Any) -> dict[str, Any]:
    """The station and the deputies of the last session: what is known is not asked again."""
    last = queries.sessions(actor).exclude(state="cancelled").first()
    if last is None:
        return {"station": next((one.pk for one in queries.stations(actor)), None)}
    return {"station": last.station_id, "deputies": [one.pk for one in queries.session_page(actor, last.pk).deputies]}


@require_safe
def show_session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A session with all that was said; the next opinion is typed above."""
    request.actor.need("deputies.read")
    return session_page(request, pk)


def session_page(request: HttpRequest, pk: UUID, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page, or for htmx the part of it where opinions are typed and stand."""
    actor = request.actor
    page = queries.session_page(actor, pk)
    left = [one for one in page.opinions if not one.suggestion_id and not one.aside]
    drafts = queries.suggestions(actor).filter(community=page.session.community, withdrawn_why="")[:60]
    context = {
        "page": page, "session": page.session, "tone": TONES[page.session.state], "today": timezone.localdate(),
        "lines": [(one, queries.author_shown(actor, one)) for one in reversed(page.opinions)],
        "left": left, "key": new_id(), "draft_key": new_id(), "powers": Power.choices, "asides": Aside.choices,
        "drafts": drafts if left else [],
        "files": [] if request.htmx else list(attachments_of(actor, "session", pk)), **more,
    }  # fmt: skip
    name = "_opinions.html" if request.htmx else "session.html"
    return render(request, f"workbench/deputies/{name}", context, status=status)


@require_POST
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Start, close, re-open or cancel it."""
    actor, said = request.actor, request.POST
    count = said.get("attendance", "")
    steps: dict[str, Callable[[], Any]] = {
        "start": lambda: actions.start_session(actor, pk),
        "close": lambda: actions.close_session(
            actor, pk, outcome=said.get("words", ""), attendance=int(count) if count.isdigit() else None
        ),
        "cancel": lambda: actions.cancel_session(actor, pk, reason=said.get("words", "")),
    }
    actor.need("deputies.record")
    if said.get("act") not in steps:
        queries.session_of(actor, pk)
        raise BadInput()
    try:
        steps[said["act"]]()
    except (BadInput, NotNow) as refusal:
        messages.error(request, str(refusal))
    return redirect("workbench:session", pk=pk)


@require_POST
def take_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The report of a session as Word or PDF; recorded."""
    minutes = actions.take_minutes(request.actor, pk)
    area = area_named(minutes.session.community)
    lines = lines_of(minutes, area, watermark(request, _("Report of the listening session of deputies")))
    kind = "pdf" if request.POST.get("as") == "pdf" else "docx"
    content = minutes_pdf(lines) if kind == "pdf" else docx_of(lines)
    response = HttpResponse(content, content_type="application/pdf" if kind == "pdf" else DOCX)
    name = f"{minutes.session.held_on:%Y%m%d}-{minutes.session.theme}.{kind}"
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
