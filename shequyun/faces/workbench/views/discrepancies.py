"""The queue of discrepancies: what is known beside what is claimed, settled one by one or together."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from shequyun.faces.workbench.listing import paged
from shequyun.kernel.facts.actions import settle_all
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.facts.queries import discrepancies, field_value, origins
from shequyun.kernel.places.queries import dwellings
from shequyun.kernel.residents.queries import residents


@dataclass(frozen=True)
class Line:
    """One discrepancy in words."""

    found: Any
    label: Any
    subject: Any
    known: Any
    claimed: Any
    known_origin: Any


@require_safe
def list_discrepancies(request: HttpRequest) -> HttpResponse:
    """The open ones, the oldest first; or those that were settled."""
    request.actor.need("discrepancies.settle")
    settled = "settled" in request.GET
    page = paged(request, discrepancies(request.actor, settled=settled))
    known = origins(found.known_batch_id for found in page if found.known_batch_id)
    names = _names(request, list(page))
    lines = [_line(found, known, names) for found in page]
    return render(request, "workbench/facts/discrepancies.html", {"lines": lines, "page": page, "settled": settled})


def _line(found: Any, known: dict[str, Any], names: dict[Any, Any]) -> Line:
    field = subject_of(found.subject_kind).field(found.field)
    origin = known.get(str(found.known_batch_id))
    before, after = field_value(field, found.known), field_value(field, found.claimed)
    return Line(found, field.label, names.get(found.subject_id), before, after, origin)


def _names(request: HttpRequest, page: list[Any]) -> dict[Any, Any]:
    """The people and homes that the lines are about, in two queries."""
    keys = [found.subject_id for found in page]
    people = residents(request.actor).filter(pk__in=keys).select_related("dwelling")
    homes = dwellings(request.actor).filter(pk__in=keys)
    return {one.pk: one for one in [*people, *homes]}


@require_POST
def settle_chosen(request: HttpRequest) -> HttpResponse:
    """Keep what is known, or take the claim over, for every chosen line."""
    request.actor.need("discrepancies.settle")
    chosen = [UUID(key) for key in request.POST.getlist("pk")]
    take = request.POST.get("outcome") == "take"
    count = settle_all(request.actor, chosen, take=take, reason=request.POST.get("reason", "")) if chosen else 0
    if count:
        words = ngettext("%(n)d discrepancy settled.", "%(n)d discrepancies settled.", count)
        messages.success(request, words % {"n": count})
    else:
        messages.warning(request, _("Choose at least one line."))
    return redirect("workbench:discrepancies")
