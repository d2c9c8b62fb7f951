"""Vaccination of an area: coverage, schedules, recall, reconciliation, and the bundle for other systems."""

import json
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from shequyun.base.errors import NotVisible
from shequyun.base.scope import COMMITTEE
from shequyun.faces.workbench.charts import chart
from shequyun.faces.workbench.forms.vaccination import CoverageForm
from shequyun.kernel.places.queries import area_named, area_names, buildings
from shequyun.programmes.vaccination import queries
from shequyun.programmes.vaccination.choices import VACCINES, Course
from shequyun.programmes.vaccination.queries import BANDS, Cell

POINTS = 13
SHORT = 180  # days of a trend that are told by month and day
TABS = [
    ("workbench:vaccination", gettext_lazy("Coverage")),
    ("workbench:vaccination-recall", gettext_lazy("Recall")),
    ("workbench:vaccination-reconciliation", gettext_lazy("Reconciliation")),
    ("workbench:vaccination-schedules", gettext_lazy("Schedules")),
]


@require_safe
def show_coverage(request: HttpRequest) -> HttpResponse:
    """The area as a whole by age band, over time, and one row per committee; a committee's own see its buildings."""
    request.actor.need("vaccination.read")
    if len(request.actor.area) >= COMMITTEE:
        return _of_buildings(request, request.actor.area[:COMMITTEE])
    vaccine, on, form = _asked(request)
    found = queries.coverage(request.actor, vaccine, on=on)
    names = area_names(found)
    rows = [
        (
            names.get(code, code),
            reverse("workbench:vaccination-committee", args=[code]),
            _cells(vaccine, cells, on, community=code),
        )
        for code, cells in sorted(found.items())
    ]
    return _page(request, form, vaccine, on, list(found.values()), rows, area_named(request.actor.area))


@require_safe
def show_committee(request: HttpRequest, code: str) -> HttpResponse:
    """One row per building of a committee."""
    request.actor.need("vaccination.read")
    if not request.actor.scope.holds(code):
        raise NotVisible()
    return _of_buildings(request, code)


def _of_buildings(request: HttpRequest, code: str) -> HttpResponse:
    vaccine, on, form = _asked(request)
    found = queries.coverage(request.actor, vaccine, on=on, by="building", community=code)
    lens = "flu" if vaccine == "influenza" else "vaccine"
    rows = [
        (
            one.door,
            f"{reverse('workbench:building', args=[one.pk])}?lens={lens}",
            _cells(vaccine, found[one.pk], on, door=one.door),
        )
        for one in buildings(request.actor).filter(community=code)
        if one.pk in found
    ]
    return _page(request, form, vaccine, on, list(found.values()), rows, area_named(code), community=code)


def _asked(request: HttpRequest) -> tuple[str, date, CoverageForm]:
    form = CoverageForm(request.GET or {"vaccine": "", "on": ""})
    vaccine, on = form.said()
    return vaccine, on, form


def _page(
    request: HttpRequest, form: CoverageForm, vaccine: str, on: date, found: list[list[Cell]], rows: list[Any],
    name: str, community: str = "",
) -> HttpResponse:  # fmt: skip
    sums = [Cell() for _band in BANDS]
    for cells in found:
        sums = [total.plus(cell) for total, cell in zip(sums, cells, strict=True)]
    only: dict[str, Any] = {"community": community} if community and community != request.actor.area else {}
    context = {
        "tabs": TABS,
        "form": CoverageForm(initial={"vaccine": vaccine, "on": on}),
        "vaccine": vaccine,
        "label": VACCINES[vaccine].label,
        "on": on,
        "name": name,
        "bands": [band_words(*band) for band in BANDS],
        "totals": list(zip((band_words(*band) for band in BANDS), _cells(vaccine, sums, on, **only), strict=True)),
        "rows": rows,
        "linked": request.actor.can("residents.read"),
        "seasonal": vaccine == "influenza",
        "chart": None if community and only else _trend(request, vaccine, on, sums),
    }  # fmt: skip
    return render(request, "workbench/vaccination/coverage.html", context)


def band_words(least: int, most: int | None) -> str:
    """An age band as people say it."""
    return _("%(least)d and over") % {"least": least} if most is None else f"{least}–{most}"


