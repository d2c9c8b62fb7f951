"""What is done to one case: one address, one form per act. A refusal opens the same form with what was typed."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from shequyun.base.errors import BadInput, NotNow
from shequyun.base.scope import entered
from shequyun.engines.cases import actions, queries
from shequyun.engines.cases.actions import Intake
from shequyun.engines.cases.choices import RATINGS
from shequyun.faces.workbench.keys import key_of
from shequyun.faces.workbench.views.attachments import attach_all
from shequyun.faces.workbench.views.cases import case_page

Said = QueryDict


class NoSuchNumber(BadInput):
    code = "cases.no_such_number"
    sentence = gettext_lazy("No case with the number “%(number)s” was found.")


@require_POST
def act(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Do what the form says."""
    request.actor.need("cases.read")
    queries.case_of(request.actor, pk)
    name = request.POST.get("act", "")
    if name not in ACTS:
        raise BadInput()
    try:
        with entered(request.actor.scope):  # what one form does is done whole or not at all
            ACTS[name](request, pk, request.POST)
    except (BadInput, NotNow) as refusal:
        return case_page(request, pk, status=refusal.status, act=name, said=request.POST, refusal=str(refusal))
    messages.success(request, _("Noted."))
    return redirect("workbench:case", pk=pk)


@require_POST
def see_phone(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole number that was left, with a reason, in the trail."""
    request.actor.need("cases.read")
    number = actions.see_phone(request.actor, pk, reason=request.POST.get("reason", ""))
    return case_page(request, pk, whole_phone=number)


def _version(said: Said) -> int | None:
    text = said.get("version", "")
    return int(text) if text.isdigit() else None


def _words(said: Said) -> str:
    return said.get("words", "")


def _assign(request: HttpRequest, pk: UUID, said: Said) -> None:
    to = request.actor.staff_id if "mine" in said else key_of(said.get("to"))
    assert to is not None
    actions.assign(request.actor, pk, to=to, words=_words(said), base_version=_version(said))


def _close(request: HttpRequest, pk: UUID, said: Said) -> None:
    attach_all(request, "case", pk, request.FILES.getlist("file"))
    actions.close(
        request.actor, pk, result=said.get("result", ""), done=_words(said), evidence=said.get("evidence", ""), by=_day(said),
        base_version=_version(said),
    )  # fmt: skip


def _call_back(request: HttpRequest, pk: UUID, said: Said) -> None:
    reached = said.get("reached") == "yes"
    ratings = {name: said[name] == "yes" for name in RATINGS if said.get(name) in ("yes", "no")}
    actions.call_back(request.actor, pk, reached=reached, ratings=ratings, words=_words(said))
    if "reopen" in said:
        actions.reopen(request.actor, pk, words=_words(said))


def _day(said: Said) -> date | None:
    try:
        return parse_date(said.get("due", ""))
    except ValueError:
        raise BadInput() from None


def _promise(request: HttpRequest, pk: UUID, said: Said) -> None:
    due = _day(said)
    if due is None:
        raise BadInput()
    actions.promise(request.actor, pk, what=_words(said), due_on=due)


def _body(request: HttpRequest, pk: UUID, said: Said) -> None:
    area, _colon, name = said.get("body", "").partition(":")
    actions.ask_body(
        request.actor, pk, body=said.get("other") or name, area="" if said.get("other") else area, words=_words(said)
    )


def _numbered(request: HttpRequest, pk: UUID, number: str) -> UUID:
    here = queries.case_of(request.actor, pk).community
    found = [one for one in queries.find_cases(request.actor, number.strip()) if one.community == here]
    if not found:
        raise NoSuchNumber(number=number)
    return found[0].pk


def _split(request: HttpRequest, pk: UUID, said: Said) -> None:
    actions.split(request.actor, pk, intake=Intake(words=_words(said), matter=said.get("matter", "")))


def _extension(request: HttpRequest, pk: UUID, said: Said) -> None:
    amount = said.get("amount", "")
    actions.ask_extension(
        request.actor,
        pk,
        clock=said.get("clock", ""),
        amount=int(amount) if amount.isdigit() else 0,
        words=_words(said),
    )


ACTS: dict[str, Callable[[HttpRequest, UUID, Said], Any]] = {
    "assign": _assign,
    "accept": lambda r, pk, s: actions.accept(r.actor, pk, base_version=_version(s)),
    "refuse": lambda r, pk, s: actions.refuse(r.actor, pk, rule=s.get("rule", ""), words=_words(s)),
    "hand_over": lambda r, pk, s: actions.hand_over(r.actor, pk, to=key_of(s.get("to")), words=_words(s), base_version=_version(s)),
    "co_handler": lambda r, pk, s: actions.add_co_handler(r.actor, pk, to=key_of(s.get("to")), part=_words(s)),
    "drop_part": lambda r, pk, s: actions.drop_part(r.actor, pk, of=key_of(s.get("of")), words=_words(s)),
    "finish_part": lambda r, pk, s: actions.finish_part(r.actor, pk, words=_words(s)),
    "note": lambda r, pk, s: actions.note_inside(r.actor, pk, words=_words(s)),
    "answer": lambda r, pk, s: actions.answer(r.actor, pk, words=_words(s), base_version=_version(s)),
    "call": lambda r, pk, s: actions.record_call(r.actor, pk, reached=s.get("reached") == "yes", words=_words(s)),
    "visit": lambda r, pk, s: actions.record_visit(r.actor, pk, words=_words(s)),
    "pause": lambda r, pk, s: actions.pause(r.actor, pk, reason=s.get("reason", ""), words=_words(s)),
    "resume": lambda r, pk, s: actions.resume(r.actor, pk, words=_words(s)),
    "extension": _extension,
    "decide": lambda r, pk, s: actions.decide_extension(r.actor, pk, approve=s.get("approve") == "yes", words=_words(s)),
    "ask_body": _body,
    "replied": lambda r, pk, s: actions.body_replied(r.actor, pk, words=_words(s)),
    "escalate": lambda r, pk, s: actions.escalate(r.actor, pk, words=_words(s)),
    "promise": _promise,
    "task": lambda r, pk, s: actions.make_task(r.actor, pk, to=key_of(s.get("to")), words=_words(s), due_on=_day(s), base_version=_version(s)),
    "promise_kept": lambda r, pk, s: actions.end_promise(r.actor, key_of(s.get("promise")), kept=s.get("kept") == "yes", words=_words(s)),
    "close": _close,
    "call_back": _call_back,
    "reopen": lambda r, pk, s: actions.reopen(r.actor, pk, words=_words(s)),
    "merge": lambda r, pk, s: actions.merge(r.actor, pk, into=_numbered(r, pk, s.get("number", "")), words=_words(s)),
    "split": _split,
    "link": lambda r, pk, s: actions.link(r.actor, pk, subject_kind="case", subject_id=_numbered(r, pk, s.get("number", ""))),
    "sensitive": lambda r, pk, s: actions.mark_sensitive(r.actor, pk, on=s.get("on") == "yes", words=_words(s)),
}  # fmt: skip
