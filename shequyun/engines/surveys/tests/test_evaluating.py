"""What expressions come to, and what a form with answers asks: the table of cases, which the phone is held against too."""

import math
from datetime import date
from typing import Any

import pytest

from shequyun.engines.surveys.rules.evaluating import Around, worth
from shequyun.engines.surveys.rules.expressions import NotUnderstood, understood
from shequyun.engines.surveys.rules.filling import Filled
from shequyun.engines.surveys.rules.patterns import LONGEST, matches
from shequyun.engines.surveys.tests.cases import PATHS, TABLE, expressions, forms

TODAY = date.fromisoformat(TABLE["today"])


def test_expressions_come_to_what_the_table_says() -> None:
    around = Around(lambda path: TABLE["answers"].get(path, ""), TODAY)
    for said, tree, expected in expressions():
        found = worth(tree, around)
        assert (said, found, type(found) is bool) == (said, expected, type(expected) is bool)


@pytest.mark.parametrize("said", TABLE["refused"])
def test_what_goes_beyond_is_refused(said: str) -> None:
    with pytest.raises(NotUnderstood):
        understood(said, PATHS)


def test_endless_expressions_are_refused() -> None:
    for said in ("(" * 60, "-" * 60 + "1", "1" + " + 1" * 400, "not(" * 60):
        with pytest.raises(NotUnderstood):
            understood(said, {})


def test_own_answers_and_columns_of_choices() -> None:
    around = Around(lambda path: "", TODAY, this="7", row={"city": "sh"})
    assert worth(understood(". > 5 and city = 'sh'", {}, columns={"city"}), around) is True
    assert math.isnan(float(worth(understood("number('x')", {}), around)))


def test_long_answers_are_not_held_against_patterns() -> None:
    assert (matches("a*", "a" * LONGEST), matches("a*", "a" * (LONGEST + 1))) == (True, False)


def test_forms_ask_what_the_table_says() -> None:
    for what, questions, fillings in forms():
        for one in fillings:
            filled = Filled(questions, one["said"], today=TODAY)
            problems: list[Any] = [[p.question["path"], p.why, p.number] for p in filled.problems()]
            hidden = [path for path, shown in filled.shown.items() if not shown]
            assert (what, filled.answers(), hidden, problems) == (what, one["answers"], one["hidden"], one["problems"])


def test_what_the_register_holds_is_trusted() -> None:
    questions = next(forms())[1]
    filled = Filled(questions, {"wish": "home", "home/meals": "138****5678"}, today=TODAY)
    assert filled.problems(trusted={"home/meals"}) == []
