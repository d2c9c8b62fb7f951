"""Ages: the number and the day that it is screened by tell the same."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shequyun.base.ages import years_before, years_of

DAYS = st.dates(date(1890, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(1946, 3, 1), date(2026, 2, 28), 79),
        (date(1946, 3, 1), date(2026, 3, 1), 80),
        (date(2004, 2, 29), date(2022, 2, 28), 17),
        (date(2004, 2, 29), date(2022, 3, 1), 18),
        (date(2004, 2, 29), date(2024, 2, 29), 20),
        (date(2026, 3, 1), date(2026, 3, 1), 0),
    ],
)
def test_a_year_is_added_on_the_birthday(born: date, on: date, years: int) -> None:
    assert years_of(born, on) == years


@given(DAYS, DAYS, st.integers(0, 120))
@example(date(2004, 2, 29), date(2024, 2, 29), 20)
@example(date(2005, 2, 28), date(2024, 2, 29), 19)
def test_who_is_that_old_was_born_by_the_day_before_so_many_years(born: date, on: date, years: int) -> None:
    assert (years_of(born, on) >= years) == (born <= years_before(on, years))


def test_before_the_first_year_is_the_first_year() -> None:
    assert years_before(date(150, 6, 1), 200) == date(1, 6, 1)
