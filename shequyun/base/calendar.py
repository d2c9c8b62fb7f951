"""Working days and hours: pure reckoning over a calendar that is given as data (holidays and make-up days).

Which days are which is data of the worklist engine; here is only how to count. Days are whole dates in local time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import NotNow

WEEKEND = (5, 6)
ONE = timedelta(days=1)


class CalendarNotKnown(NotNow):
    """The State Council announces a year's holidays late in the year before it."""

    sentence = _("The working days of %(year)s are not recorded yet. Ask the system administrator to load them.")


@dataclass(frozen=True)
class WorkingCalendar:
    """`exceptions` say of a day whether it is worked against the week's habit: holidays no, make-up days yes.

    `known_until` is the last day for which holidays are recorded; beyond it the week's habit is assumed where
    `assume` is true, and reckoning is refused where it is not.
    """

    exceptions: Mapping[date, bool]
    known_until: date
    opens: time = time(8, 30)
    closes: time = time(17, 30)
    assume: bool = field(default=True)

    def is_working(self, day: date) -> bool:
        """Whether offices work that day."""
        if day in self.exceptions:
            return self.exceptions[day]
        if day > self.known_until and not self.assume:
            raise CalendarNotKnown(year=day.year)
        return day.weekday() not in WEEKEND

    def after(self, day: date, count: int) -> date:
        """The count-th working day after a day; the day itself does not count (the usual reckoning of deadlines)."""
        while count > 0:
            day += ONE
            count -= self.is_working(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; negative when end lies before start."""
        if end < start:
            return -self.between(end, start)
        return sum(self.is_working(start + ONE * step) for step in range(1, (end - start).days + 1))

    def after_hours(self, moment: datetime, hours: float) -> datetime:
        """The moment when that many working hours have passed, in the moment's own time zone."""
        left = timedelta(hours=hours)
        while True:
            opens = moment.replace(hour=self.opens.hour, minute=self.opens.minute, second=0, microsecond=0)
            closes = moment.replace(hour=self.closes.hour, minute=self.closes.minute, second=0, microsecond=0)
            start = max(moment, opens)
            if self.is_working(moment.date()) and start < closes:
                if left <= closes - start:
                    return start + left
                left -= closes - start
            moment = (moment + ONE).replace(hour=0, minute=0, second=0, microsecond=0)
