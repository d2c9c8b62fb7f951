"""Sharing out, states, answers of a visit, times of day, working-day dues."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequyun.base.calendar import WorkingCalendar
from shequyun.engines.worklist.choices import PromiseState, TaskOutcome, TaskState
from shequyun.engines.worklist.queries import working_calendar
from shequyun.engines.worklist.rules.answering import answer
from shequyun.engines.worklist.rules.hours import Knock, better_time
from shequyun.engines.worklist.rules.sharing import Unit, share
from shequyun.engines.worklist.rules.states import promise_state, task_state

DAY = date(2021, 6, 16)
units = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 30)), unique_by=lambda pair: pair[0], max_size=120).map(
    lambda pairs: [Unit(key, group, f"{group:03}{key:03}") for key, group in pairs]
)
workers = st.lists(st.integers(0, 9), unique=True, max_size=6)


@given(units, workers, st.sampled_from(["building", "grid", "worker", "one"]))
def test_every_subject_goes_to_exactly_one_of_the_workers(found: list[Unit], crew: list[int], by: str) -> None:
    shared = share(found, crew, by)
    assert sorted(shared) == sorted(unit.key for unit in found)
    assert set(shared.values()) <= (set(crew) or {None})


@given(units, workers.filter(bool))
def test_whole_buildings_stay_with_one_worker_and_loads_differ_by_no_more_than_a_building(
    found: list[Unit], crew: list[int]
) -> None:
    shared = share(found, crew, "building")
    owners = {(unit.group, shared[unit.key]) for unit in found}
    assert len(owners) == len({unit.group for unit in found})
    loads = Counter(dict.fromkeys(crew, 0)) + Counter(shared.values())
    sizes = Counter(unit.group for unit in found)
    assert max(loads[one] for one in crew) - min(loads[one] for one in crew) <= max(sizes.values(), default=0)


@given(units, workers.filter(bool))
def test_equal_numbers_differ_by_one_at_most(found: list[Unit], crew: list[int]) -> None:
    loads = Counter(share(found, crew, "worker").values())
    assert max(loads[one] for one in crew) - min(loads[one] for one in crew) <= 1


@given(units, workers)
def test_the_order_in_which_a_list_comes_changes_nothing(found: list[Unit], crew: list[int]) -> None:
    assert share(found, crew, "building") == share(reversed(found), crew, "building")


def test_who_has_no_building_is_no_group_with_others_who_have_none() -> None:
    shared = share([Unit("a", None), Unit("b", None)], [1, 2], "building")
    assert sorted(shared.values()) == [1, 2]


@given(st.dates(date(2020, 1, 1), date(2026, 12, 31)), st.integers(1, 20))
@pytest.mark.django_db
def test_a_due_date_is_a_working_day_with_so_many_working_days_up_to_it(day: date, count: int) -> None:
    calendar = _calendar()
    due = calendar.after(day, count)
    assert (calendar.is_working(due), calendar.between(day, due)) == (True, count)


_kept: list[WorkingCalendar] = []


def _calendar() -> WorkingCalendar:
    """Read once: the days are the same for every example."""
    if not _kept:
        _kept.append(working_calendar())
    return _kept[0]


@pytest.mark.parametrize(
    ("outcome", "due", "handed", "waiting", "state"),
    [
        ("", DAY, False, False, TaskState.OPEN),
        ("", DAY, True, False, TaskState.HANDED_OVER),
        ("", DAY - timedelta(1), True, False, TaskState.OVERDUE),
        ("", DAY - timedelta(1), False, True, TaskState.WAITING),
        ("done", DAY - timedelta(9), True, False, TaskState.DONE),
        ("refused", DAY, False, False, TaskState.REFUSED),
        ("moot", DAY, False, False, TaskState.MOOT),
    ],
)
def test_a_task_is_what_happened_to_it(outcome: str, due: date, handed: bool, waiting: bool, state: TaskState) -> None:
    assert task_state(outcome, due, today=DAY, handed_over=handed, waiting=waiting) == state


@pytest.mark.parametrize(
    ("due", "kept", "ended", "state"),
    [
        (DAY + timedelta(1), None, None, PromiseState.OPEN),
        (DAY, None, None, PromiseState.DUE),
        (DAY - timedelta(1), None, None, PromiseState.OVERDUE),
        (DAY, True, DAY, PromiseState.KEPT),
        (DAY, True, DAY + timedelta(1), PromiseState.KEPT_LATE),
        (DAY, False, DAY, PromiseState.BROKEN),
    ],
)
def test_a_promise_is_what_its_date_and_its_end_say(
    due: date, kept: bool | None, ended: date | None, state: PromiseState
) -> None:
    assert promise_state(due, kept, ended, today=DAY) == state


@pytest.mark.parametrize(
    ("outcome", "known", "ends"),
    [
        ("met", ["phone"], TaskOutcome.DONE),
        ("phoned", ["phone"], TaskOutcome.DONE),
        ("met", [], None),
        ("refused", [], TaskOutcome.REFUSED),
        ("moved", [], TaskOutcome.MOOT),
        ("nobody_home", ["phone"], None),
        ("come_back", ["phone"], None),
    ],
)
def test_a_visit_ends_the_task_that_it_answers(outcome: str, known: list[str], ends: TaskOutcome | None) -> None:
    assert answer(outcome, asked=["phone"], known=known) == ends


def knock(day: int, hour: int, outcome: str) -> Knock:
    """A knock in June 2021; the 16th is a Wednesday, the 19th a Saturday."""
    return Knock(datetime(2021, 6, day, hour), outcome)


def test_who_was_always_met_needs_no_other_time() -> None:
    assert better_time([knock(16, 10, "met")], []) is None


def test_what_worked_at_this_home_comes_first() -> None:
    home = [knock(16, 10, "nobody_home"), knock(9, 19, "met"), knock(2, 10, "nobody_home")]
    building = [knock(day, 15, "met") for day in (1, 2, 3, 4)]
    better = better_time(home, building)
    assert better is not None
    assert (better.weekend, better.hour) == (False, 19)


def test_then_what_works_in_the_building_but_not_at_a_time_that_failed_here() -> None:
    home = [knock(16, 15, "nobody_home")]
    building = [knock(day, 15, "met") for day in (1, 2, 3, 4)] + [knock(day, 10, "met") for day in (5, 12, 19)]
    better = better_time(home, building)
    assert better is not None
    assert (better.weekend, better.hour) == (True, 9)


def test_a_building_where_too_few_were_met_says_nothing_and_an_untried_time_is_next() -> None:
    better = better_time([knock(16, 10, "nobody_home")], [knock(2, 15, "met")])
    assert better is not None
    assert (better.weekend, better.hour) == (False, 19)
