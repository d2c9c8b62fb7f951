"""Who meets a condition: against people who are entered for it, and by laws that hold for any condition."""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from shequyun.base.actor import NOBODY, Actor
from shequyun.base.errors import NotVisible
from shequyun.base.scope import entered
from shequyun.engines.cohorts.queries import (
    Costly,
    check_cost,
    count,
    expected_seconds,
    explain,
    members,
    slow_criteria,
    statistics,
)
from shequyun.engines.cohorts.rules.conditions import read_condition
from shequyun.engines.cohorts.tests.drawn import conditions
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.labels.actions import define_label, put_label
from shequyun.kernel.residents.actions import move_in, record_death
from shequyun.kernel.residents.tests.conftest import Street

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)


def ask(field: str, op: str, value: Any = None) -> dict[str, Any]:
    return {"field": field, "op": op} | ({} if value is None else {"value": value})


@pytest.fixture
def street(alice: Actor) -> Street:
    """甲 80 and alone; 乙 59 with 丙 of 10; 丁 registered here, living elsewhere; 戊 of unknown age with 己 of 70."""
    street = Street(alice)
    born = {
        "甲": date(1946, 3, 1),
        "乙": date(1966, 3, 2),
        "丙": date(2016, 1, 1),
        "丁": date(1990, 5, 5),
        "己": date(1955, 6, 1),
    }
    sexes = {"甲": "2", "乙": "1", "丙": "2", "丁": "1", "己": "1"}
    for name, home, kinds in (
        ("甲", 0, ("living", "hukou")),
        ("乙", 1, ("living",)),
        ("丙", 1, ("living",)),
        ("丁", 2, ("hukou",)),
        ("戊", 3, ("living",)),
        ("己", 3, ("living", "hukou")),
    ):
        values = {"birth_date": born.get(name), "sex": sexes.get(name, "")}
        key = street.enter(name, home, kinds=kinds, values={k: v for k, v in values.items() if v})
        setattr(street, name, key)
    return street  # fmt: skip


@pytest.fixture
def who(street: Street, alice: Actor) -> Callable[..., str]:
    """The names of those who meet a condition, as one word."""

    def names(*said: Any, actor: Actor = alice, joined: str = "all") -> str:
        with entered(actor.scope):
            found = members(actor, {joined: list(said)}, today=TODAY)
            return "".join(sorted(found.values_list("name", flat=True), key="甲乙丙丁戊己".index))

    return names


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (ask("age", "ge", 60), "甲己"),
        (ask("age", "between", [59, 79]), "乙己"),
        (ask("age", "le", 59), "乙丙丁"),
        (ask("birth_date", "unknown"), "戊"),
        (ask("turns", "this_month", 60), "乙"),
        (ask("turns", "this_month", 80), "甲"),
        (ask("lives_alone", "yes"), "甲"),
        (ask("lives_alone", "no"), "乙丙丁戊己"),
        (ask("home_size", "ge", 2), "乙丙戊己"),
        (ask("home_all_aged", "ge", 60), "甲"),  # nobody knows how old 戊 is
        (ask("home_has_minor", "yes"), "乙丙"),
        (ask("presence", "in", ["hukou_only"]), "丁"),
        (ask("presence", "not_in", ["hukou_only"]), "甲乙丙戊己"),
        (ask("sex", "in", ["1"]), "乙丁己"),
        (ask("sex", "not_in", ["1"]), "甲丙戊"),
        (ask("phone", "unknown"), "甲乙丙丁戊己"),
        (ask("stay_since", "before", "2020-01-02"), "甲乙丙丁戊己"),
        ({"not": ask("age", "ge", 60)}, "乙丙丁戊"),
        ({"any": [ask("age", "ge", 80), ask("home_has_minor", "yes")]}, "甲乙丙"),
    ],
)
def test_people_of_a_street(who: Callable[..., str], said: Any, names: str) -> None:
    assert who(said) == names


def test_nobody_is_found_elsewhere_or_without_a_post(who: Callable[..., str], carol: Actor, officer: Actor) -> None:
    assert (who(actor=carol), who(actor=NOBODY), who(actor=officer)) == ("", "", "甲乙丙丁戊己")


def test_the_dead_are_not_screened(who: Callable[..., str], street: Street, alice: Actor) -> None:
    record_death(alice, street.甲, on=TODAY)  # type: ignore[attr-defined]
    assert who(ask("age", "ge", 60)) == "己"


def test_the_dead_do_not_live_in_the_home_any_more(who: Callable[..., str], street: Street, alice: Actor) -> None:
    """A list told of the death; nobody has ended the stay."""
    saying = Say("resident", alice.area, {"death_date": TODAY}, subject_id=street.丙)  # type: ignore[attr-defined]
    with entered(alice.scope):
        observe(alice, [saying], source="police", observed_on=TODAY)
    assert (who(ask("lives_alone", "yes")), who(ask("home_size", "ge", 2))) == ("甲乙", "戊己")
    assert who(ask("home_has_minor", "yes")) == ""


