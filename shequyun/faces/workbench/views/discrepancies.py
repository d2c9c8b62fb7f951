"""The queue of discrepancies: what is known beside what is claimed, settled one by one or together, and answered."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from shequyun.base.errors import BadInput
from shequyun.faces.workbench.disputes import Line, told
from shequyun.faces.workbench.forms.discrepancies import AnswerForm
from shequyun.faces.workbench.keys import key_if_said, keys_of
from shequyun.faces.workbench.listing import paged
from shequyun.faces.workbench.workbooks import LIMIT, sheet_response
from shequyun.kernel.facts.actions import settle_all
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.facts.queries import discrepancies, discrepancy_counts, sources


@require_safe
def list_discrepancies(request: HttpRequest) -> HttpResponse:
    """The open ones, the oldest first; or those that were settled. By source and field."""
    request.actor.need("discrepancies.settle")
    settled = "settled" in request.GET
    source, field = request.GET.get("source", ""), request.GET.get("field", "")
    page = paged(request, discrepancies(request.actor, settled=settled, source=source, field=field))
    by_source, by_field = discrepancy_counts(request.actor, settled=settled)
    names = {one.code: one.name for one in sources()}
    context = {
        "lines": told(request, page),
        "page": page,
        "settled": settled,
        "source": source,
        "field": field,
        "by_source": [(code, names.get(code, code), n) for code, n in by_source.items()],
        "by_field": [(name, *_field(name), n) for name, n in by_field.items()],
    }
    return render(request, "workbench/facts/discrepancies.html", context)


def _field(name: str) -> tuple[Any, Any]:
    kind, field = name.split(".")
    subject = subject_of(kind)
    return subject.label, subject.field(field).label


@require_POST
def settle_chosen(request: HttpRequest) -> HttpResponse:
    """Keep what is known, or take the claim over: for one line by its own button, or for every chosen line."""
    request.actor.need("discrepancies.settle")
    one = key_if_said(request.POST.get("keep") or request.POST.get("take"))
    keys, resident = [one] if one else keys_of(request), key_if_said(request.POST.get("resident"))
    take = bool(request.POST.get("take")) or request.POST.get("outcome") == "take"
    reason = request.POST.get("reason", "")[:200]
    count = settle_all(request.actor, keys, take=take, reason=reason) if keys else 0
    if count:
        words = ngettext("%(n)d discrepancy settled.", "%(n)d discrepancies settled.", count)
        messages.success(request, words % {"n": count})
    else:
        messages.warning(request, _("Choose at least one line."))
    if resident:
        return redirect("workbench:resident", pk=resident)
    back = request.POST.get("query", "")
    return redirect(f"{reverse('workbench:discrepancies')}?{back}" if back else "workbench:discrepancies")


@require_POST
def answer_source(request: HttpRequest) -> HttpResponse:
    """The answers for one source as a workbook: what it said, what is right, who settled it and when."""
    request.actor.need("discrepancies.settle")
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise BadInput()
    data = form.cleaned_data
    found = discrepancies(request.actor, settled=True, source=data["source"], since=data["since"])
    rows = [_answer(line) for line in told(request, found[: LIMIT + 1])]
    return sheet_response(request, "discrepancy", _titles(), rows, reason=data["reason"])


def _titles() -> list[str]:
    return [
        _("About"), _("Address"), _("Field"), _("Said by the source"), _("As of"), _("File"), _("Outcome"),
        _("What is right"), _("According to"), _("Settled on"), _("Reason"),
    ]  # fmt: skip


def _answer(line: Line) -> list[str]:
    found, about = line.found, line.about
    taken = found.outcome == "taken"
    right = line.claimed if taken else line.known
    origin = found.batch.source.name if taken else getattr(line.known_origin, "source_name", "")
    return [
        about.name if about else str(subject_of(found.subject_kind).label), about.place if about else "",
        str(line.label), f"{line.claimed or ''}", f"{found.batch.observed_on}", found.batch.title,
        str(found.get_outcome_display()), f"{right or ''}", origin, f"{found.settled_at:%Y-%m-%d}", found.reason,
    ]  # fmt: skip
