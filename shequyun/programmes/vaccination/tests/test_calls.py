"""Calls from the recall list; rule labels that stand on vaccination."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NoRight, NotVisible
from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.engines.cohorts.actions import define_rule
from shequyun.engines.worklist.actions import withdraw_visit
from shequyun.engines.worklist.queries import tasks, visit_of
from shequyun.kernel.audit.models import Entry
from shequyun.kernel.labels.queries import carried
from shequyun.kernel.residents.queries import residents
from shequyun.programmes.vaccination import queries
from shequyun.programmes.vaccination.actions import (
    end_remark,
    recall,
    record_call,
    record_dose,
    record_remark,
    withdraw_dose,
)
from shequyun.programmes.vaccination.actions.calling import NoDayToCome
from shequyun.programmes.vaccination.models import Coming
from shequyun.programmes.vaccination.rules.checks import ProductUnknown
from tests.community import Community

DAY = timedelta(days=1)


def call(actor: Actor, here: Community, outcome: str = "told", **more: Any) -> UUID:
    return record_call(actor, here.resident, **{"vaccine": "covid", "outcome": outcome, **more})


def listed(actor: Actor, contact: str) -> set[UUID]:
    with entered(actor.scope):
        found = queries.called(actor, "covid", today=timezone.localdate(), contact=contact)
        return set(found.values_list("pk", flat=True))


def coming(actor: Actor, here: Community) -> date | None:
    with entered(actor.scope):
        people = list(residents(actor).filter(pk=here.resident))
        ((one),) = queries.calls(actor, people, "covid", today=timezone.localdate())
        return one.comes_on


def test_a_call_is_a_visit_by_phone_and_the_recall_stays_open(alice: Actor, here: Community) -> None:
    drive = recall(alice, vaccine="covid", resident_ids=[here.resident], title="新冠疫苗催种")
    key = call(alice, here, said="下周再说")
    with entered(alice.scope):
        visit = visit_of(alice, key)
        assert (visit.outcome, visit.said) == ("phoned", "电话通知接种新冠疫苗。 下周再说")
        assert [task.outcome for task in tasks(alice).filter(drive_id=drive)] == [""]
        entry = Entry.objects.get(verb="vaccination.call")
        assert (entry.subject_id, entry.details["call"]) == (str(here.resident), "told")


def test_the_list_narrows_to_whom_to_call(alice: Actor, here: Community) -> None:
    both = {here.resident, here.other_resident}
    assert (listed(alice, ""), listed(alice, "uncalled")) == (both, both)
    call(alice, here, "no_answer")
    assert listed(alice, "uncalled") == both
    call(alice, here, "comes", comes_on=timezone.localdate() + DAY)
    assert listed(alice, "uncalled") == {here.other_resident}
    assert (listed(alice, "coming"), listed(alice, "missed")) == ({here.resident}, set())
    with entered(alice.scope):
        said = Coming.objects.get()
        Coming(
            community=said.community, resident_id=said.resident_id, vaccine="covid", visit_id=said.visit_id,
            comes_on=timezone.localdate() - DAY,
        ).save(force_insert=True)  # fmt: skip
    assert (listed(alice, "coming"), listed(alice, "missed")) == (set(), {here.resident})


def test_a_day_to_come_holds_until_the_dose_or_until_the_call_is_taken_back(alice: Actor, here: Community) -> None:
    tomorrow = timezone.localdate() + DAY
    key = call(alice, here, "comes", comes_on=tomorrow)
    assert coming(alice, here) == tomorrow
    withdraw_visit(alice, key, reason="打错电话")
    assert coming(alice, here) is None
    call(alice, here, "comes", comes_on=tomorrow)
    record_dose(alice, here.resident, product="covid_wuhan", given_on=timezone.localdate())
    assert coming(alice, here) is None


def test_the_same_call_twice_is_once_and_what_cannot_be_is_refused(
    alice: Actor, bob: Actor, carol: Actor, nobody: Actor, here: Community
) -> None:
    key, tomorrow = new_id(), timezone.localdate() + DAY
    assert {call(alice, here, "comes", comes_on=tomorrow, visit_id=key) for _click in range(2)} == {key}
    with entered(alice.scope):
        assert Coming.objects.count() == 1
    for actor, refusal in ((bob, NoRight), (nobody, NoRight), (carol, NotVisible)):
        with pytest.raises(refusal):
            call(actor, here)
    for more, refused in (
        ({"outcome": "comes"}, NoDayToCome),
        ({"outcome": "comes", "comes_on": timezone.localdate() - DAY}, NoDayToCome),
        ({"vaccine": "snake_oil"}, ProductUnknown),
        ({"outcome": "shouted"}, BadInput),
    ):
        with pytest.raises(refused):
            call(alice, here, **more)


def test_rule_labels_follow_doses_and_reasons_at_once(alice: Actor, here: Community) -> None:
    keys = {
        name: define_rule(alice, name=name, short=name[:2], meaning=name, condition={"all": [said]}, owner="卫健")
        for name, said in (
            ("未接种新冠", {"field": "course_covid", "op": "in", "value": ["none"]}),
            ("拒绝新冠", {"field": "vaccine_covid", "op": "in", "value": ["refuses"]}),
        )
    }

    def carries() -> set[str]:
        with entered(alice.scope):
            found = carried(alice, [here.resident], today=timezone.localdate()).get(here.resident, [])
            return {one.label.name for one in found if one.label.pk in keys.values()}

    assert carries() == {"未接种新冠"}
    remark = record_remark(alice, here.resident, vaccine="covid", kind="refuses", reason="怕疼")
    assert carries() == {"未接种新冠", "拒绝新冠"}
    end_remark(alice, remark)
    dose = record_dose(alice, here.resident, product="covid_ad5", given_on=timezone.localdate() - DAY).dose_id
    assert carries() == set()
    withdraw_dose(alice, dose, reason="记错人")
    assert carries() == {"未接种新冠"}