def test_labels_of_people_and_homes(who: Callable[..., str], street: Street, alice: Actor, carol: Actor) -> None:
    mine = define_label(alice, name="常来", short="常来", meaning="常来", owner="居委会")
    dog = define_label(alice, name="有狗", short="狗", meaning="有狗", owner="居委会", subject_kind="dwelling")
    put_label(alice, mine, subject_ids=[street.乙])  # type: ignore[attr-defined]
    put_label(alice, dog, subject_ids=[street.homes[3]])
    assert (who(ask("label", "in", [str(mine)])), who(ask("label", "not_in", [str(mine)]))) == ("乙", "甲丙丁戊己")
    assert who(ask("home_label", "in", [str(dog)])) == "戊己"
    with pytest.raises(NotVisible):
        who(ask("label", "in", [str(mine)]), actor=carol)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=conditions())
def test_everybody_either_meets_a_condition_or_its_opposite(street: Street, alice: Actor, said: Any) -> None:
    where = ask("presence", "in", ["both", "living_only", "hukou_only"])
    with entered(alice.scope):
        meet = set(members(alice, {"all": [where, said]}, today=TODAY).values_list("name", flat=True))
        rest = set(members(alice, {"all": [where, {"not": said}]}, today=TODAY).values_list("name", flat=True))
    assert (meet | rest, meet & rest) == (set("甲乙丙丁戊己"), set())


def test_everybody_is_counted_without_asking_anybody(street: Street, alice: Actor, carol: Actor) -> None:
    nothing = read_condition({"all": []})
    for actor, number in ((alice, 6), (carol, 0)):
        with entered(actor.scope):
            assert count(actor, nothing, today=TODAY) == members(actor, nothing, today=TODAY).count() == number
    record_death(alice, street.甲, on=TODAY)  # type: ignore[attr-defined]
    with entered(alice.scope):
        assert count(alice, nothing, today=TODAY) == members(alice, nothing, today=TODAY).count() == 5


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=conditions())
def test_statistics_count_the_same_people(street: Street, alice: Actor, said: Any) -> None:
    group = read_condition({"all": [said, ask("birth_date", "known"), ask("sex", "in", ["1", "2"])]})
    with entered(alice.scope):
        bands, buildings = statistics(alice, group, today=TODAY)
        number = count(alice, group, today=TODAY)
    assert sum(band.total for band in bands) == sum(row["n"] for row in buildings) == number


def test_why_somebody_is_in_it(street: Street, alice: Actor) -> None:
    group = read_condition({"all": [ask("age", "ge", 80), ask("lives_alone", "yes"), ask("sex", "in", ["1"])]})
    with entered(alice.scope):
        why = explain(alice, street.甲, group, today=TODAY)  # type: ignore[attr-defined]
        assert explain(alice, UUID(int=1), group, today=TODAY) == []
    assert [(one.words, one.holds) for one in why] == [("80 岁以上", True), ("独居", True), ("性别为男", False)]


def test_what_cannot_be_fast_is_said_before_it_runs(alice: Actor) -> None:
    group = read_condition(ask("employer", "contains", "公司"))
    city = Actor(name="shi", area="31")
    assert slow_criteria(alice, group) == []
    assert [str(label) for label, _why in slow_criteria(city, group)] == ["工作单位"]


def test_somebody_who_moves_in_ends_living_alone(who: Callable[..., str], street: Street, alice: Actor) -> None:
    day = timezone.localdate() - timedelta(days=1)
    move_in(alice, street.丁, dwelling_id=street.homes[0], kind="living", from_date=day)  # type: ignore[attr-defined]
    assert who(ask("lives_alone", "yes")) == ""


def test_what_would_take_long_is_refused_before_it_runs(
    street: Street, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    aged = read_condition({"all": [ask("age", "ge", 60)]})
    district = Actor(name="区", area="310106", rights=frozenset({"residents.read"}))
    with entered(alice.scope):
        assert 0 < expected_seconds(alice, aged, today=TODAY) < 1
        check_cost(alice, aged, today=TODAY)
        monkeypatch.setattr(sys.modules[expected_seconds.__module__], "COSTLY", 0.0)
        with pytest.raises(Costly):
            check_cost(alice, aged, today=TODAY)
    monkeypatch.undo()
    with entered(district.scope):
        check_cost(district, aged, today=TODAY)
        with pytest.raises(Costly):
            check_cost(district, read_condition({"all": [ask("name", "contains", "国")]}), today=TODAY)
