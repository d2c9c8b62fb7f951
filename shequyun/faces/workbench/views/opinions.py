"""Opinions: typed one after another with the keyboard, mended, set aside; many become one suggestion."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow
from shequyun.faces.workbench.keys import key_of, keys_of
from shequyun.faces.workbench.views.sessions import session_page
from shequyun.kernel.residents.actions import look_up
from shequyun.kernel.residents.queries import find_residents
from shequyun.programmes.deputies import actions, queries
from shequyun.programmes.deputies.actions import Said

FEW = 8


def _label(resident: Any) -> str:
    where = resident.dwelling.address if resident.dwelling else ""
    return f"{resident.name} · {where}".strip(" ·")


@require_safe
def find_who(request: HttpRequest) -> HttpResponse:
    """Residents of that name, as choices of the input: who is known is not typed again."""
    request.actor.need("deputies.record")
    text = request.GET.get("who", "").strip()
    found = []
    if text and request.actor.can("residents.read"):
        look_up(request.actor, text)
        found = find_residents(request.actor, text, limit=FEW)
    return render(request, "workbench/deputies/_who.html", {"labels": [_label(hit.resident) for hit in found]})


def _who(actor: Actor, text: str) -> tuple[UUID | None, str]:
    """(resident, name): the one whose label was chosen; otherwise the name as it was typed."""
    name, dot, _where = text.partition(" · ")
    if dot and actor.can("residents.read"):
        found = [hit.resident for hit in find_residents(actor, name, limit=40) if _label(hit.resident) == text]
        if len(found) == 1:
            return found[0].pk, found[0].name
    return None, name if dot else text


@require_POST
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One opinion; the form comes back empty, the cursor in it."""
    actor, said = request.actor, request.POST
    actor.need("deputies.record")
    queries.session_of(actor, pk)
    anonymous = "anonymous" in said
    resident, name = (None, "") if anonymous else _who(actor, said.get("who", "").strip())
    try:
        actions.record_opinion(
            actor, pk,
            said=Said(
                said.get("words", ""), key_of(said.get("opinion_id")), resident, name, said.get("phone", ""), anonymous
            ),
        )  # fmt: skip
    except (BadInput, NotNow) as refusal:
        return session_page(request, pk, status=refusal.status, refusal=str(refusal), said=said)
    if request.htmx:
        return session_page(request, pk, fresh=True)
    return redirect("workbench:session", pk=pk)


@require_POST
def mend(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mend the words, set the opinion aside, or take it back."""
    actor, said = request.actor, request.POST
    actor.need("deputies.record")
    session = queries.opinion_of(actor, pk).session_id
    steps: dict[str, Callable[[], Any]] = {
        "words": lambda: actions.mend_opinion(actor, pk, words=said.get("words", "")),
        "aside": lambda: actions.set_aside(actor, pk, reason=said.get("reason", ""), words=said.get("told", "")),
        "back": lambda: actions.take_back(actor, pk),
        "out": lambda: actions.take_out(actor, pk),
    }
    if said.get("act") not in steps:
        raise BadInput()
    try:
        steps[said["act"]]()
    except (BadInput, NotNow) as refusal:
        messages.error(request, str(refusal))
    return redirect("workbench:session", pk=session)


@require_POST
def make_suggestion(request: HttpRequest) -> HttpResponse:
    """The chosen opinions become a suggestion, or join one; or it is said first which level has the power."""
    actor, said = request.actor, request.POST
    actor.need("deputies.record")
    keys = keys_of(request, "opinion")
    try:
        if said.get("act") == "sort":
            actions.sort_opinions(actor, keys, power=said.get("power", ""))
            return redirect("workbench:session", pk=key_of(said.get("session")))
        if said.get("into"):
            key = key_of(said["into"])
            count = actions.merge_into(actor, key, opinion_ids=keys)
            messages.success(request, _("%(count)s opinions joined; their authors will be told.") % {"count": count})
        else:
            key = actions.draft_suggestion(
                actor, keys, title=said.get("title", ""), power=said.get("power", ""),
                suggestion_id=key_of(said.get("suggestion_id")),
            )  # fmt: skip
        return redirect("workbench:suggestion", pk=key)
    except (BadInput, NotNow) as refusal:
        messages.error(request, str(refusal))
    return redirect("workbench:session", pk=key_of(said.get("session")))
