"""Labels by hand: whose they are, who may see and put them, when they expire, and that they are facts like others."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from shequyun.base.actor import NOBODY, Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.scope import entered
from shequyun.kernel.audit.models import Entry
from shequyun.kernel.facts.actions import undo
from shequyun.kernel.facts.models import Batch
from shequyun.kernel.labels.actions import change_label, define_label, put_label, retire_label, take_label
from shequyun.kernel.labels.actions.defining import NameTaken, NotYours
from shequyun.kernel.labels.models import Label, Labelling
from shequyun.kernel.labels.queries import carried, counts, label_names, label_of, labellings_of, labels
from shequyun.kernel.labels.rules import AlreadyOver, EvidenceMissing, RuleDecides
from shequyun.kernel.residents.tests.conftest import Street

pytestmark = pytest.mark.django_db


@pytest.fixture
def street(alice: Actor) -> Street:
    return Street(alice)


def seeded(code: str) -> UUID:
    return Label.objects.get(code=code).pk


def by_hand(actor: Actor, key: UUID, *, on: date | None = None) -> list[str]:
    with entered(actor.scope):
        found = carried(actor, [key], today=on or timezone.localdate()).get(key, [])
        return [one.label.name for one in found if not one.by_rule]


def test_a_label_is_put_once_and_is_in_the_trail(street: Street, alice: Actor) -> None:
    key = street.enter("王五")
    assert put_label(alice, seeded("volunteer"), subject_ids=[key]) == 1
    assert put_label(alice, seeded("volunteer"), subject_ids=[key]) == 0
    assert by_hand(alice, key) == ["志愿者"]
    with entered(alice.scope):
        assert counts(alice, today=timezone.localdate())[seeded("volunteer")] == 1
        trail = [one.details["count"] for one in Entry.objects.filter(verb="labels.put").order_by("seq")]
    assert trail == [1, 0]


def test_many_at_once_and_only_those_who_did_not_carry_it(street: Street, alice: Actor) -> None:
    keys = [street.enter(name) for name in ("王五", "赵六", "孙七")]
    put_label(alice, seeded("volunteer"), subject_ids=keys[:1])
    assert put_label(alice, seeded("volunteer"), subject_ids=keys) == 2


def test_a_home_carries_labels_too(street: Street, alice: Actor) -> None:
    put_label(alice, seeded("dog"), subject_ids=[street.homes[0]])
    assert by_hand(alice, street.homes[0]) == ["养犬"]
    with pytest.raises(NotVisible):
        put_label(alice, seeded("dog"), subject_ids=[street.enter("王五")])


def test_evidence_is_asked_for_where_the_dictionary_says_so(street: Street, alice: Actor) -> None:
    key = street.enter("王五")
    with pytest.raises(EvidenceMissing):
        put_label(alice, seeded("veteran"), subject_ids=[key], evidence="  ")
    put_label(alice, seeded("veteran"), subject_ids=[key], evidence="退役军人优待证")
    with entered(alice.scope):
        assert [one.evidence for one in labellings_of(alice, key)] == ["退役军人优待证"]


def test_it_expires_by_itself_and_can_be_put_again(street: Street, alice: Actor) -> None:
    key, today = street.enter("王五"), timezone.localdate()
    put_label(alice, seeded("needs_visit"), subject_ids=[key])
    last = today + timedelta(days=365)
    assert (by_hand(alice, key, on=last), by_hand(alice, key, on=last + timedelta(days=1))) == (["重点关爱"], [])
    with entered(alice.scope):
        Labelling.objects.filter(subject_id=key).update(until=today - timedelta(days=1), from_date=today - timedelta(9))
    assert by_hand(alice, key) == []
    assert put_label(alice, seeded("needs_visit"), subject_ids=[key]) == 1
    with entered(alice.scope):
        assert [one.to_date for one in labellings_of(alice, key)] == [None, today - timedelta(days=1)]


def test_an_expiry_in_the_past_is_refused(street: Street, alice: Actor) -> None:
    with pytest.raises(AlreadyOver):
        put_label(alice, seeded("volunteer"), subject_ids=[street.enter("王五")], until=date(2020, 1, 1))


def test_taking_it_off_keeps_the_history(street: Street, alice: Actor) -> None:
    key = street.enter("王五")
    put_label(alice, seeded("volunteer"), subject_ids=[key])
    with entered(alice.scope):
        labelling = labellings_of(alice, key)[0].pk
    take_label(alice, labelling, reason="搬走")
    take_label(alice, labelling)
    assert by_hand(alice, key) == []
    with entered(alice.scope):
        assert [one.to_date for one in labellings_of(alice, key)] == [timezone.localdate()]


def test_undoing_the_batch_takes_it_off(street: Street, alice: Actor) -> None:
    key = street.enter("王五")
    put_label(alice, seeded("volunteer"), subject_ids=[key])
    with entered(alice.scope):
        undo(alice, Batch.objects.get(title="志愿者"))
    assert by_hand(alice, key) == []


def test_nobody_puts_a_rule_label_by_hand(street: Street, alice: Actor) -> None:
    with pytest.raises(RuleDecides):
        put_label(alice, seeded("aged80"), subject_ids=[street.enter("王五")])


def test_sensitive_labels_are_for_those_with_the_right(street: Street, alice: Actor) -> None:
    key, code = street.enter("王五"), seeded("low_income")
    put_label(alice, code, subject_ids=[key], evidence="低保证")
    blind = Actor(alice.staff_id, alice.post_id, "li", "x", alice.area, alice.rights - {"labels.see_sensitive"})
    assert (by_hand(alice, key), by_hand(blind, key)) == (["低保"], [])
    assert str(code) not in label_names(blind)
    with entered(alice.scope):
        assert labellings_of(blind, key) == []
    with pytest.raises(NotVisible):
        put_label(blind, code, subject_ids=[key], evidence="低保证")


@pytest.mark.parametrize("who", ["bob", "carol", "nobody"])
def test_putting_is_refused(who: str, street: Street, request: pytest.FixtureRequest) -> None:
    actor, key = request.getfixturevalue(who), street.enter("王五")
    with pytest.raises(NotVisible if who == "carol" else NoRight):
        put_label(actor, seeded("volunteer"), subject_ids=[key])


@pytest.mark.parametrize("who", ["bob", "carol", "nobody"])
def test_taking_is_refused(who: str, street: Street, alice: Actor, request: pytest.FixtureRequest) -> None:
    key = street.enter("王五")
    put_label(alice, seeded("volunteer"), subject_ids=[key])
    with entered(alice.scope):
        labelling = labellings_of(alice, key)[0].pk
    with pytest.raises(NotVisible if who == "carol" else NoRight):
        take_label(request.getfixturevalue(who), labelling)


def test_a_word_of_ones_own_is_seen_here_and_above_alone(alice: Actor, carol: Actor, officer: Actor) -> None:
    key = define_label(alice, name="常来", short="", meaning="常来居委会", owner="居委会")
    sees: Callable[[Actor], bool] = lambda actor: key in [one.pk for one in labels(actor)]  # noqa: E731
    assert [sees(one) for one in (alice, officer, carol, NOBODY)] == [True, True, False, False]
    assert label_of(alice, key).short == "常来"
    with pytest.raises(NameTaken):
        define_label(alice, name="常来", short="", meaning="又一次", owner="居委会")
    with pytest.raises(NameTaken):
        define_label(alice, name="志愿者", short="", meaning="城市已有", owner="居委会")


def test_giving_a_word_up(alice: Actor, officer: Actor, street: Street) -> None:
    key = define_label(alice, name="常来", short="常来", meaning="常来居委会", owner="居委会")
    resident = street.enter("王五")
    put_label(alice, key, subject_ids=[resident])
    with pytest.raises(NotYours):
        retire_label(alice, seeded("volunteer"))
    with pytest.raises(NotYours):
        retire_label(officer, key)
    retire_label(alice, key)
    assert by_hand(alice, resident) == []
    with entered(alice.scope):
        assert [one.label.name for one in labellings_of(alice, resident)] == ["常来"]


def test_the_dictionary_is_for_those_with_the_right(nobody: Actor, bob: Actor) -> None:
    acts: list[Callable[[Actor], Any]] = [
        lambda actor: define_label(actor, name="x", short="x", meaning="x"),
        lambda actor: change_label(actor, seeded("volunteer"), short="x"),
        lambda actor: retire_label(actor, seeded("volunteer")),
    ]
    for act in acts:
        for actor in (nobody, bob):
            with pytest.raises(NoRight):
                act(actor)


def test_a_label_reads_otherwise_from_now_on(alice: Actor, officer: Actor, street: Street) -> None:
    key = define_label(alice, name="常来", short="常来", meaning="常来居委会", owner="居委会")
    resident = street.enter("王五")
    put_label(alice, key, subject_ids=[resident])
    change_label(alice, key, name="老朋友", short="友", lasts_days=30, subject_kind="dwelling", condition={"all": []})
    found = label_of(alice, key)
    assert (found.name, found.short, found.lasts_days, found.subject_kind, found.condition) == (
        "老朋友", "友", 30, "resident", None,
    )  # fmt: skip
    assert by_hand(alice, resident) == ["老朋友"]
    with entered(alice.scope):
        assert labellings_of(alice, resident)[0].until is None
        assert Entry.objects.filter(subject_id=str(key)).latest("seq").details["changed"] == [
            "lasts_days",
            "name",
            "short",
        ]
    with pytest.raises(NameTaken):
        change_label(alice, key, name="志愿者")
    with pytest.raises(NotYours):
        change_label(officer, key, name="别名")
