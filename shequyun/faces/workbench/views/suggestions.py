"""Suggestions: the board by level of power, and one suggestion with its clock, its authors and its answer."""

from collections.abc import Callable
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
from shequyun.base.masks import mask_phone
from shequyun.engines.cases import actions as case_actions
from shequyun.engines.cases.choices import SuggestionResult
from shequyun.engines.cases.queries import colleagues
from shequyun.faces.workbench.forms.deputies import SuggestionForm
from shequyun.faces.workbench.keys import key_of, keys_of
from shequyun.faces.workbench.views.cases import CLOCKS
from shequyun.programmes.deputies import actions, queries
from shequyun.programmes.deputies.choices import RATING_TONES, STAGE_TONES, Contentment, Power, Stage, Way


@require_safe
def list_suggestions(request: HttpRequest) -> HttpResponse:
    """The board of a year, by level of power, what is due first on top."""
    actor, asked = request.actor, request.GET
    actor.need("deputies.read")
    this = timezone.localdate().year
    year = int(asked["year"]) if asked.get("year", "").isdigit() and 2000 < int(asked["year"]) <= this else this
    power = asked.get("power", "") if asked.get("power") in Power.values else ""
    stage = asked.get("stage", "") if asked.get("stage") in Stage.values else ""
    rating = asked.get("rating", "") if asked.get("rating") in Contentment.values else ""
    text = asked.get("text", "").strip()[:40]
    found = queries.board(actor, year=year, power=power, stage=stage, rating=rating, text=text)
    groups: dict[str, list[Any]] = {}
    for one in found.lines:
        groups.setdefault(str(Power(one.suggestion.power).label), []).append(
            (one, STAGE_TONES[one.stage], *_rating(one))
        )
    context = {
        "groups": list(groups.items()), "board": found, "year": year, "years": range(this, this - 5, -1),
        "power": power, "stage": stage, "rating": rating, "text": text, "now": timezone.now(),
        "powers": [(code, label, found.by_power.get(code, 0)) for code, label in Power.choices],
        "stages": [(code, label, found.by_stage.get(code, 0)) for code, label in Stage.choices],
        "ratings": [(code, label, found.by_rating.get(code, 0)) for code, label in Contentment.choices],
        "unsorted": queries.unsorted(actor).count(),
    }  # fmt: skip
    return render(request, "workbench/deputies/suggestions.html", context)


def _rating(one: Any) -> tuple[str, str]:
    """What the deputies say of the answer together, in words, and how it looks."""
    return (str(Contentment(one.rating).label), RATING_TONES[one.rating]) if one.rating else ("", "")


