"""Where somebody stands: the shipped schedules (data/schedule.csv, each row with its source), and what must hold for any facts."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shequyun.programmes.vaccination.choices import VACCINES, State
from shequyun.programmes.vaccination.rules.schedules import born_by, by_vaccine, lines_of_file, months_after
from shequyun.programmes.vaccination.rules.spans import births, stretches
from shequyun.programmes.vaccination.rules.standing import Facts, Given, Held, standing

RULES = by_vaccine(lines_of_file())
AGED, YOUNG, INFANT = date(1953, 9, 20), date(2008, 5, 1), date(2021, 1, 10)
SEED = date(2021, 6, 16)


def doses(platform: str, *days: str) -> tuple[Given, ...]:
    return tuple(Given(date.fromisoformat(day), platform) for day in days)


TABLE = [
    # vaccine, born, doses, day, state, next due
    ("covid", AGED, (), date(2021, 3, 28), State.NOTHING, None),
    ("covid", AGED, (), date(2021, 3, 29), State.DUE, date(2021, 3, 29)),
    ("covid", YOUNG, (), SEED, State.YOUNG, date(2026, 5, 1)),
    ("covid", YOUNG, (), date(2021, 9, 1), State.DUE, date(2021, 9, 1)),
    ("covid", date(2006, 8, 12), (), date(2021, 8, 12), State.DUE, date(2021, 8, 12)),
    ("covid", date(2015, 10, 28), (), date(2021, 10, 28), State.DUE, date(2021, 10, 28)),
    ("covid", date(2015, 10, 29), (), date(2021, 10, 28), State.YOUNG, date(2021, 10, 29)),
    ("covid", AGED, doses("inactivated", "2021-05-20"), date(2021, 6, 9), State.WAITING, date(2021, 6, 10)),
    ("covid", AGED, doses("inactivated", "2021-05-20"), date(2021, 6, 10), State.DUE, date(2021, 6, 10)),
    ("covid", AGED, doses("inactivated", "2021-05-20"), date(2021, 7, 15), State.DUE, date(2021, 6, 10)),
    ("covid", AGED, doses("inactivated", "2021-05-20"), date(2021, 7, 16), State.OVERDUE, date(2021, 6, 10)),
    ("covid", AGED, doses("inactivated", "2021-04-01", "2021-05-01"), SEED, State.COMPLETE, None),
    ("covid", AGED, doses("ad5", "2021-05-20"), SEED, State.COMPLETE, None),
    ("covid", AGED, doses("subunit", "2021-04-01", "2021-05-01"), date(2021, 5, 28), State.WAITING, date(2021, 5, 29)),
    ("covid", AGED, doses("subunit", "2021-04-01", "2021-05-01"), date(2021, 9, 28), State.DUE, date(2021, 5, 29)),
    ("covid", AGED, doses("subunit", "2021-04-01", "2021-05-01"), date(2021, 9, 29), State.OVERDUE, date(2021, 5, 29)),
    ("covid", AGED, doses("other", "2021-05-20"), SEED, State.UNKNOWN, None),
    ("covid", None, (), SEED, State.UNKNOWN, None),
    ("covid", None, doses("inactivated", "2021-05-20"), SEED, State.DUE, date(2021, 6, 10)),
    ("covid", AGED, doses("ad5", "2021-05-20"), date(2021, 11, 15), State.COMPLETE, date(2021, 11, 16)),
    ("covid", AGED, doses("ad5", "2021-05-20"), date(2021, 11, 16), State.BOOSTER, date(2021, 11, 16)),
    ("covid", AGED, doses("ad5", "2022-08-01"), date(2022, 11, 28), State.COMPLETE, date(2023, 1, 28)),
    ("covid", AGED, doses("ad5", "2022-08-01"), date(2022, 11, 29), State.BOOSTER, date(2022, 11, 29)),
    ("covid", date(1990, 1, 1), doses("ad5", "2022-11-01"), date(2023, 4, 9), State.COMPLETE, date(2023, 4, 30)),
    ("covid", date(1990, 1, 1), doses("ad5", "2022-11-01"), date(2023, 4, 10), State.BOOSTER, date(2023, 4, 10)),
    ("covid", AGED, doses("ad5", "2021-05-20", "2022-01-20"), date(2022, 12, 13), State.COMPLETE, None),
    ("covid", AGED, doses("ad5", "2021-05-20", "2022-01-20"), date(2022, 12, 14), State.BOOSTER, date(2022, 12, 14)),
    ("influenza", AGED, (), date(2026, 8, 31), State.DUE, date(2025, 9, 1)),
    ("influenza", AGED, doses("split", "2026-10-08"), date(2026, 11, 25), State.COMPLETE, date(2027, 9, 1)),
    ("influenza", AGED, doses("split", "2026-10-08"), date(2027, 9, 1), State.DUE, date(2027, 9, 1)),
    ("influenza", date(1990, 1, 1), (), SEED, State.NOTHING, None),
    ("zoster", AGED, (), SEED, State.NOTHING, None),
    ("zoster", AGED, doses("subunit", "2021-05-01"), SEED, State.WAITING, date(2021, 6, 30)),
    ("zoster", AGED, doses("live", "2023-05-01"), date(2023, 6, 1), State.COMPLETE, None),
    ("mmr", INFANT, doses("", "2021-09-12"), date(2022, 7, 9), State.WAITING, date(2022, 7, 10)),
    ("mmr", INFANT, doses("", "2021-09-12"), date(2022, 7, 10), State.DUE, date(2022, 7, 10)),
    ("mmr", INFANT, doses("", "2021-09-12"), date(2023, 1, 10), State.OVERDUE, date(2022, 7, 10)),
    ("mmr", AGED, (), SEED, State.NOTHING, None),
]  # fmt: skip


@pytest.mark.parametrize(("vaccine", "born", "received", "day", "state", "due"), TABLE)
def test_the_schedules(
    vaccine: str, born: date, received: tuple[Given, ...], day: date, state: State, due: date
) -> None:
    found = standing(RULES[vaccine], Facts(born, received), day)
    assert (found.state, found.due_from) == (state, due)


def test_silence_of_the_childrens_programme_is_not_known() -> None:
    assert standing(RULES["mmr"], Facts(INFANT, known=False), date(2022, 1, 1)).state == State.UNKNOWN


@pytest.mark.parametrize(
    ("received", "held", "day", "state"),
    [
        ((), Held("refuses", date(2021, 5, 1)), SEED, State.REFUSES),
        ((), Held("refuses", date(2021, 5, 1)), date(2021, 4, 30), State.DUE),
        ((), Held("may_not", date(2021, 5, 1), date(2021, 6, 15)), date(2021, 6, 15), State.MAY_NOT),
        ((), Held("may_not", date(2021, 5, 1), date(2021, 6, 15)), SEED, State.DUE),
        (doses("ad5", "2021-05-20"), Held("may_not", date(2021, 5, 1)), SEED, State.COMPLETE),
        (doses("inactivated", "2021-05-20"), Held("may_not", date(2021, 5, 21)), SEED, State.MAY_NOT),
    ],
)
def test_what_holds_back(received: tuple[Given, ...], held: Held, day: date, state: State) -> None:
    assert standing(RULES["covid"], Facts(AGED, received, (held,)), day).state == state


DAYS = st.dates(date(2020, 9, 1), date(2027, 12, 31))
BORN = st.one_of(st.none(), st.dates(date(1930, 1, 1), date(2026, 6, 1)))
PLATFORMS = {"covid": ["inactivated", "ad5", "subunit", "other"], "zoster": ["subunit", "live"], "influenza": ["split"]}


@st.composite
def known(draw: st.DrawFn) -> tuple[str, Facts]:
    vaccine = draw(st.sampled_from(sorted(VACCINES)))
    platforms = st.sampled_from(PLATFORMS.get(vaccine, [""]))
    received = draw(st.lists(st.builds(Given, DAYS, platforms), max_size=5, unique_by=lambda one: one.on))
    until = st.one_of(st.none(), DAYS)
    held = draw(st.lists(st.builds(Held, st.sampled_from(["may_not", "refuses"]), DAYS, until), max_size=2))
    return vaccine, Facts(draw(BORN), tuple(received), tuple(held), draw(st.booleans()))


@settings(max_examples=80, deadline=None)
@given(known(), DAYS)
def test_spans_say_the_same_as_the_function(case: tuple[str, Facts], on: date) -> None:
    vaccine, facts = case
    now = standing(RULES[vaccine], facts, on)
    covering = [
        one for one in stretches(RULES[vaccine], facts) if one.begins <= on and (one.until is None or on < one.until)
    ]
    firsts = [*(one.on for one in facts.given), *(one.begins for one in facts.held)]
    if not firsts or on < min(firsts):
        assert covering == []
    else:
        assert [(c.standing.state, c.standing.doses, c.standing.full) for c in covering] == [
            (now.state, now.doses, now.full)
        ]


@settings(max_examples=80, deadline=None)
@given(known(), st.randoms())
def test_the_order_of_facts_does_not_matter(case: tuple[str, Facts], random: st.DataObject) -> None:
    vaccine, facts = case
    received, held = list(facts.given), list(facts.held)
    random.shuffle(received)
    random.shuffle(held)
    other = Facts(facts.born, tuple(received), tuple(held), facts.known)
    assert stretches(RULES[vaccine], other) == stretches(RULES[vaccine], facts)


@settings(max_examples=80, deadline=None)
@given(known(), DAYS, DAYS)
def test_another_dose_never_makes_more_doses_due(case: tuple[str, Facts], day: date, on: date) -> None:
    """A dose of the course that was begun, after the last one: what is finished stays finished, and what is left is less."""
    vaccine, facts = case
    day = max([day, *(one.on + timedelta(days=1) for one in facts.given)])
    platform = min(facts.given, key=lambda one: one.on).platform if facts.given else "inactivated"
    more = Facts(facts.born, (*facts.given, Given(day, platform)), facts.held, facts.known)
    before, after = standing(RULES[vaccine], facts, on), standing(RULES[vaccine], more, on)
    assert (after.full or not before.full, after.boosts >= before.boosts) == (True, True)
    if before.due_from and after.due_from and day <= on:
        assert after.due_from >= before.due_from or before.state == State.YOUNG or not facts.given


@settings(max_examples=80, deadline=None)
@given(known(), DAYS, st.integers(0, 900))
def test_without_new_facts_what_is_due_stays_due_under_the_same_rules(
    case: tuple[str, Facts], on: date, later: int
) -> None:
    vaccine, facts = case
    rules = [
        rule for rule in RULES[vaccine] if rule.in_force(on) and rule.most_months is None and not rule.season_month
    ]
    facts = Facts(facts.born, tuple(one for one in facts.given if one.on <= on))
    steps = [State.NOTHING, State.YOUNG, State.WAITING, State.DUE, State.OVERDUE]
    first = standing([r for r in rules if r.ends is None], facts, on).state
    then = standing([r for r in rules if r.ends is None], facts, on + timedelta(days=later)).state
    if first in steps and first != State.NOTHING:
        assert steps.index(then) >= steps.index(first)
    elif first == State.BOOSTER:
        assert then == State.BOOSTER


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(VACCINES)), st.dates(date(1930, 1, 1), date(2026, 6, 1)), DAYS, st.booleans())
def test_without_facts_the_date_of_birth_says_it_all(vaccine: str, born: date, on: date, silence: bool) -> None:
    now = standing(RULES[vaccine], Facts(born, known=silence), on).state
    for state in State:
        ranges, _unknown = births(RULES[vaccine], on, [state], known=silence)
        inside = [1 for after, until in ranges if (after is None or born > after) and (until is None or born <= until)]
        assert len(inside) == (state == now)


@given(st.dates(date(1930, 1, 1), date(2030, 1, 1)), st.integers(0, 1200))
def test_the_last_birthday_of_an_age(on: date, months: int) -> None:
    last = born_by(on, months)
    assert months_after(last, months) <= on < months_after(last + timedelta(days=1), months) or last == on
