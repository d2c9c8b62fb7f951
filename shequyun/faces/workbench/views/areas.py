"""Areas: what lies under one, its grids, the other names of its addresses, and an address tried."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from shequyun.base.errors import BadInput, NotNow
from shequyun.base.scope import COMMITTEE
from shequyun.kernel.places import actions, queries
from shequyun.kernel.places.rules import read_address
from shequyun.kernel.places.rules.addresses import Address
from shequyun.kernel.residents.queries import coverage_by_committee

PARTS = (
    ("area_text", _("Area in front")), ("road", _("Road")), ("lane", _("Lane")), ("sublane", _("Sub-lane")),
    ("estate", _("Estate")), ("number", _("House number")), ("block", _("Block")), ("unit", _("Staircase")),
    ("floor", _("Floor")), ("room", _("Room")), ("part", _("Part of the house")),
)  # fmt: skip


@require_safe
def show_area(request: HttpRequest, code: str) -> HttpResponse:
    """An area: dates, what lies under it; of a committee its grids and names, and how it reads an address."""
    request.actor.need("dwellings.read")
    return _page(request, code[:COMMITTEE])


def _page(request: HttpRequest, code: str, *, refusal: str = "", typed: dict[str, str] | None = None) -> HttpResponse:
    area = queries.area_of(request.actor, code)
    is_committee = area.level == "committee"
    counts = queries.buildings_by_grid(request.actor, code) if is_committee else {}
    known = {} if is_committee else {row.place: row for row in _coverage(request)}
    context = {
        "area": area,
        "is_committee": is_committee,
        "under": [(one, counts.get(one.code, 0), known.get(one.code)) for one in queries.areas_under(request.actor, code)],
        "in_none": counts.get("", 0),
        "names": queries.alias_list(request.actor, code) if is_committee else [],
        "above": queries.area_of(request.actor, area.parent_id) if _sees(request, area.parent_id) else None,
        "refusal": refusal,
        "typed": typed or {},
        **_tried(request),
    }  # fmt: skip
    return render(request, "workbench/areas/detail.html", context, status=422 if refusal else 200)


def _sees(request: HttpRequest, code: str | None) -> bool:
    return bool(code) and request.actor.scope.holds(code or "")


def _coverage(request: HttpRequest) -> list[Any]:
    return coverage_by_committee(request.actor, today=timezone.localdate())


def _tried(request: HttpRequest) -> dict[str, Any]:
    """An address read aloud: its parts, its normal form, what could not be read, and what is recorded under it."""
    text = request.GET.get("address", "").strip()[:120]
    if not text:
        return {}
    read = read_address(text, queries.aliases(request.actor))
    return {
        "address": text,
        "read": read,
        "parts": _parts(read),
        "homes": queries.find_dwellings(request.actor, text),
        "doors": queries.find_buildings(request.actor, text),
    }


def _parts(read: Address) -> list[tuple[Any, str]]:
    return [(label, getattr(read, name)) for name, label in PARTS if getattr(read, name)]


@require_POST
def open_grid(request: HttpRequest, code: str) -> HttpResponse:
    """Another grid under a committee."""
    request.actor.need("areas.change")
    name = request.POST.get("name", "")
    try:
        actions.open_grid(request.actor, code, name=name)
    except (BadInput, NotNow) as refusal:
        return _page(request, code, refusal=str(refusal), typed={"grid": name})
    messages.success(request, _now("The grid has been created. Choose its buildings in the list of buildings."))
    return redirect("workbench:area", code=code)


@require_POST
def change_grid(request: HttpRequest, code: str) -> HttpResponse:
    """Rename or close a grid."""
    request.actor.need("areas.change")
    try:
        if "close" in request.POST:
            actions.close_grid(request.actor, code)
        else:
            actions.rename_grid(request.actor, code, name=request.POST.get("name", ""))
    except (BadInput, NotNow) as refusal:
        return _page(request, code[:COMMITTEE], refusal=str(refusal))
    messages.success(request, _now("Done."))
    return redirect("workbench:area", code=code[:COMMITTEE])


@require_POST
def change_name(request: HttpRequest, code: str) -> HttpResponse:
    """Add another name of an address, or forget one."""
    request.actor.need("dwellings.correct")
    said, meant = request.POST.get("said", ""), request.POST.get("meant", "")
    try:
        if "forget" in request.POST:
            actions.forget_alias(request.actor, community=code, said=said)
        else:
            actions.name_alias(request.actor, community=code, said=said, meant=meant)
    except (BadInput, NotNow) as refusal:
        return _page(request, code, refusal=str(refusal), typed={"said": said, "meant": meant})
    messages.success(request, _now("Done."))
    return redirect("workbench:area", code=code)
