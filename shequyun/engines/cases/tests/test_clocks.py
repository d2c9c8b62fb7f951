"""Every clock is one pure function: the rules of law and hotline, pauses, extensions, re-opening, and what always holds."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shequyun.base.calendar import WorkingCalendar
from shequyun.engines.cases.rules.clocks import Clock, clocks
from shequyun.engines.cases.rules.facts import Fact
from shequyun.engines.cases.rules.policy import read_rules, rules_for, shipped_rules

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOLIDAYS = {date(2021, 6, 14): False, date(2021, 9, 26): True, date(2021, 10, 1): False}
CALENDAR = WorkingCalendar(HOLIDAYS, known_until=date(2021, 12, 31))


def at(day: int, hour: int = 10, minute: int = 0, month: int = 6) -> datetime:
    return datetime(2021, month, day, hour, minute, tzinfo=SHANGHAI)


def told(
    *facts: Fact, now: datetime, channel: str = "desk", kind: str = "help", grades: tuple[str, ...] = ()
) -> dict[str, Clock]:
    first = min(fact.at for fact in facts).date()
    rules = rules_for(shipped_rules(), channel=channel, kind=kind, grades=grades, on=first)
    return {one.name: one for one in clocks(facts, rules, CALENDAR, now)}


@pytest.mark.parametrize(
    ("channel", "kind", "grades", "clock", "due"),
    [
        ("desk", "consult", (), "answer", date(2021, 6, 15)),  # Friday, then Dragon Boat on Monday
        ("desk", "help", (), "close", date(2021, 6, 21)),
        ("desk", "help", ("complex",), "close", date(2021, 7, 5)),
        ("desk", "help", (), "call", date(2021, 6, 15)),
        ("desk", "help", ("site",), "site", date(2021, 6, 16)),
        ("hotline", "suggestion", (), "close", date(2021, 6, 15)),
        ("hotline", "complaint", (), "close", date(2021, 6, 21)),
        ("hotline", "complaint", ("supervised",), "close", date(2021, 6, 17)),
    ],
)  # fmt: skip
def test_working_days_count_from_the_day_after_receipt(
    channel: str, kind: str, grades: tuple[str, ...], clock: str, due: date
) -> None:
    found = told(Fact("registered", at(11)), now=at(11), channel=channel, kind=kind, grades=grades)
    assert (found[clock].due.date(), found[clock].due.time()) == (due, time(17, 30))


def test_petitions_count_calendar_days_from_acceptance_and_stand_still_for_nothing() -> None:
    rules = rules_for(shipped_rules(), channel="petition", kind="complaint", grades=(), on=date(2023, 1, 1))
    start = datetime(2023, 3, 1, 10, tzinfo=SHANGHAI)
    facts = [
        Fact("registered", start),
        Fact("accepted", start + timedelta(days=5)),
        Fact("paused", start + timedelta(days=6)),
    ]
    found = {one.name: one for one in clocks(facts, rules, CALENDAR, start + timedelta(days=10))}
    assert found["inform"].state == "kept"
    assert (found["close"].due.date(), found["close"].state) == (date(2023, 5, 5), "running")
    longer = [*facts, Fact("extended", start + timedelta(days=20), data={"clock": "close", "amount": 99})]
    assert {one.name: one.due.date() for one in clocks(longer, rules, CALENDAR, start)} == {"inform": date(2023, 3, 16)}
    extended = {one.name: one for one in clocks(longer, rules, CALENDAR, start + timedelta(days=30))}
    assert extended["close"].due.date() == date(2023, 6, 4)  # 30 days at most, whatever was written


def test_deputies_suggestions_have_the_clocks_of_their_law() -> None:
    facts = [Fact("registered", at(1)), Fact("assigned", at(7)), Fact("co_handler", at(8))]
    found = told(*facts, now=at(9), channel="deputy", kind="suggestion")
    assert {name: one.due.date() for name, one in found.items()} == {
        "assign": date(2021, 6, 10), "refuse": date(2021, 6, 17), "part": date(2021, 7, 8),
        "answer": date(2021, 9, 7), "close": date(2021, 9, 7),
    }  # fmt: skip
    again = [*facts, Fact("closed", at(20, month=8)), Fact("reopened", at(31, month=8))]
    redo = told(*again, now=at(1, month=9), channel="deputy", kind="suggestion")["redo"]
    assert (redo.due.date(), redo.state) == (date(2021, 9, 30), "running")  # a month after the 31st


def test_an_urgent_matter_counts_working_hours_over_the_night() -> None:
    found = told(Fact("registered", at(10, 17)), now=at(10, 17), grades=("urgent",))
    assert (found["call"].due, found["call"].remaining) == (at(11, 10), 2)


def test_a_pause_moves_the_date_by_the_working_days_it_lasted() -> None:
    facts = [Fact("registered", at(1)), Fact("paused", at(3)), Fact("resumed", at(8))]
    assert told(*facts, now=at(8))["close"].due.date() == date(2021, 6, 11)  # was the 8th; Thu to Tue is 3
    standing_still = told(*facts[:2], now=at(8))["close"]
    assert (standing_still.state, standing_still.due.date()) == ("paused", date(2021, 6, 11))


def test_a_pause_after_it_was_over_saves_nothing() -> None:
    facts = [Fact("registered", at(1)), Fact("paused", at(10)), Fact("resumed", at(17)), Fact("closed", at(18))]
    assert told(*facts, now=at(18))["close"].state == "missed"


def test_closing_stops_and_reopening_lets_the_old_clock_run_on() -> None:
    facts = [Fact("registered", at(1)), Fact("called", at(1, 14)), Fact("closed", at(4))]
    assert {name: one.state for name, one in told(*facts, now=at(20)).items()} == {
        "call": "kept",
        "answer": "kept",
        "close": "kept",
    }
    again = told(*facts, Fact("reopened", at(7)), now=at(7))
    assert {name: (one.state, one.due.date()) for name, one in again.items()} == {
        "call": ("kept", date(2021, 6, 2)),
        "answer": ("running", date(2021, 6, 8)),
        "close": ("running", date(2021, 6, 8)),
    }
    late = told(*facts, Fact("reopened", at(7)), Fact("closed", at(9)), now=at(20))
    assert late["close"].state == "missed"


def test_the_rule_of_the_day_of_receipt_holds() -> None:
    lines = [
        "channel,kind,grade,clock,amount,unit,starts,stops,pausable,extend,extend_unit,valid_from,valid_to,source",
        "*,*,*,close,15,wd,registered,closed,1,0,wd,2013-01-01,2018-01-01,old",
        "*,*,*,close,5,wd,registered,closed,1,0,wd,2018-01-01,,new",
    ]
    rules = read_rules(lines)
    found = [
        rules_for(rules, channel="desk", kind="help", grades=(), on=day)[0].source
        for day in (date(2017, 12, 31), date(2018, 1, 1))
    ]
    assert found == ["old", "new"]
    with pytest.raises(ValueError, match="clock policy"):
        read_rules([lines[0], lines[1].replace("wd", "xx")])


def test_every_rule_says_where_it_comes_from() -> None:
    assert [rule for rule in shipped_rules() if not rule.source] == []


KINDS = ["called", "visited", "answered", "paused", "resumed", "closed", "reopened", "noted", "accepted"]
MOMENTS = st.integers(0, 60 * 24 * 40).map(lambda minutes: at(1) + timedelta(minutes=minutes))
EVENTS = st.lists(st.builds(Fact, st.sampled_from(KINDS), MOMENTS), max_size=8)
WHERE = st.sampled_from([("desk", "help"), ("desk", "consult"), ("hotline", "complaint"), ("petition", "complaint")])
GRADES = st.sampled_from([(), ("urgent",), ("site", "complex")])
START = Fact("registered", at(1))
FAR = at(28, month=12)


@settings(max_examples=150, deadline=None)
@given(EVENTS, WHERE, GRADES, MOMENTS, MOMENTS)
def test_pausing_never_brings_a_due_date_nearer(
    events: list[Fact], where: tuple[str, str], grades: tuple[str, ...], one: datetime, other: datetime
) -> None:
    plain = [fact for fact in events if fact.kind not in ("paused", "resumed")]
    pause = [Fact("paused", min(one, other)), Fact("resumed", max(one, other))]
    without = told(START, *plain, now=FAR, channel=where[0], kind=where[1], grades=grades)
    paused = told(START, *plain, *pause, now=FAR, channel=where[0], kind=where[1], grades=grades)
    assert {name: paused[name].due >= clock.due for name, clock in without.items()} == dict.fromkeys(without, True)


@settings(max_examples=150, deadline=None)
@given(EVENTS, WHERE, GRADES, st.randoms())
def test_the_order_in_which_they_are_told_does_not_matter(
    events: list[Fact], where: tuple[str, str], grades: tuple[str, ...], random: object
) -> None:
    facts = [Fact(fact.kind, fact.at, number) for number, fact in enumerate([START, *events])]
    mixed = list(facts)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    rules = rules_for(shipped_rules(), channel=where[0], kind=where[1], grades=grades, on=date(2021, 6, 1))
    assert clocks(facts, rules, CALENDAR, FAR) == clocks(mixed, rules, CALENDAR, FAR)


@settings(max_examples=150, deadline=None)
@given(EVENTS, MOMENTS, WHERE, GRADES)
def test_notes_change_no_clock_and_what_comes_later_is_not_known_before(
    events: list[Fact], moment: datetime, where: tuple[str, str], grades: tuple[str, ...]
) -> None:
    known = told(START, *events, now=moment, channel=where[0], kind=where[1], grades=grades)
    earlier = [fact for fact in events if fact.at <= moment and fact.kind != "noted"]
    assert told(START, *earlier, now=moment, channel=where[0], kind=where[1], grades=grades) == known


@settings(max_examples=150, deadline=None)
@given(EVENTS, GRADES, st.integers(1, 15))
def test_an_extension_never_brings_a_due_date_nearer(events: list[Fact], grades: tuple[str, ...], amount: int) -> None:
    longer = Fact("extended", at(1, 11), data={"clock": "close", "amount": amount})
    before, after = (told(START, *events, *more, now=FAR, grades=grades) for more in ([], [longer]))
    assert {name: after[name].due >= clock.due for name, clock in before.items()} == dict.fromkeys(before, True)
