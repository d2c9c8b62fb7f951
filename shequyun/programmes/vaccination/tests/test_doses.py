"""Doses and reasons against them: recorded once, refused to those who may not, followed by where somebody stands."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.engines.cohorts.queries import members
from shequyun.kernel.audit.queries import entries
from shequyun.kernel.facts.actions import Say, observe, undo
from shequyun.kernel.facts.queries import batch_of
from shequyun.kernel.residents.actions import merge, unmerge
from shequyun.kernel.residents.queries import residents
from shequyun.programmes.vaccination.actions import (
    end_remark,
    follow_all,
    record_dose,
    record_remark,
    withdraw_dose,
)
from shequyun.programmes.vaccination.choices import ADULT, CHILD, Course, State, products
from shequyun.programmes.vaccination.models import Dose, Span
from shequyun.programmes.vaccination.queries import came, of_person, standings, stands
from shequyun.programmes.vaccination.rules.checks import (
    BeforeBirth,
    BeforeProduct,
    DayInFuture,
    ProductUnknown,
    ReasonMissing,
    WithdrawnAlready,
)
from tests.community import Community

SPRING, SEED = date(2021, 5, 20), date(2021, 6, 16)


def state(actor: Actor, key: UUID, on: date, vaccine: str = "covid") -> State:
    with entered(actor.scope):
        person = residents(actor).get(pk=key)
        return standings(actor, [person], on=on)[key][vaccine].standing.state


def test_a_dose_is_recorded_and_said_again_it_is_the_same(alice: Actor, here: Community) -> None:
    first = record_dose(alice, here.resident, product="covid_wuhan", given_on=SPRING, lot="202104B")
    again = record_dose(alice, here.resident, product="covid_beijing", given_on=SPRING)
    assert (again.dose_id, again.known) == (first.dose_id, True)
    with entered(alice.scope):
        kept = [(d.product, d.vaccine, d.given_on, d.lot, d.evidence) for d in Dose.objects.filter(vaccine="covid")]
    assert kept == [("covid_wuhan", "covid", SPRING, "202104B", "said")]
    assert [state(alice, here.resident, day) for day in (date(2021, 5, 19), date(2021, 6, 9), SEED, date(2021, 7, 16))] == [
        State.DUE, State.WAITING, State.DUE, State.OVERDUE,
    ]  # fmt: skip


def test_it_is_in_the_trail(alice: Actor, here: Community) -> None:
    record_dose(alice, here.resident, product="covid_wuhan", given_on=SPRING)
    auditor = Actor(name="审计", area=alice.area, rights=frozenset({"audit.read"}))
    with entered(alice.scope):
        found = [
            e for e in entries(auditor) if e.verb == "vaccination.record" and str(e.subject_id) == str(here.resident)
        ]
    assert [(e.subject_kind, str(e.subject_id), e.details["vaccine"]) for e in found] == [
        ("resident", str(here.resident), "covid")
    ]


def test_it_is_refused_to_those_who_may_not(
    alice: Actor, bob: Actor, carol: Actor, nobody: Actor, here: Community
) -> None:
    for who, refusal in ((bob, NoRight), (carol, NotVisible), (nobody, NoRight)):
        with pytest.raises(refusal):
            record_dose(who, here.resident, product="covid_wuhan", given_on=SPRING)
        with pytest.raises(refusal):
            record_remark(who, here.resident, vaccine="covid", kind="refuses", reason="不放心")


@pytest.mark.parametrize(
    ("product", "day", "refusal"),
    [
        ("aspirin", SPRING, ProductUnknown),
        ("covid_wuhan", timezone.localdate() + timedelta(days=1), DayInFuture),
        ("flu_split", date(1949, 12, 30), BeforeBirth),
        ("covid_ad5", date(2021, 2, 24), BeforeProduct),
    ],
)
def test_what_cannot_be_is_refused(alice: Actor, here: Community, product: str, day: date, refusal: Any) -> None:
    with pytest.raises(refusal):
        record_dose(alice, here.resident, product=product, given_on=day)


def test_a_dose_said_in_error_counts_no_more(alice: Actor, here: Community) -> None:
    dose = record_dose(alice, here.resident, product="covid_wuhan", given_on=SPRING).dose_id
    with pytest.raises(ReasonMissing):
        withdraw_dose(alice, dose, reason=" ")
    withdraw_dose(alice, dose, reason="记错人")
    with pytest.raises(WithdrawnAlready):
        withdraw_dose(alice, dose, reason="记错人")
    assert spans(alice) == []
    record_dose(alice, here.resident, product="covid_wuhan", given_on=SPRING)
    assert state(alice, here.resident, SEED) == State.DUE


def spans(actor: Actor) -> list[tuple[str, str]]:
    with entered(actor.scope):
        return list(Span.objects.filter(vaccine="covid").order_by("from_date").values_list("vaccine", "state"))


def test_a_reason_holds_back_until_it_ends(alice: Actor, here: Community) -> None:
    with pytest.raises(ReasonMissing):
        record_remark(alice, here.resident, vaccine="covid", kind="may_not", reason="")
    record_remark(alice, here.resident, vaccine="covid", kind="refuses", reason="想再等等", from_date=SPRING)
    key = record_remark(
        alice, here.resident, vaccine="covid", kind="may_not", reason="医生告知：急性期", from_date=SPRING
    )
    today = timezone.localdate()
    assert state(alice, here.resident, today) == State.MAY_NOT
    end_remark(alice, key)
    assert state(alice, here.resident, today) == State.DUE


def test_without_the_right_a_reason_is_not_shown(alice: Actor, here: Community) -> None:
    record_remark(alice, here.resident, vaccine="covid", kind="may_not", reason="过敏")
    helper = Actor(name="志愿", area=alice.area, rights=frozenset({"residents.read", "vaccination.read"}))
    with entered(helper.scope):
        person = residents(helper).get(pk=here.resident)
        seen = next(one for one in of_person(helper, person, on=timezone.localdate()) if one.vaccine == "covid")
    assert (seen.standing.state, seen.remarks, seen.hidden) == (State.NOTHING, [], True)


def test_undo_takes_doses_back(alice: Actor, here: Community) -> None:
    record_dose(alice, here.resident, product="covid_wuhan", given_on=SPRING)
    with entered(alice.scope):
        undo(alice, batch_of(Dose.objects.get(vaccine="covid").batch_id))
        assert Dose.objects.filter(vaccine="covid").count() == 0
    assert spans(alice) == []


def test_doses_follow_a_merge_and_come_back(alice: Actor, here: Community) -> None:
    record_dose(alice, here.resident, product="covid_wuhan", given_on=SPRING)
    record_dose(alice, here.other_resident, product="covid_wuhan", given_on=SPRING)
    record_dose(alice, here.other_resident, product="covid_wuhan", given_on=SEED)
    merged = merge(alice, here.resident, absorbed_id=here.other_resident, reason="同一人")
    assert state(alice, here.resident, date(2021, 6, 17)) == State.COMPLETE
    unmerge(alice, merged)
    assert state(alice, here.resident, date(2021, 6, 17)) == State.DUE


def test_a_corrected_date_of_birth_is_followed(alice: Actor, here: Community) -> None:
    record_dose(alice, here.resident, product="covid_ad5", given_on=SPRING)
    with entered(alice.scope):
        person = residents(alice).get(pk=here.resident)
        say = Say("resident", person.community, {"birth_date": date(2004, 1, 1)}, subject_id=person.pk)
        observe(alice, [say], source="police", observed_on=timezone.localdate())
    assert spans(alice) == [("covid", "complete"), ("covid", "booster")]
    assert state(alice, here.resident, date(2021, 12, 31)) == State.COMPLETE


def test_sql_and_the_pure_function_agree(alice: Actor, here: Community) -> None:
    """For invented people with all kinds of facts, on many days: who stands where is the same list either way."""
    with entered(alice.scope):
        observe(alice, list(invented(here.code)), source="health", observed_on=date(2021, 1, 1))
        people = list(residents(alice))
        for on in (
            date(2021, 3, 1),
            SEED,
            date(2021, 11, 20),
            date(2022, 12, 20),
            date(2024, 2, 1),
            date(2026, 11, 25),
        ):
            pure = standings(alice, people, on=on)
            for vaccine in (*ADULT, *CHILD):
                for wanted in State:
                    told = {key for key, found in pure.items() if found[vaccine].standing.state == wanted}
                    assert (
                        set(residents(alice).filter(stands(vaccine, [wanted], on)).values_list("pk", flat=True)) == told
                    )
                for course in Course:
                    told = {key for key, found in pure.items() if course_of(found[vaccine].standing) == course}
                    assert (
                        set(residents(alice).filter(came(vaccine, [course], on)).values_list("pk", flat=True)) == told
                    )
        before = sorted(Span.objects.values_list("resident_id", "vaccine", "state", "from_date", "until"))
        assert follow_all() > 20
        assert sorted(Span.objects.values_list("resident_id", "vaccine", "state", "from_date", "until")) == before


def course_of(one: Any) -> Course:
    if not one.doses:
        return Course.NONE
    return Course.BOOSTED if one.boosts else Course.FULL if one.full else Course.BEGUN


def invented(community: str) -> Any:
    """Sixty people, every third without a fact; by rule, so that a failure can be repeated."""
    codes = [*products()]
    for index in range(60):
        key = new_id()
        born = None if index % 13 == 0 else date(2026, 1, 1) - timedelta(days=37 * index * index // 4 + 200)
        yield Say("resident", community, {"name": f"某{index}", "birth_date": born}, subject_id=key, new=True)
        for turn in range(index % 4 if index % 3 else 0):
            product = codes[(index // 4) % len(codes)]
            day = max(born or date(2021, 4, 1), date(2021, 4, 1)) + timedelta(days=turn * (17 + 9 * (index % 7)))
            values = {"product": product, "given_on": day, "resident_id": key}
            yield Say("dose", community, values, subject_id=new_id(), new=True)
        if index % 5 == 1:
            values = {"kind": "refuses" if index % 2 else "may_not", "from_date": date(2021, 5, 1), "resident_id": key}
            if index % 10 == 1:
                values["until"] = date(2022, 6, 1)
            yield Say("vaccine_remark", community, values, subject_id=new_id(), new=True, fixed={"vaccine": "covid"})


def test_the_story_is_asked_by_clicking(alice: Actor, here: Community) -> None:
    """Everyone over 60, living alone, not vaccinated."""
    condition = {
        "all": [
            {"field": "age", "op": "ge", "value": 60},
            {"field": "lives_alone", "op": "yes"},
            {"field": "course_covid", "op": "in", "value": ["none"]},
        ]
    }
    with entered(alice.scope):
        found = members(alice, condition, today=timezone.localdate())
        assert {p.pk for p in found} == {here.resident, here.other_resident}
    record_dose(alice, here.resident, product="covid_wuhan", given_on=SPRING)
    with entered(alice.scope):
        assert [p.pk for p in members(alice, condition, today=timezone.localdate())] == [here.other_resident]
