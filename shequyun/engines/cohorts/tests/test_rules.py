"""Rule labels: they follow from facts in the same transaction, and always say what asking anew would say."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight
from shequyun.base.scope import EVERYWHERE, entered
from shequyun.engines.cohorts.actions import define_rule
from shequyun.engines.cohorts.actions.following import AsksNothing, RuleOnRule
from shequyun.engines.cohorts.jobs import new_day
from shequyun.engines.cohorts.queries import members
from shequyun.kernel.facts.actions import undo
from shequyun.kernel.facts.models import Batch
from shequyun.kernel.labels.actions import follow, retire_label
from shequyun.kernel.labels.models import Label, RuleLabelling
from shequyun.kernel.labels.queries import carried, rule_labellings_of, rule_labels
from shequyun.kernel.residents.actions import confirm_home, correct, merge, move_in, move_out, record_death
from shequyun.kernel.residents.models import Stay
from shequyun.kernel.residents.tests.conftest import Street

pytestmark = pytest.mark.django_db


@pytest.fixture
def street(alice: Actor) -> Street:
    return Street(alice)


def born(years: int) -> date:
    today = timezone.localdate()
    return today.replace(year=today.year - years, day=min(today.day, 28)) - timedelta(days=3)


def rules(actor: Actor, key: UUID) -> set[str]:
    with entered(actor.scope):
        found = carried(actor, [key], today=timezone.localdate()).get(key, [])
        return {one.label.name for one in found if one.by_rule}


def say(street: Street, key: UUID, **values: Any) -> None:
    correct(street.actor, key, values=values, base_version=street.resident(key).version, source="police")


def test_age_and_living_alone_follow_from_the_facts(street: Street, alice: Actor) -> None:
    key = street.enter("王五", kinds=("living", "hukou"), values={"birth_date": born(85)})
    confirm(street, key)
    assert rules(alice, key) == {"高龄", "独居"}
    other = street.enter("赵六", kinds=("living", "hukou"), values={"birth_date": born(70)})
    assert rules(alice, key) - {"久未联系"} == {"高龄", "纯老家庭"}
    move_out(alice, street.open(other).pk, on=timezone.localdate())
    assert rules(alice, key) - {"久未联系"} == {"高龄", "独居"}
    say(street, key, birth_date=born(59))
    assert rules(alice, key) - {"久未联系"} == set()


def confirm(street: Street, *keys: UUID) -> None:
    with entered(street.actor.scope):
        stays = list(Stay.objects.filter(resident_id__in=keys, to_date=None))
    for dwelling in {one.dwelling_id for one in stays}:
        confirm_home(street.actor, dwelling, stay_ids=[one.pk for one in stays])


def test_saying_that_nothing_changed_ends_no_contact(street: Street, alice: Actor) -> None:
    key = street.enter("王五", kinds=("living", "hukou"))
    with entered(alice.scope):
        long_ago = timezone.localdate() - timedelta(days=91)
        type(street.resident(key)).objects.filter(pk=key).update(observed_on=long_ago)
    new_day(0)
    assert rules(alice, key) == {"久未联系"}
    confirm(street, key)
    assert rules(alice, key) == set()


def test_taking_a_confirmation_back_brings_it_back(street: Street, alice: Actor) -> None:
    key = street.enter("王五", kinds=("living", "hukou"))
    with entered(alice.scope):
        type(street.resident(key)).objects.filter(pk=key).update(observed_on=date(2020, 1, 1))
    confirm(street, key)
    with entered(alice.scope):
        undo(alice, Batch.objects.filter(source_id="visit").latest("made_at"))
    assert rules(alice, key) == {"久未联系"}


def test_the_dead_and_the_merged_carry_nothing(street: Street, alice: Actor) -> None:
    first = street.enter("王五", values={"birth_date": born(85)})
    second = street.enter("王五", values={"birth_date": born(85)}, home=1)
    merge(alice, first, absorbed_id=second, reason="同一人")
    assert rules(alice, second) == set()
    record_death(alice, first, on=timezone.localdate())
    assert rules(alice, first) == set()
    with entered(alice.scope):
        assert {one.until for one in rule_labellings_of(alice, first)} == {timezone.localdate()}


def test_a_birthday_is_kept_by_the_new_day(street: Street, alice: Actor) -> None:
    key = street.enter("王五", kinds=("living", "hukou"), values={"birth_date": born(85)})
    with entered(EVERYWHERE):
        RuleLabelling.objects.all().delete()  # as if nobody had been eighty yesterday
    new_day(0)
    assert "高龄" in rules(alice, key)


def test_a_rule_of_ones_own_is_put_at_once_and_given_up(street: Street, alice: Actor, carol: Actor) -> None:
    key = street.enter("王五", values={"employer": "恒丰食品厂", "birth_date": born(40)})
    condition = {"field": "employer", "op": "starts", "value": "恒丰"}
    label = define_rule(alice, name="厂里人", short="厂", meaning="在恒丰工作", condition=condition, owner="居委会")
    assert "厂里人" in rules(alice, key)
    assert [str(one.pk) for one in rule_labels()].count(str(label)) == 1
    elsewhere = Street(carol).enter("赵六", values={"employer": "恒丰食品厂"})
    assert "厂里人" not in rules(carol, elsewhere)
    retire_label(alice, label)
    assert "厂里人" not in rules(alice, key)


def test_rules_are_refused(alice: Actor, bob: Actor, nobody: Actor) -> None:
    label = str(Label.objects.get(code="volunteer").pk)
    more = {"name": "x", "short": "x", "meaning": "x"}
    with pytest.raises(AsksNothing):
        define_rule(alice, condition={"all": []}, **more)
    with pytest.raises(RuleOnRule):
        define_rule(alice, condition={"field": "label", "op": "in", "value": [label]}, **more)
    for actor in (bob, nobody):
        with pytest.raises(NoRight):
            define_rule(actor, condition={"field": "age", "op": "ge", "value": 60}, **more)


ACTS = st.lists(
    st.tuples(st.sampled_from(["enter", "age", "out", "in", "die", "confirm"]), st.integers(0, 3), st.integers(0, 99)),
    max_size=8,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_after_whatever_happened_the_labels_are_what_asking_anew_says(street: Street, alice: Actor, acts: Any) -> None:
    people = [street.enter("甲", values={"birth_date": born(66)})]
    for act, home, number in acts:
        _do(street, people, act, home, number)
    today = timezone.localdate()
    with entered(alice.scope):
        for label in rule_labels():
            kept = RuleLabelling.objects.filter(label=label, until=None, subject_id__in=people)
            anew = members(alice, label.condition, today=today).filter(pk__in=people)
            assert set(kept.values_list("subject_id", flat=True)) == set(anew.values_list("pk", flat=True)), label.name
            assert (
                follow(label, members(alice, label.condition, today=today), scope=alice.scope, on=today).joined
            ) == 0


def _do(street: Street, people: list[UUID], act: str, home: int, number: int) -> None:
    key = people[number % len(people)]
    today = timezone.localdate()
    alive = street.resident(key).death_date is None
    with entered(street.actor.scope):
        stays = list(Stay.objects.filter(resident_id=key, kind="living", to_date=None))
        stay = next(iter(stays), None)
    if act == "enter":
        people.append(street.enter(f"人{len(people)}", home, values={"birth_date": born(number)}))
    elif act == "age" and alive:
        say(street, key, birth_date=born(number))
    elif act == "out" and alive and stay:
        move_out(street.actor, stay.pk, on=today)
    elif act == "in" and alive and street.homes[home] not in {one.dwelling_id for one in stays}:
        move_in(street.actor, key, dwelling_id=street.homes[home], kind="living", from_date=today)
    elif act == "die" and alive:
        record_death(street.actor, key, on=today)
    elif act == "confirm" and stay:
        confirm(street, key)
