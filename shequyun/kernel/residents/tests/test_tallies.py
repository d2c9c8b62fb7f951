"""What is kept of a committee says what counting would say, whatever was written, and by whom."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shequyun.base.actor import NOBODY, Actor
from shequyun.base.request import Origin, current
from shequyun.base.scope import entered
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.residents.actions import correct, merge, move_out
from shequyun.kernel.residents.jobs import count_again
from shequyun.kernel.residents.models import Resident, Stay, Tally, Uncounted
from shequyun.kernel.residents.queries import ResidentFilter, coverage_by_committee, facets, filtered, tallies
from shequyun.kernel.residents.queries.coverage import counted
from shequyun.kernel.residents.tests.conftest import Street
from tests.cast import ELSEWHERE, HERE
from tests.community import plant_areas

TODAY = date(2026, 3, 1)


def kept_and_counted(actor: Actor, today: date = TODAY) -> Any:
    """The rows of the coverage, after making sure that both ways say the same."""
    with entered(actor.scope):
        kept = coverage_by_committee(actor, today=today)
        assert kept == counted(actor.scope, [actor.area], today=today)
    return kept


def test_every_way_of_writing_is_noticed(street: Street, alice: Actor) -> None:
    assert (kept_and_counted(alice)[0].homes, kept_and_counted(alice)[0].living) == (4, 0)
    wang, li = street.enter("王五"), street.enter("李六", home=1, kinds=("living", "hukou"))
    assert (kept_and_counted(alice)[0].living, kept_and_counted(alice)[0].hukou) == (2, 1)
    move_out(alice, street.open(wang).pk, on=TODAY)
    assert kept_and_counted(alice)[0].living == 1
    with entered(alice.scope):
        observe(
            alice, [Say("dwelling", HERE, {"use": "empty"}, subject_id=street.homes[3])], source="visit",
            observed_on=TODAY,
        )  # fmt: skip
    assert kept_and_counted(alice)[0].empty == 1
    correct(alice, li, values={"name": "李陆"}, base_version=street.resident(li).version, source="ledger")
    assert kept_and_counted(alice)[0].disputed == 1
    merge(alice, li, absorbed_id=street.enter("李六", home=1), reason="同一人")
    assert kept_and_counted(alice)[0].living == 1


def test_a_record_grows_old_by_itself(street: Street, alice: Actor) -> None:
    street.enter("王五", since=TODAY)
    fresh = [kept_and_counted(alice, street_day)[0].fresh for street_day in _days_around(street)]
    assert fresh == [1, 1, 0]


def _days_around(street: Street) -> list[date]:
    with entered(street.actor.scope):
        seen = Resident.objects.get().observed_on
    return [seen, seen + timedelta(days=180), seen + timedelta(days=181)]


def test_the_night_counts_what_nobody_has_asked_for(street: Street, alice: Actor) -> None:
    plant_areas(HERE)
    street.enter("王五")
    count_again(0)
    with entered(alice.scope):
        assert not Uncounted.objects.exists()
        assert [(one.community, one.living, one.counted_on) for one in Tally.objects.all()] == [
            (HERE, 1, timezone.localdate())
        ]


def test_nothing_is_counted_twice_and_nothing_waits(
    street: Street, alice: Actor, django_assert_num_queries: Any
) -> None:
    street.enter("王五")
    kept_and_counted(alice)
    with entered(alice.scope):
        assert not Uncounted.objects.exists()
        with django_assert_num_queries(3):  # what was noted, what is old, the rows
            coverage_by_committee(alice, today=TODAY)


def test_a_committee_elsewhere_is_neither_counted_nor_seen(street: Street, alice: Actor, carol: Actor) -> None:
    street.enter("王五")
    for actor in (carol, NOBODY):
        with entered(actor.scope):
            assert coverage_by_committee(actor, today=TODAY) == []
    with entered(alice.scope):
        assert Uncounted.objects.filter(community=HERE).exists()
        assert not Tally.objects.exists()
    assert kept_and_counted(alice)[0].living == 1


def test_once_in_a_page_but_anew_after_each_write(street: Street, alice: Actor) -> None:
    with entered(alice.scope):
        token = current.set(Origin(answers={}))
        try:
            first = tallies(alice.scope, today=TODAY)
            assert tallies(alice.scope, today=TODAY) is first
        finally:
            current.reset(token)
        assert tallies(alice.scope, today=TODAY) is not first


def test_whom_no_condition_leaves_out(street: Street, alice: Actor) -> None:
    street.enter("王五")
    gone, dead = street.enter("李六", home=1), street.enter("赵七", home=2)
    move_out(alice, street.open(gone).pk, on=TODAY)
    with entered(alice.scope):
        saying = Say("resident", HERE, {"death_date": TODAY}, subject_id=dead)
        observe(alice, [saying], source="police", observed_on=TODAY)
        (kept,) = tallies(alice.scope, today=TODAY)
    assert (kept.members, kept.living) == (1, 2)


PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["1", "2", ""]),
        st.sampled_from([("living",), ("hukou",), ("living", "hukou")]),
        st.booleans(),  # gone since
        st.sampled_from([date(1940, 5, 1), date(1990, 5, 1)]),
    ),
    max_size=4,
)
CHOICES = {
    "sex": ("1", "2"),
    "presence": ("both", "living_only", "hukou_only", "gone"),
    "community": (HERE, ELSEWHERE),
}
WANTED = st.builds(
    ResidentFilter,
    community=st.sampled_from(["", HERE, ELSEWHERE]),
    presence=st.sampled_from(["", "any", "both", "living_only", "hukou_only", "gone"]),
    sex=st.sampled_from(["", "1", "2"]),
    age_from=st.sampled_from([None, 60]),
)


@pytest.mark.django_db(transaction=False)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=PEOPLE, filters=st.lists(WANTED, min_size=3, max_size=3))
def test_the_counts_beside_choices_are_what_the_lists_show(
    street: Street, alice: Actor, people: list[Any], filters: list[ResidentFilter]
) -> None:
    with entered(alice.scope):
        Stay.objects.all().delete()
        Resident.objects.all().delete()
    for place, (sex, kinds, gone, born) in enumerate(people):
        key = street.enter(f"王{place}", kinds=kinds, values={"sex": sex, "birth_date": born})
        if gone:
            for kind in kinds:
                move_out(alice, street.open(key, kind).pk, on=TODAY)
    with entered(alice.scope):
        for wanted in filters:
            found = facets(alice, wanted, today=TODAY)
            assert found.total == filtered(alice, wanted, today=TODAY).count()
            for name, counts in (("sex", found.sex), ("presence", found.presence), ("community", found.community)):
                shown = {
                    choice: filtered(alice, replace(wanted, **{name: choice}), today=TODAY).count()
                    for choice in CHOICES[name]
                }
                assert {choice: counts.get(choice, 0) for choice in CHOICES[name]} == shown
