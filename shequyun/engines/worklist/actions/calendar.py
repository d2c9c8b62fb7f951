"""Taking a year's holidays and make-up days into the calendar."""

from pathlib import Path

from shequyun.engines.worklist.models import CalendarDay
from shequyun.engines.worklist.rules.calendar import read_calendar


def load_calendar(path: Path) -> int:
    """Read a file of days (see `rules.calendar`); the years in it are replaced whole. Returns how many days it held.

    Run at the machine, by whoever runs the installation, when the State Council has announced the next year.
    """
    with path.open(encoding="utf-8-sig") as file:
        days = read_calendar(file)
    CalendarDay.objects.filter(day__year__in={one.day.year for one in days}).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(day=one.day, working=one.working, name=one.name, source=one.source) for one in days
    )
    return len(days)
