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


def deputy(*facts: Fact, now: datetime) -> dict[str, tuple[date, str]]:
    """(due, state) of each clock of a deputies' suggestion; of those with one for each by clock and whose."""
    rules = rules_for(shipped_rules(), channel="deputy", kind="suggestion", grades=(), on=date(2021, 6, 1))
    found = clocks(
        [Fact(one.kind, one.at, n, one.by, "", one.data) for n, one in enumerate(facts)], rules, CALENDAR, now
    )
    return {f"{one.name} {one.of}".strip(): (one.due.date(), one.state) for one in found}


def co(at_: datetime, who: str) -> Fact:
    return Fact("co_handler", at_, data={"to": who, "to_name": who.upper()})


def test_deputies_suggestions_have_the_clocks_of_their_law() -> None:
    facts = [Fact("registered", at(1)), Fact("assigned", at(7)), co(at(8), "sun")]
    assert deputy(*facts, now=at(9)) == {
        "assign": (date(2021, 6, 10), "kept"), "refuse": (date(2021, 6, 17), "running"),
        "part sun": (date(2021, 7, 8), "running"), "answer": (date(2021, 9, 7), "running"),
    }  # fmt: skip


def test_every_co_handler_has_a_month_of_their_own() -> None:
    facts = [Fact("registered", at(1)), Fact("assigned", at(1)), co(at(8), "sun"), co(at(21), "gu")]
    done = [*facts, Fact("part_done", at(30), by="sun")]
    found = deputy(*done, now=at(30, month=7))
    assert (found["part sun"], found["part gu"]) == (
        (date(2021, 7, 8), "kept"),
        (date(2021, 7, 21), "late"),
    )
    asked_again = [*done, co(at(2, month=7), "sun")]
    assert deputy(*asked_again, now=at(30, month=7))["part sun"] == (date(2021, 8, 2), "running")
    rules = rules_for(shipped_rules(), channel="deputy", kind="suggestion", grades=(), on=date(2021, 6, 1))
    parts = [one for one in clocks(facts, rules, CALENDAR, at(22)) if one.name == "part"]
    assert [(one.of, one.of_name) for one in parts] == [("sun", "SUN"), ("gu", "GU")]


def test_what_was_given_back_is_assigned_anew_and_everything_starts_again() -> None:
    given_back = [Fact("registered", at(1)), Fact("assigned", at(2)), Fact("refused", at(8))]
    found = deputy(*given_back, now=at(9))
    assert found == {"assign": (date(2021, 6, 18), "running"), "refuse": (date(2021, 6, 11), "kept")}
    again = deputy(*given_back, Fact("assigned", at(10)), now=at(11))
    assert again == {
        "assign": (date(2021, 6, 18), "kept"), "refuse": (date(2021, 6, 22), "running"),
        "answer": (date(2021, 9, 10), "running"),
    }  # fmt: skip
    twice = deputy(*given_back, Fact("assigned", at(10)), Fact("refused", at(11)), now=at(11))
    assert twice["assign"] == (date(2021, 6, 23), "running")


def test_passing_a_suggestion_to_a_colleague_wins_no_time_for_the_answer() -> None:
    facts = [Fact("registered", at(1)), Fact("assigned", at(2)), Fact("handed_over", at(9)), Fact("assigned", at(10))]
    found = deputy(*facts, now=at(11))
    assert (found["answer"], found["refuse"]) == ((date(2021, 9, 2), "running"), (date(2021, 6, 22), "running"))


def test_a_right_that_was_not_used_lapses_and_is_nobodys_delay() -> None:
    facts = [Fact("registered", at(1)), Fact("assigned", at(2))]
    assert deputy(*facts, now=at(30))["refuse"] == (date(2021, 6, 11), "lapsed")
    assert deputy(*facts, Fact("accepted", at(29)), now=at(30))["refuse"] == (date(2021, 6, 11), "lapsed")


def test_who_is_not_content_is_answered_anew_within_a_month_and_the_first_answer_stays_in_time() -> None:
    facts = [Fact("registered", at(1)), Fact("assigned", at(2)), Fact("closed", at(20, month=8))]
    again = [*facts, Fact("reopened", at(31, month=8))]
    found = deputy(*again, now=at(20, month=9))
    assert (found["answer"][1], found["redo"]) == ("kept", (date(2021, 9, 30), "running"))
    twice = [*again, Fact("closed", at(10, month=9)), Fact("reopened", at(20, month=9))]
    assert deputy(*twice, now=at(20, month=9))["redo"] == (date(2021, 10, 20), "running")


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
        "channel,kind,grade,clock,amount,unit,starts,stops,resets,per,duty,runs_on,pausable,extend,extend_unit,valid_from,valid_to,source",
        "*,*,*,close,15,wd,registered,closed,,,1,1,1,0,wd,2013-01-01,2018-01-01,old",
        "*,*,*,close,5,wd,registered,closed,,,1,1,1,0,wd,2018-01-01,,new",
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


STEPS = st.lists(
    st.builds(
        lambda kind, day, who: Fact(kind, at(1) + timedelta(days=day), by=who, data={"to": who}),
        st.sampled_from(
            [
                "assigned",
                "accepted",
                "refused",
                "handed_over",
                "co_handler",
                "part_done",
                "answered",
                "closed",
                "reopened",
            ]
        ),
        st.integers(0, 90),
        st.sampled_from(["sun", "gu", "wu"]),
    ),
    max_size=9,
)


@settings(max_examples=200, deadline=None)
@given(STEPS)
def test_what_came_before_a_reset_counts_for_nothing(steps: list[Fact]) -> None:
    """Giving back wipes out what was assigned: the clocks are those of a case that was never assigned before."""
    steps = sorted(steps, key=lambda fact: fact.at)
    last = max((place for place, fact in enumerate(steps) if fact.kind == "refused"), default=None)
    whole = deputy(START, *steps, now=FAR)
    if last is None:
        return
    after = deputy(START, *steps[last:], now=FAR)
    for name in ("assign", "answer"):
        assert whole.get(name) == after.get(name)


@settings(max_examples=200, deadline=None)
@given(STEPS)
def test_nobodys_part_touches_the_clock_of_another(steps: list[Fact]) -> None:
    whole = deputy(START, *steps, now=FAR)
    assert {name for name in whole if name.startswith("part")} == {
        f"part {fact.data['to']}" for fact in steps if fact.kind == "co_handler"
    }
    others = [fact for fact in steps if not (fact.kind in ("co_handler", "part_done") and fact.by != "sun")]
    assert deputy(START, *others, now=FAR).get("part sun") == whole.get("part sun")


@settings(max_examples=200, deadline=None)
@given(STEPS, st.integers(0, 120))
def test_a_clock_never_ends_before_it_began_and_stops_after_its_start(steps: list[Fact], day: int) -> None:
    rules = rules_for(shipped_rules(), channel="deputy", kind="suggestion", grades=(), on=date(2021, 6, 1))
    now = at(1) + timedelta(days=day)
    for one in clocks([START, *steps], rules, CALENDAR, now):
        assert one.started <= one.due
        assert one.started <= (one.stopped or now) <= now
        assert one.state in {"running", "late", "lapsed", "kept", "missed"}
        assert (one.state == "lapsed") <= (not one.rule.duty)
