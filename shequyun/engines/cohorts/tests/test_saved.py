"""Saved cohorts: whose they are, who else sees them, who joined and left between looks, looks by schedule."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.scope import entered
from shequyun.engines.cohorts.actions import look, remove_cohort, save_cohort
from shequyun.engines.cohorts.actions.saving import NameMissing
from shequyun.engines.cohorts.choices import Cycle, Sharing
from shequyun.engines.cohorts.jobs import is_due, new_day
from shequyun.engines.cohorts.models import Look
from shequyun.engines.cohorts.queries import cohort_of, cohorts, joined_because, moves
from shequyun.engines.cohorts.queries.saved import looks_of
from shequyun.engines.cohorts.rules.conditions import ConditionWrong, read_condition
from shequyun.kernel.access.models import Post
from shequyun.kernel.audit.models import Entry
from shequyun.kernel.residents.actions import correct, record_death
from shequyun.kernel.residents.tests.conftest import Street
from tests.cast import HERE, make

pytestmark = pytest.mark.django_db
AGED = {"field": "age", "op": "ge", "value": 60}


@pytest.fixture
def street(alice: Actor) -> Street:
    return Street(alice)


@pytest.fixture
def cohort(alice: Actor) -> UUID:
    return save_cohort(alice, name=" 老人 ", condition=AGED, columns=["phone"])


def test_saving_reads_the_condition_and_is_in_the_trail(alice: Actor, cohort: UUID) -> None:
    found = cohort_of(alice, cohort)
    assert (found.name, found.condition, found.columns) == ("老人", {"all": [AGED]}, ["phone"])
    with entered(alice.scope):
        assert Entry.objects.get(verb="cohorts.save").details["name"] == "老人"


def test_the_same_name_again_replaces_it(alice: Actor, cohort: UUID) -> None:
    again = save_cohort(alice, name="老人", condition=AGED | {"value": 65}, cycle=Cycle.WEEKLY)
    found = cohort_of(alice, cohort)
    assert (again, found.version, found.cycle) == (cohort, 2, "weekly")
    assert found.condition["all"][0]["value"] == 65


def test_saving_is_refused(alice: Actor, bob: Actor, nobody: Actor) -> None:
    with pytest.raises(NameMissing):
        save_cohort(alice, name="  ", condition=AGED)
    with pytest.raises(ConditionWrong):
        save_cohort(alice, name="x", condition={"field": "shoe_size"})
    for actor in (bob, nobody):
        with pytest.raises(NoRight):
            save_cohort(actor, name="x", condition=AGED)
    worker = make("wang", "committee_worker", HERE)
    with pytest.raises(NoRight):
        save_cohort(worker, name="x", condition=AGED, sharing=Sharing.AREA)


def test_who_sees_it(alice: Actor, carol: Actor, officer: Actor) -> None:
    colleague = make("wang", "committee_worker", HERE)
    sees: Callable[[UUID], list[bool]] = lambda key: [  # noqa: E731
        key in [one.pk for one in cohorts(actor)] for actor in (alice, colleague, carol, officer)
    ]
    assert sees(save_cohort(alice, name="我的", condition=AGED)) == [True, False, False, False]
    assert sees(save_cohort(alice, name="居委的", condition=AGED, sharing=Sharing.AREA)) == [True, True, False, False]
    street_wide = save_cohort(officer, name="街道的", condition=AGED, sharing=Sharing.WITHIN)
    assert sees(street_wide) == [True, True, True, True]
    with pytest.raises(NotVisible):
        cohort_of(carol, save_cohort(alice, name="我的", condition=AGED))


def test_forgetting_it_is_for_its_owner(alice: Actor, cohort: UUID) -> None:
    colleague = make("wang", "committee_worker", HERE)
    with pytest.raises(NotVisible):
        remove_cohort(colleague, cohort)
    remove_cohort(alice, cohort)
    assert cohorts(alice) == []


def born(years: int) -> date:
    return timezone.localdate().replace(day=1) - timedelta(days=years * 366)


def test_who_joined_and_who_left(street: Street, alice: Actor, cohort: UUID) -> None:
    keys = [street.enter(name, values={"birth_date": born(70)}) for name in ("甲", "乙")]
    assert moved(alice, cohort) == (None, {"甲", "乙"}, set())
    first = look(alice, cohort)
    assert (first.count, first.joined, first.left) == (2, 2, 0)
    street.enter("丙", values={"birth_date": born(61)})
    correct(
        alice, keys[0], values={"birth_date": born(40)}, base_version=street.resident(keys[0]).version, source="police"
    )
    record_death(alice, keys[1], on=timezone.localdate())
    since, joined, left = moved(alice, cohort)
    assert (since is not None, joined, left) == (True, {"丙"}, {"甲", "乙"})
    second = look(alice, cohort)
    assert (second.count, second.joined, second.left) == (1, 1, 2)
    assert moved(alice, cohort)[1:] == (set(), set())


def moved(actor: Actor, cohort: UUID) -> tuple[object, set[str], set[str]]:
    with entered(actor.scope):
        found = moves(actor, cohort_of(actor, cohort), today=timezone.localdate())
        return found.since, *({one.name for one in part} for part in (found.joined, found.left))


def test_a_look_is_of_the_area_that_looks(street: Street, alice: Actor, officer: Actor) -> None:
    street.enter("甲", values={"birth_date": born(70)})
    shared = save_cohort(officer, name="街道的", condition=AGED, sharing=Sharing.WITHIN)
    look(officer, shared)
    with entered(alice.scope):
        assert looks_of(alice, cohort_of(alice, shared)) == []


def test_a_look_at_what_is_not_ones_own_is_refused(cohort: UUID, carol: Actor, bob: Actor, nobody: Actor) -> None:
    with pytest.raises(NotVisible):
        look(carol, cohort)
    for actor in (bob, nobody):
        with pytest.raises(NoRight):
            look(actor, cohort)


@pytest.mark.parametrize(
    ("cycle", "due"),
    [("never", []), ("daily", [1, 2, 3, 4, 5, 6, 7]), ("weekly", [5]), ("monthly", [1])],
)
def test_when_a_look_is_due(cycle: str, due: list[int]) -> None:
    """The first week of January 2026: the 1st is a Thursday, the 5th a Monday."""
    assert [day for day in range(1, 8) if is_due(cycle, date(2026, 1, day))] == due


def test_the_new_day_looks_by_itself(street: Street, alice: Actor) -> None:
    street.enter("甲", values={"birth_date": born(70)})
    daily = save_cohort(alice, name="每天", condition=AGED, cycle=Cycle.DAILY)
    save_cohort(alice, name="从不", condition=AGED)
    new_day(0)
    with entered(alice.scope):
        assert [one.count for one in looks_of(alice, cohort_of(alice, daily))] == [1]


def test_why_somebody_joined(street: Street, alice: Actor, cohort: UUID) -> None:
    """乙 was corrected, 丙 moved in, and 甲 had a birthday: the look before is set back by two years."""
    old, young = (street.enter(name, values={"birth_date": born(years)}) for name, years in (("甲", 61), ("乙", 40)))
    look(alice, cohort)
    since = timezone.now()
    correct(alice, young, values={"birth_date": born(70)}, base_version=street.resident(young).version, source="police")
    new = street.enter("丙", home=1, values={"birth_date": born(80)})
    group, today = read_condition(AGED), timezone.localdate()
    with entered(alice.scope):
        why = [joined_because(alice, key, group, since=since, today=today) for key in (young, new, old)]
        long_ago = since - timedelta(days=2 * 366)
        assert joined_because(alice, old, group, since=long_ago, today=today)[:1] == ["60 岁以上"]
    assert why == [["出生日期有变动"], ["迁入", "新登记"], []]


def test_a_look_that_is_refused_keeps_no_other_waiting(street: Street, alice: Actor) -> None:
    """Looks have the rights of their owner; whoever left has none, and what takes a right is left out."""
    doses = {"field": "course_covid", "op": "in", "value": ["none"]}
    street.enter("王五", kinds=("living",))
    keys = [
        save_cohort(alice, name=name, condition=what, cycle=Cycle.DAILY) for name, what in (("甲", doses), ("乙", AGED))
    ]
    gone = make("gone", "committee_head", HERE)
    left = save_cohort(gone, name="丙", condition=doses, cycle=Cycle.DAILY)
    Post.objects.filter(staff_id=gone.staff_id).delete()
    new_day(0)
    with entered(alice.scope):
        assert [Look.objects.filter(cohort_id=key).count() for key in (*keys, left)] == [1, 1, 0]