@require_http_methods(["GET", "HEAD", "POST"])
def show_suggestion(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One suggestion; as long as it is a draft, it is written here."""
    request.actor.need("deputies.read")
    if request.method != "POST":
        return suggestion_page(request, pk)
    request.actor.need("deputies.record")
    queries.suggestion_of(request.actor, pk)
    form = SuggestionForm(request.POST)
    if form.is_valid():
        data = dict(form.cleaned_data)
        try:
            actions.change_suggestion(request.actor, pk, base_version=data.pop("version"), **data)
            messages.success(request, _("The suggestion has been saved."))
            return redirect("workbench:suggestion", pk=pk)
        except (BadInput, NotNow) as refusal:
            form.add_error(None, str(refusal))
    return suggestion_page(request, pk, status=422, form=form)


def suggestion_page(request: HttpRequest, pk: UUID, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page, with what was typed where a form was refused."""
    actor = request.actor
    page = queries.suggestion_page(actor, pk)
    one = page.suggestion
    initial = {name: getattr(one, name) for name in ("title", "power", "facts", "proposal", "version")}
    case = page.case.case if page.case else None
    signed = [signer.deputy.pk for signer in page.signers]
    context = {
        "page": page, "one": one, "case": case, "tone": STAGE_TONES[page.stage], "clock_words": CLOCKS,
        "form": SuggestionForm(initial=initial), "results": SuggestionResult.choices, "ways": Way.choices,
        "may_answer": bool(case and case.is_open and case.handler_id and _handles(request, page)),
        "may_assign": bool(case and case.is_open and actor.can("cases.lead")),
        "colleagues": colleagues(actor, community=one.community) if case and actor.can("cases.lead") else [],
        "deputies": [(d, d.pk in signed, d.pk in signed[:1]) for d in queries.deputies(actor).filter(community=one.community)],
        "phones": _phones(request, page), "whole": {},
        "drafting": page.stage == Stage.DRAFT and actor.can("deputies.record"),
        "answers": [event for event in page.case.events if event.kind in ("closed", "answered")] if page.case else [],
        "rating": _rating(page), "rating_tones": RATING_TONES, "contentments": Contentment.choices,
        "rateable": [s for s in page.signers if not s.waits] if case and not case.is_open and actor.can("deputies.record") else [],
        "telling": page.waiting > 0 and actor.can("deputies.record"),
    }  # fmt: skip
    return render(request, "workbench/deputies/suggestion.html", context | more, status=status)


def _phones(request: HttpRequest, page: Any) -> dict[Any, str]:
    """The numbers that authors left for the answer, masked."""
    if not request.actor.can("deputies.see_names"):
        return {}
    left = [one.opinion for one in page.authors if one.opinion.phone_sealed]
    return {one.pk: mask_phone(queries.phone_of(one)) for one in left}


def _handles(request: HttpRequest, page: Any) -> bool:
    mine = request.actor.staff_id in (page.case.case.handler_id, page.case.case.first_id)
    return request.actor.can("cases.work") and (mine or request.actor.can("cases.lead"))


@require_POST
def see_phone(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole number that an author left, with a reason, in the trail."""
    request.actor.need("deputies.see_names")
    queries.suggestion_of(request.actor, pk)
    opinion = key_of(request.POST.get("opinion"))
    try:
        number = actions.see_phone(request.actor, opinion, reason=request.POST.get("reason", ""))
    except BadInput as refusal:
        return suggestion_page(request, pk, status=refusal.status, refusal=str(refusal))
    return suggestion_page(request, pk, whole={opinion: number})


@require_POST
def act(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is done to a suggestion: one form per act. A refusal opens the page with what was typed."""
    actor, said = request.actor, request.POST
    actor.need("deputies.read")
    one = queries.suggestion_of(actor, pk)
    words, name = said.get("words", ""), said.get("act", "")
    steps: dict[str, Callable[[], Any]] = {
        "hand_in": lambda: actions.hand_in(actor, pk),
        "sign": lambda: actions.sign(actor, pk, deputy_ids=_signers(request)),
        "withdraw": lambda: actions.withdraw(actor, pk, reason=words),
        "assign": lambda: case_actions.assign(actor, key_of(str(one.case_id)), to=key_of(said.get("to")), words=words),
        "answer": lambda: actions.answer(
            actor, pk, result=said.get("result", ""), words=words, by=parse_date(said.get("by", "")) if said.get("by")
            else None, signed_by=said.get("signed_by", ""),
        ),
        "rate": lambda: actions.rate(
            actor, pk, deputy_id=key_of(said.get("deputy")), rating=said.get("rating", ""), words=words
        ),
        "tell": lambda: actions.tell(
            actor, pk, opinion_ids=keys_of(request, "opinion"), deputy_ids=keys_of(request, "deputy"),
            way=said.get("way", ""), words=words,
        ),
        "out": lambda: actions.take_out(actor, key_of(said.get("opinion"))),
    }  # fmt: skip
    if name not in steps:
        raise BadInput()
    try:
        steps[name]()
    except (BadInput, NotNow) as refusal:
        return suggestion_page(request, pk, status=refusal.status, act=name, said=said, refusal=str(refusal))
    messages.success(request, _("Noted."))
    return redirect("workbench:suggestion", pk=pk)


def _signers(request: HttpRequest) -> list[UUID]:
    """The chosen deputies, whoever leads first."""
    keys, lead = keys_of(request, "deputy"), request.POST.get("lead")
    first = [key_of(lead)] if lead else []
    return [*(key for key in first if key in keys), *(key for key in keys if key not in first)]
