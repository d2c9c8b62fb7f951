"""What may overwrite what."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequyun.kernel.facts.choices import Verdict
from shequyun.kernel.facts.rules import Standing, Word, decide, is_stale, table_of

MAY, JUNE = date(2021, 5, 1), date(2021, 6, 1)


@pytest.mark.parametrize(
    ("known", "known_word", "said_word", "verdict"),
    [
        (None, Word(Standing(90), JUNE), Word(Standing(10), MAY), Verdict.SET),
        ("", Word(Standing(90), JUNE), Word(Standing(10), JUNE), Verdict.SET),
        (False, Word(Standing(90), JUNE), Word(Standing(10), JUNE), Verdict.DISPUTED),
        ("a", Word(Standing(50), JUNE), Word(Standing(50), JUNE), Verdict.SET),
        ("a", Word(Standing(50), MAY), Word(Standing(60), JUNE), Verdict.SET),
        ("a", Word(Standing(60), MAY), Word(Standing(50), JUNE), Verdict.DISPUTED),
        ("a", Word(Standing(60, 31), MAY), Word(Standing(50), JUNE), Verdict.DISPUTED),
        ("a", Word(Standing(60, 30), MAY), Word(Standing(50), JUNE), Verdict.SET),
        ("a", Word(Standing(50), JUNE), Word(Standing(50), MAY), Verdict.OUTDATED),
        ("a", Word(Standing(50), JUNE), Word(Standing(60), MAY), Verdict.DISPUTED),
        ("a", Word(Standing(60), JUNE), Word(Standing(50), MAY), Verdict.OUTDATED),
    ],
)
def test_decide(known: object, known_word: Word, said_word: Word, verdict: Verdict) -> None:
    assert decide(known, known_word, said_word) == verdict


words = st.builds(
    Word,
    st.builds(Standing, st.integers(0, 100), st.none() | st.integers(0, 4000)),
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
)


@given(words, words)
def test_a_lower_source_never_takes_over_a_word_that_holds(known: Word, said: Word) -> None:
    days = known.standing.holds_days
    holds = days is None or known.observed_on + timedelta(days=days) >= said.observed_on
    if said.standing.rank < known.standing.rank and holds:
        assert decide("a", known, said) in (Verdict.DISPUTED, Verdict.OUTDATED)


@given(words, words)
def test_an_earlier_word_never_takes_over(known: Word, said: Word) -> None:
    if said.observed_on < known.observed_on:
        assert decide("a", known, said) != Verdict.SET


@given(words)
def test_the_same_source_may_correct_itself_the_same_day(word: Word) -> None:
    assert decide("a", word, word) == Verdict.SET


def test_the_most_particular_standing_counts() -> None:
    table = table_of(
        [("stay", "*", "visit", 85, 730), ("stay", "tenure", "visit", 20, None)], {"visit": 70, "desk": 60}
    )
    assert table.standing("stay", "tenure", "visit") == Standing(20)
    assert table.standing("stay", "relation", "visit") == Standing(85, 730)
    assert table.standing("resident", "name", "visit") == Standing(70)
    assert table.standing("resident", "name", "nobody") == Standing(0)


def test_a_value_goes_stale_on_the_day_after_its_last() -> None:
    assert is_stale(MAY, 31, JUNE) is False
    assert is_stale(MAY, 30, JUNE) is True
    assert is_stale(MAY, None, JUNE) is False
