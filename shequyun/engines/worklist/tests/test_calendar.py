"""The calendar of working days: what is shipped, what is loaded."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from shequyun.engines.worklist.queries import calendar_days, calendar_years, working_calendar
from shequyun.engines.worklist.rules.calendar import UnreadableCalendar, read_calendar, shipped_calendar

pytestmark = pytest.mark.django_db
HEADER = "day,working,name,source\n"


def test_seven_years_are_there_from_the_start() -> None:
    calendar = working_calendar()
    assert calendar_years() == [2026, 2025, 2024, 2023, 2022, 2021, 2020]
    assert calendar.known_until == date(2026, 12, 31)
    assert len(calendar.exceptions) == len(shipped_calendar())


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2020, 1, 31), False),  # the extended Spring Festival of 2020
        (date(2021, 6, 14), False),  # Dragon Boat
        (date(2021, 9, 26), True),  # a Sunday made up for National Day
        (date(2021, 6, 16), True),  # any Wednesday
        (date(2021, 6, 19), False),  # any Saturday
        (date(2026, 2, 14), True),  # a Saturday made up for Spring Festival
    ],
)
def test_days_are_as_announced(day: date, working: bool) -> None:
    assert working_calendar().is_working(day) == working


def test_a_holiday_falls_on_no_weekend_that_is_worked_and_a_make_up_day_on_no_weekday() -> None:
    assert [one for one in shipped_calendar() if one.working and one.day.weekday() < 5] == []


def test_a_new_year_is_loaded_and_an_old_one_replaced(tmp_path: Path) -> None:
    file = tmp_path / "next.csv"
    file.write_text(HEADER + "2027-01-01,0,元旦,通知\n2026-05-01,0,劳动节,更正\n", encoding="utf-8-sig")
    call_command("calendar", "load", str(file))
    assert [day.day for day in calendar_days(2027)] == [date(2027, 1, 1)]
    assert [(day.name, day.source) for day in calendar_days(2026)] == [("劳动节", "更正")]
    assert working_calendar().known_until == date(2027, 12, 31)


@pytest.mark.parametrize("line", ["2027-13-01,0,元旦,通知", "2027-01-01,maybe,元旦,通知", ",,,"])
def test_an_unreadable_line_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(UnreadableCalendar) as refused:
        read_calendar([HEADER, "2027-01-01,0,元旦,通知\n", line + "\n"])
    assert refused.value.details == {"line": 3}


def test_a_file_with_an_unreadable_line_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(HEADER + "2026-05-01,0,劳动节,更正\nsome day,0,,\n")
    with pytest.raises(CommandError):
        call_command("calendar", "load", str(file))
    assert len(calendar_days(2026)) == 39
