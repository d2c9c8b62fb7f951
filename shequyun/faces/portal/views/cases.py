"""A case by the code of its receipt: how it stands, what was promised, rating it, having it taken up again.

No session, no account, no name on the page. Every answer says that it is not to be kept, indexed or passed on.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow, NotVisible
from shequyun.base.scope import entered, subdistrict_of
from shequyun.engines.cases import actions, queries
from shequyun.engines.cases.actions.following import case_by_code, check_knocks, knock
from shequyun.engines.cases.choices import RATING_WORDS, RATINGS
from shequyun.engines.cases.rules.matters import name_of
from shequyun.engines.worklist.queries import promise_is, promises_from
from shequyun.kernel.places.queries import area_named

NUMBERS = re.compile(r"\d{7,}[Xx]?")
STEPS = [
    gettext_lazy("Taken in"),
    gettext_lazy("Being dealt with"),
    gettext_lazy("Dealt with"),
    gettext_lazy("Confirmed"),
]
STATES: dict[str, Any] = {
    "new": (0, gettext_lazy("We have received your matter and are choosing who will deal with it.")),
    "assigned": (0, gettext_lazy("Somebody has been asked to deal with your matter.")),
    "working": (1, gettext_lazy("Your matter is being dealt with.")),
    "paused": (1, gettext_lazy("We are waiting for papers or an answer from others; the time limit is paused.")),
    "asked": (1, gettext_lazy("We have asked another body to deal with it and are following it up.")),
    "closed": (2, gettext_lazy("Your matter has been dealt with. Tell us how it went.")),
    "done": (3, gettext_lazy("Your matter is finished.")),
    "merged": (1, gettext_lazy("Your matter is dealt with together with others of the same kind.")),
}  # fmt: skip
View = Callable[..., HttpResponse]


def by_code(view: Callable[[HttpRequest, Actor, UUID, str], HttpResponse]) -> View:
    """Find the case of the code inside its committee, bounded against trying, and answer without a trace in caches."""

    @wraps(view)
    def run(request: HttpRequest, code: str) -> HttpResponse:
        address = request.META.get("REMOTE_ADDR", "")
        check_knocks(address)
        community, _dash, token = code.partition("-")
        try:
            response = _inside(view, request, community, token, code)
        except NotVisible:
            knock(address)
            context = {"wrong": True, "code": code[:60], **_look(request)}
            response = render(request, "portal/code.html", context, status=404)
        return _quiet(response)

    return login_not_required(run)


def _inside(view: Any, request: HttpRequest, community: str, token: str, code: str) -> HttpResponse:
    """In the scope of the committee; of the one where a case went on, if it was merged away."""
    actor = actions.resident_actor(community)
    with entered(actor.scope):
        case = case_by_code(actor, token)
        moved = _moved_to(actor, case)
        if not moved:
            return view(request, actor, case.pk, code)
    there = actions.resident_actor(moved)
    with entered(there.scope):
        return view(request, there, case_by_code(there, token).pk, code)


def _moved_to(actor: Actor, case: Any) -> str:
    events = queries.events_of(actor, case.pk).filter(kind="merged") if case.merged_into else []
    return next((one.data["community"] for one in events if one.data.get("community")), "")


def _quiet(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Referrer-Policy"] = "same-origin"  # without any, forms could not prove where they come from
    response.headers["Cache-Control"] = "no-store"
    return response


def _look(request: HttpRequest) -> dict[str, Any]:
    """Large type, if asked for now or before."""
    asked = request.GET.get("large") or request.COOKIES.get("large", "")
    return {"large": asked == "1"}


@login_not_required
@require_safe
def enter_code(request: HttpRequest) -> HttpResponse:
    """For whoever cannot scan: the code of the receipt, typed."""
    code = re.sub(r"\s", "", request.GET.get("code", "")).upper()
    if code:
        return redirect("portal:follow", code=code[:60])
    return _quiet(_remember(request, render(request, "portal/code.html", _look(request))))


def _remember(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if request.GET.get("large") in ("0", "1"):
        response.set_cookie("large", request.GET["large"], max_age=365 * 86400, samesite="Lax", httponly=True)
    return response


@by_code
@require_safe
def show_case(request: HttpRequest, actor: Actor, pk: UUID, code: str) -> HttpResponse:
    """How it stands."""
    return _remember(request, _page(request, actor, pk, code))


def _page(request: HttpRequest, actor: Actor, pk: UUID, code: str, *, status: int = 200, **more: Any) -> HttpResponse:
    page = queries.resident_page(actor, pk)
    whole = _goes_on(actor, page)
    case, today = page.case, timezone.localdate()
    step, words = STATES[whole.case.state]
    due = queries.due_day(whole.clocks) if whole.case.is_open and not whole.case.answered_at else None
    over = case.state in ("closed", "done")
    context = {
        "case": case, "code": code, "step": step, "steps": list(enumerate(STEPS)), "state": words,
        "joined": STATES["merged"][1] if whole is not page else "",
        "matter": "" if case.sensitive else name_of(case.matter), "committee": area_named(case.community),
        "above": area_named(subdistrict_of(case.community)), "due": due,
        "late": due is not None and due < today and whole.case.state != "paused",
        "promises": _promises(actor, case, today), "told": _told(page, whole),
        "may_rate": over and not page.standing.ratings, "may_reopen": over, "ratings": RATING_WORDS.items(), "said": {},
        **_look(request), **more,
    }  # fmt: skip
    return render(request, "portal/case.html", context, status=status)


def _goes_on(actor: Actor, page: queries.CasePage) -> queries.CasePage:
    """The case in which a merged one goes on, as far as it lies in this committee; else the case itself."""
    try:
        while page.case.merged_into:
            page = queries.resident_page(actor, page.case.merged_into)
    except NotVisible:  # it went on elsewhere, with the receipt of its own author
        return page
    return page


def _promises(actor: Actor, case: Any, today: date) -> list[Any]:
    """What was promised, without numbers by which somebody could be called."""
    if case.sensitive:
        return []
    found = promises_from(actor, [case.pk]).get(case.pk, [])
    return [(NUMBERS.sub("***", one.what), one.due_on, promise_is(one, today=today)) for one in found]


def _told(page: queries.CasePage, whole: queries.CasePage) -> list[Any]:
    """What was written for the resident, the latest first; of the case in which theirs goes on, how it ended."""
    found = [one for one in page.events if one.to_resident and one.words and one.kind not in ("reopened", "promised")]
    if whole is not page:
        found += [one for one in whole.events if one.kind == "closed"]
    if page.case.sensitive or whole.case.sensitive:
        return []
    return [(one.at, one.get_kind_display(), NUMBERS.sub("***", one.words)) for one in reversed(found)]


@by_code
@require_POST
def rate(request: HttpRequest, actor: Actor, pk: UUID, code: str) -> HttpResponse:
    """Content with speed, attitude, result? Once."""
    said = {name: request.POST[name] == "yes" for name in RATINGS if request.POST.get(name) in ("yes", "no")}
    if len(said) < len(RATINGS):
        return _page(
            request, actor, pk, code, status=422, refusal=_("Please answer all three questions."), said=request.POST
        )
    return _done(
        request,
        actor,
        pk,
        code,
        lambda: actions.rate_as_resident(actor, pk, ratings=said, words=request.POST.get("words", "")),
    )


@by_code
@require_POST
def reopen(request: HttpRequest, actor: Actor, pk: UUID, code: str) -> HttpResponse:
    """It is not over for the resident."""
    return _done(
        request, actor, pk, code, lambda: actions.reopen_as_resident(actor, pk, words=request.POST.get("words", ""))
    )


def _done(request: HttpRequest, actor: Actor, pk: UUID, code: str, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except (BadInput, NotNow) as refusal:
        return _page(request, actor, pk, code, status=refusal.status, refusal=str(refusal), said=request.POST)
    return redirect("portal:follow", code=code)
