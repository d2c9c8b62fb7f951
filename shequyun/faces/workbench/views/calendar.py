"""The calendar of working days, as it is recorded."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from shequyun.engines.worklist.queries import calendar_days, calendar_years


@require_safe
def show_calendar(request: HttpRequest) -> HttpResponse:
    """Holidays and make-up days of one year, grouped by their occasion, with the notice that announced them."""
    request.actor.need("facts.read_dictionary")
    years = calendar_years()
    asked = request.GET.get("year", "")
    today = timezone.localdate()
    year = int(asked) if asked.isdigit() and int(asked) in years else min(years, key=lambda y: abs(y - today.year))
    context = {"years": years, "year": year, "spans": _spans(calendar_days(year)), "today": today}
    context["missing"] = today.year + 1 if today.month == 12 and today.year + 1 not in years else None
    return render(request, "workbench/worklist/calendar.html", context)


def _spans(days: list[Any]) -> list[dict[str, Any]]:
    """Days of one occasion that follow each other, as one line."""
    keyed = [(day.day.toordinal() - place, day) for place, day in enumerate(days)]
    spans = []
    for _key, group in groupby(keyed, key=lambda pair: (pair[0], pair[1].name, pair[1].source)):
        run = [day for _place, day in group]
        spans.append({"first": run[0], "last": run[-1], "count": len(run)})
    return spans