def _cells(vaccine: str, cells: list[Cell], on: date, **place: Any) -> list[tuple[Cell, dict[str, str]]]:
    """Each cell with the addresses of the lists behind its numbers."""
    return [(cell, _lists(vaccine, band, on, place)) for cell, band in zip(cells, BANDS, strict=True)]


def _lists(vaccine: str, band: tuple[int, int | None], on: date, place: dict[str, Any]) -> dict[str, str]:
    course = f"course_{vaccine}"
    asked = {
        "people": None,
        "none": {"field": course, "op": "in", "value": [Course.NONE]},
        "begun": {"field": course, "op": "in", "value": [Course.BEGUN, Course.FULL, Course.BOOSTED]},
        "full": {"field": course, "op": "in", "value": [Course.FULL, Course.BOOSTED]},
        "boosted": {"field": course, "op": "in", "value": [Course.BOOSTED]},
        "held": {"field": f"vaccine_{vaccine}", "op": "in", "value": ["may_not", "refuses"]},
    }
    return {name: people_url(band, place, part, on) for name, part in asked.items()}


def people_url(band: tuple[int, int | None], place: dict[str, Any], part: dict[str, Any] | None, on: date) -> str:
    """The screening page of those who live there, in an age band, for whom a part holds; as of a day."""
    least, most = band
    age = (
        {"field": "age", "op": "ge", "value": least}
        if most is None
        else {"field": "age", "op": "between", "value": [least, most]}
    )
    parts: list[dict[str, Any]] = [{"field": "presence", "op": "in", "value": ["both", "living_only"]}, age]
    if place.get("community"):
        parts.append({"field": "community", "op": "in", "value": [place["community"]]})
    if place.get("door"):
        parts.append({"field": "door", "op": "starts", "value": place["door"]})
    if part:
        parts.append(part)
    condition = json.dumps({"all": parts}, ensure_ascii=False, separators=(",", ":"))
    query = {"condition": condition} | ({"on": on.isoformat()} if on != timezone.localdate() else {})
    return f"{reverse('workbench:people')}?{urlencode(query)}"


def _trend(request: HttpRequest, vaccine: str, on: date, sums: list[Cell]) -> Any:
    """Shares of the elder bands over time, from the first dose on; for vaccines of a season, over a year."""
    first = queries.first_day(request.actor, vaccine)
    if first is None:
        return None
    start = max(first, on - timedelta(days=365)) if vaccine == "influenza" else first
    span = max((on - start).days, POINTS - 1)
    days = [on - timedelta(days=round(span * (POINTS - 1 - index) / (POINTS - 1))) for index in range(POINTS)]
    points = queries.trend(request.actor, vaccine, days=days, today=on)
    series = [
        (_("60 and over, full course"), [_share(sum(p.full[2:]), sums[2:]) for p in points]),
        (_("80 and over, full course"), [_share(p.full[4], sums[4:]) for p in points]),
        (_("60 and over, boosted"), [_share(sum(p.boosted[2:]), sums[2:]) for p in points]),
    ]
    series = series[:2] if vaccine == "influenza" else series
    shown = "%m-%d" if span < SHORT else "%Y-%m"
    drawn = chart([f"{day:{shown}}" for day in days], series, top=100.0, unit="%")
    table = [(day, [f"{values[index]:.0f}%" for _name, values in series]) for index, day in enumerate(days)]
    return {"drawn": drawn, "table": table, "names": [name for name, _values in series]}


def _share(number: int, cells: list[Cell]) -> float:
    people = sum(cell.people for cell in cells)
    return round(100 * number / people, 1) if people else 0.0


@require_safe
def show_schedules(request: HttpRequest) -> HttpResponse:
    """The rules in force on a day, each with its source."""
    request.actor.need("vaccination.read")
    form = CoverageForm(request.GET or {"vaccine": "", "on": ""})
    _vaccine, on = form.said()
    found = queries.rules_in_force(on)
    rows = [(VACCINES[code].label, found[code]) for code in VACCINES if code in found]
    context = {
        "tabs": TABS,
        "rows": rows,
        "on": on,
        "days": queries.change_days(),
        "form": CoverageForm(initial={"on": on}),
    }
    return render(request, "workbench/vaccination/schedules.html", context)
