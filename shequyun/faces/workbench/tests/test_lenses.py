"""What a home looks like through the lens of age."""

from datetime import date, timedelta

import pytest

from shequyun.faces.workbench.lenses import seen_through
from shequyun.kernel.residents.queries import Home


def home(oldest: date, youngest: date, *, living: int, alone: bool) -> Home:
    return Home(
        dwelling=None, living=living, hukou=0, hukou_only=0, rented=False, oldest=oldest, youngest=youngest, seen=None, alone=alone
    )  # fmt: skip


@pytest.mark.parametrize(
    ("born", "on", "alone", "before", "then"),
    [
        (date(1946, 3, 1), date(2026, 3, 1), True, "is-mid", "is-bad"),
        (date(1946, 3, 1), date(2026, 3, 1), False, "is-mid", "is-mid"),
        (date(1966, 5, 5), date(2026, 5, 5), True, "is-good", "is-mid"),
        (date(2004, 3, 1), date(2022, 3, 1), True, "is-info", "is-good"),
    ],
)
def test_age_changes_on_the_birthday(born: date, on: date, alone: bool, before: str, then: str) -> None:
    seen = home(born, born, living=1 if alone else 2, alone=alone)
    assert [seen_through("age", seen, day)[0] for day in (on - timedelta(days=1), on)] == [before, then]
