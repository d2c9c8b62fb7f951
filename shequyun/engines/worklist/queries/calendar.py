"""Reading the calendar of working days."""

from datetime import date

from django.db.models.functions import ExtractYear

from shequyun.base.calendar import WorkingCalendar
from shequyun.engines.worklist.models import CalendarDay


def working_calendar() -> WorkingCalendar:
    """The recorded holidays and make-up days, to reckon with. Known to the end of the last year that has any."""
    exceptions = dict(CalendarDay.objects.values_list("day", "working"))
    last = max((day.year for day in exceptions), default=date.min.year)
    return WorkingCalendar(exceptions, known_until=date(last, 12, 31))


def calendar_years() -> list[int]:
    """The years for which days are recorded, the latest first."""
    found = CalendarDay.objects.annotate(year=ExtractYear("day")).values_list("year", flat=True)
    return sorted(set(found), reverse=True)


def calendar_days(year: int) -> list[CalendarDay]:
    """The recorded days of a year, in order."""
    return list(CalendarDay.objects.filter(day__year=year).order_by("day"))
