"""Ledgers: the shelf, one ledger with its columns, print, export, keeping a list as a ledger."""

import json
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shequyun.base.errors import BadInput, Refusal
from shequyun.engines.ledgers import actions, queries
from shequyun.faces.workbench.listing import paged
from shequyun.faces.workbench.people_columns import SORT_LABELS
from shequyun.faces.workbench.views.catalogue import download
from shequyun.faces.workbench.workbooks import sheet_workbook, watermark
from shequyun.kernel.places.queries import area_named

COUNTED = 9  # digits: above a subdistrict, counting every ledger would take too long


@require_safe
def list_ledgers(request: HttpRequest) -> HttpResponse:
    """Every ledger with how many rows it has now."""
    request.actor.need("ledgers.read")
    today, actor = timezone.localdate(), request.actor
    counted = len(actor.area) >= COUNTED
    found = [
        (one, queries.count_of(actor, one.definition, today=today) if counted else None)
        for one in queries.ledgers(actor)
    ]
    return render(request, "workbench/ledgers/list.html", {"found": found, "today": today})


@require_safe
def show(request: HttpRequest, ledger: str) -> HttpResponse:
    """One ledger: its rows by page, under heads, with numbers by sex and age."""
    request.actor.need("ledgers.read")
    actor, today = request.actor, timezone.localdate()
    shown = queries.ledger_of(actor, ledger)
    context: dict[str, Any] = {
        "shown": shown,
        "definition": shown.definition,
        "own": shown.own is not None and shown.own.area == actor.area,
        "all_columns": queries.columns_to_choose(actor, shown.definition),
        "sorts": SORT_LABELS.items(),
        "groups": [("", _("no groups")), ("door", _("by building")), ("committee", _("by committee"))],
    }
    try:
        sheet = queries.sheet_of(actor, shown.definition, today=today)
        page = paged(request, sheet.rows)
        context |= {
            "sheet": sheet,
            "page": page,
            "lines": queries.lines_of(actor, shown.definition, sheet, page, today=today),
            "sentence": queries.meant_by(actor, shown.definition),
            "people_url": _people_url(actor, shown),
            "bands": queries.numbers_of(actor, shown.definition, today=today),
        }
    except Refusal as refusal:
        if refusal.status != 409:
            raise
        context["refusal"] = str(refusal)
    return render(request, "workbench/ledgers/detail.html", context)


def _people_url(actor: Any, shown: queries.Shown) -> str:
    """The same people in screening, to narrow, fill forms and share out tasks."""
    if shown.definition.source != "people":
        return ""
    condition = json.dumps(queries.condition_of(actor, shown.definition), ensure_ascii=False, separators=(",", ":"))
    return f"{reverse('workbench:people')}?{urlencode({'condition': condition})}"


@require_safe
def print_out(request: HttpRequest, ledger: str) -> HttpResponse:
    """All rows in large type with the watermark; recorded."""
    purpose = queries.ledger_of(request.actor, ledger).definition.purpose
    shown, sheet = actions.take_ledger(request.actor, ledger, purpose=purpose, printed=True)
    context = {
        "shown": shown, "sheet": sheet, "area": area_named(request.actor.area), "today": timezone.localdate(),
        "mark": watermark(request, purpose),
    }  # fmt: skip
    return render(request, "workbench/ledgers/print.html", context)


@require_POST
def export(request: HttpRequest, ledger: str) -> HttpResponse:
    """All rows as a workbook with watermark and purpose; recorded. Masked unless the right and the reason are there."""
    purpose = request.POST.get("reason", "")
    shown, sheet = actions.take_ledger(request.actor, ledger, purpose=purpose, whole="whole" in request.POST)
    lines = [cells for _head, _key, cells in sheet.lines]
    content = sheet_workbook(
        shown.definition.name, [str(label) for _name, label in sheet.columns], lines, watermark(request, purpose)
    )
    return download(f"{shown.definition.name}_{timezone.localdate():%Y%m%d}.xlsx", content)


@require_POST
def change(request: HttpRequest, ledger: str) -> HttpResponse:
    """Other columns, order, heads."""
    request.actor.need("ledgers.define")
    try:
        actions.change_ledger(
            request.actor, ledger, columns=request.POST.getlist("col"), order=request.POST.get("order", ""),
            group=request.POST.get("group", ""),
        )  # fmt: skip
    except BadInput as refusal:
        messages.error(request, str(refusal))
    return redirect("workbench:ledger", ledger=ledger)


@require_POST
def forget(request: HttpRequest, ledger: str) -> HttpResponse:
    """Forget one's own, or have a shipped one back as it came."""
    actions.forget_ledger(request.actor, ledger)
    messages.success(
        request, _("The ledger has been removed; one that comes with the system returns to its original form.")
    )
    return redirect("workbench:ledgers")


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep a screened list as a ledger."""
    request.actor.need("ledgers.define")
    try:
        condition = json.loads(request.POST.get("condition", ""))
    except ValueError:
        raise BadInput() from None
    key = actions.keep_ledger(
        request.actor, name=request.POST.get("name", ""), condition=condition, purpose=request.POST.get("purpose", "")
    )
    messages.success(request, _("The ledger has been saved."))
    return redirect("workbench:ledger", ledger=key)
