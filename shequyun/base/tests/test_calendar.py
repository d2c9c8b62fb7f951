"""Working days: properties of the reckoning, whatever the calendar."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequyun.base.calendar import CalendarNotKnown, WorkingCalendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAYS = st.dates(date(2019, 12, 1), date(2021, 2, 28))
COUNTS = st.integers(0, 40)
CALENDARS = st.builds(
    WorkingCalendar,
    exceptions=st.dictionaries(DAYS, st.booleans(), max_size=60),
    known_until=st.just(date(2021, 12, 31)),
)
MOMENTS = st.builds(datetime.combine, DAYS, st.times(), st.just(SHANGHAI))
HOURS = st.integers(1, 60).map(lambda quarters: quarters / 4)


@given(CALENDARS, DAYS, st.integers(1, 40))
def test_a_deadline_falls_on_a_working_day_after_the_start(calendar: WorkingCalendar, day: date, count: int) -> None:
    due = calendar.after(day, count)
    assert calendar.is_working(due)
    assert due > day


@given(CALENDARS, DAYS, COUNTS)
def test_counting_back_gives_what_was_counted_forth(calendar: WorkingCalendar, day: date, count: int) -> None:
    assert calendar.between(day, calendar.after(day, count)) == count


@given(CALENDARS, DAYS, COUNTS, COUNTS)
def test_two_terms_add_up(calendar: WorkingCalendar, day: date, one: int, other: int) -> None:
    assert calendar.after(calendar.after(day, one), other) == calendar.after(day, one + other)


@given(CALENDARS, DAYS, DAYS)
def test_days_between_change_sign_with_direction(calendar: WorkingCalendar, one: date, other: date) -> None:
    assert calendar.between(one, other) == -calendar.between(other, one)


@given(CALENDARS, MOMENTS, HOURS)
def test_working_hours_end_within_opening_hours(calendar: WorkingCalendar, moment: datetime, hours: float) -> None:
    due = calendar.after_hours(moment, hours)
    assert calendar.is_working(due.date())
    assert calendar.opens <= due.time() <= calendar.closes
    assert due - moment >= timedelta(hours=hours)


@given(CALENDARS, MOMENTS, HOURS, HOURS)
def test_hours_add_up(calendar: WorkingCalendar, moment: datetime, one: float, other: float) -> None:
    first = calendar.after_hours(moment, one)
    assert calendar.after_hours(first, other) == calendar.after_hours(moment, one + other)


def test_the_dragon_boat_festival_of_2021() -> None:
    """12 to 14 June were off: five working days from Wednesday the 9th end on Thursday the 17th."""
    off = {date(2021, 6, day): False for day in (12, 13, 14)}
    calendar = WorkingCalendar(off, known_until=date(2021, 12, 31))
    assert calendar.after(date(2021, 6, 9), 5) == date(2021, 6, 17)
    assert calendar.between(date(2021, 6, 9), date(2021, 6, 17)) == 5


def test_an_afternoon_runs_over_into_the_next_working_day() -> None:
    calendar = WorkingCalendar({date(2021, 6, 14): False}, date(2021, 12, 31), time(9), time(17))
    friday = datetime(2021, 6, 11, 16, 0, tzinfo=SHANGHAI)
    assert calendar.after_hours(friday, 2) == datetime(2021, 6, 15, 10, 0, tzinfo=SHANGHAI)


def test_beyond_what_is_recorded_the_week_is_assumed_or_reckoning_refused() -> None:
    known = date(2026, 12, 31)
    assert WorkingCalendar({}, known).after(known, 1) == date(2027, 1, 1)
    with pytest.raises(CalendarNotKnown) as refused:
        WorkingCalendar({}, known, assume=False).after(known, 1)
    assert refused.value.details == {"year": 2027}
