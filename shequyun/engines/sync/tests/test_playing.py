"""Envelopes: played once, through the actions of the desk, with a receipt that tells what became of them."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight
from shequyun.base.scope import entered
from shequyun.engines.sync.actions import settle
from shequyun.engines.sync.actions.settling import NotAChoice, SettledAlready
from shequyun.engines.sync.models import Device, Envelope, Receipt
from shequyun.engines.sync.queries import about, envelopes, open_conflicts, receipts_of
from shequyun.engines.sync.rules.envelopes import TooMany, Unreadable
from shequyun.engines.sync.tests.phones import enrolled, envelope, sent
from shequyun.kernel.audit.models import Entry
from shequyun.kernel.places.queries import dwelling_of
from shequyun.kernel.residents.actions import correct, move_out
from shequyun.kernel.residents.queries import page_of, resident_of
from tests.community import Community

TODAY = timezone.localdate()


@pytest.fixture
def phone(alice: Actor) -> Device:
    return enrolled(alice)


def person(actor: Actor, key: Any) -> Any:
    with entered(actor.scope):
        return page_of(actor, key, on=TODAY)


def told(receipts: list[Receipt]) -> list[str]:
    return [receipt.outcome for receipt in receipts]


def test_a_correction_goes_through_the_one_door(alice: Actor, here: Community, phone: Device) -> None:
    version = person(alice, here.resident).resident.version
    one = envelope("correct", here.resident, base=version, phone="139 1111 2222")
    assert told(sent(alice, phone, one)) == ["done"]
    fact = next(f for f in person(alice, here.resident).facts if f.field.name == "phone")
    assert (fact.value, fact.origin.source, fact.origin.observed_on) == ("139****2222", "visit", TODAY)


def test_the_same_envelope_is_played_once(alice: Actor, here: Community, phone: Device) -> None:
    version = person(alice, here.resident).resident.version
    one = envelope("correct", here.resident, base=version, phone="13911112222")
    first, second = sent(alice, phone, one)[0], sent(alice, phone, one)[0]
    assert first.pk == second.pk
    assert person(alice, here.resident).resident.version == version + 1


def test_different_fields_are_no_conflict(alice: Actor, here: Community, phone: Device) -> None:
    version = person(alice, here.resident).resident.version
    correct(alice, here.resident, values={"contact_name": "女儿"}, base_version=version)
    assert told(sent(alice, phone, envelope("correct", here.resident, base=version, phone="13911112222"))) == ["done"]
    now = person(alice, here.resident)
    assert (now.resident.contact_name, now.resident.version) == ("女儿", version + 2)


def test_the_same_field_is_a_conflict_for_a_person(alice: Actor, here: Community, phone: Device) -> None:
    version = person(alice, here.resident).resident.version
    correct(alice, here.resident, values={"phone": "13722223333"}, base_version=version)
    receipt = sent(alice, phone, envelope("correct", here.resident, base=version, phone="13911112222"))[0]
    assert (receipt.outcome, [v for _, v in receipt.known], [v for _, v in receipt.claimed]) == (
        "conflict", ["137****3333"], ["139****2222"],
    )  # fmt: skip
    settle(alice, receipt.pk, choice="take")
    fact = next(f for f in person(alice, here.resident).facts if f.field.name == "phone")
    assert fact.value == "139****2222"
    with pytest.raises(SettledAlready):
        settle(alice, receipt.pk, choice="keep")
    with entered(alice.scope):
        assert [one.pk for one in open_conflicts(alice)] == [here.conflict]


def test_a_phone_does_not_contradict_itself(alice: Actor, here: Community, phone: Device) -> None:
    version = person(alice, here.resident).resident.version
    twice = [
        envelope("correct", here.resident, base=version, phone=number) for number in ("13911112222", "13911113333")
    ]
    assert told(sent(alice, phone, *twice)) == ["done", "done"]
    fact = next(f for f in person(alice, here.resident).facts if f.field.name == "phone")
    assert fact.value == "139****3333"


def test_nothing_changed_is_a_fact_with_a_date(alice: Actor, here: Community, phone: Device) -> None:
    stays = [str(stay.pk) for stay in person(alice, here.resident).stays]
    assert told(sent(alice, phone, envelope("confirm_household", here.dwelling, stays=stays))) == ["done"]
    with entered(alice.scope):
        assert resident_of(alice, here.resident).observed_on == TODAY
        assert dwelling_of(alice, here.dwelling).observed_on == TODAY


def test_confirming_somebody_who_left_before_is_a_conflict(alice: Actor, here: Community, phone: Device) -> None:
    stay = person(alice, here.other_resident).open_stays[0]
    move_out(alice, stay.pk, on=TODAY - timedelta(days=3))
    receipt = sent(alice, phone, envelope("confirm_household", here.other_dwelling, stays=[str(stay.pk)]))[0]
    assert receipt.outcome == "conflict"
    settle(alice, receipt.pk, choice="take")
    assert [s.from_date for s in person(alice, here.other_resident).open_stays] == [TODAY]


def test_entering_a_person_and_correcting_them_before_the_answer(alice: Actor, here: Community, phone: Device) -> None:
    enter = envelope("enter", None, dwelling=str(here.dwelling), name="王 五", sex="1", birth_date="1960-01-02")
    fix = envelope("correct", uuid.UUID(enter["id"]), phone="13911112222")
    receipts = sent(alice, phone, enter, fix)
    assert told(receipts) == ["done", "done"]
    made = person(alice, receipts[0].made_id)
    assert (made.resident.name, made.resident.birth_date, made.resident.initials) == ("王五", date(1960, 1, 2), "ww")
    assert made.resident.dwelling_id == here.dwelling


def test_a_wrong_check_digit_is_refused_with_the_reason(alice: Actor, here: Community, phone: Device) -> None:
    one = envelope("enter", None, dwelling=str(here.dwelling), name="王五", document_number="110105194912310021")
    receipt = sent(alice, phone, one)[0]
    assert (receipt.outcome, receipt.code) == ("refused", "identity.wrong_check_digit")


def test_entering_whom_the_home_knows_is_no_second_person(alice: Actor, here: Community, phone: Device) -> None:
    known = person(alice, here.other_resident).resident
    same = envelope("enter", None, dwelling=str(here.other_dwelling), name=known.name, sex="1", birth_date="1949-12-31")
    other = envelope("enter", None, dwelling=str(here.other_dwelling), name=known.name, phone="13999999999")
    first, second = sent(alice, phone, same, other)
    assert (first.outcome, first.made_id, second.outcome) == ("done", here.other_resident, "conflict")
    assert settle(alice, second.pk, choice="new") not in (None, here.other_resident)


def test_a_document_that_is_known_moves_its_holder(alice: Actor, here: Community, phone: Device) -> None:
    one = envelope(
        "enter", None, dwelling=str(here.other_dwelling), name="张建国", document_number="11010519491231002X"
    )
    receipt = sent(alice, phone, one)[0]
    assert (receipt.outcome, receipt.known[-1][1]) == ("conflict", "恒丰路610弄3号101")
    with pytest.raises(NotAChoice):
        settle(alice, receipt.pk, choice="new")
    assert settle(alice, receipt.pk, choice="take") == here.resident
    living = {s.dwelling_id for s in person(alice, here.resident).open_stays if s.kind == "living"}
    assert living == {here.dwelling, here.other_dwelling}


def test_moving_out_twice(alice: Actor, here: Community, phone: Device) -> None:
    stay = person(alice, here.other_resident).open_stays[0].pk
    days = [TODAY.isoformat(), TODAY.isoformat(), (TODAY - timedelta(days=1)).isoformat()]
    receipts = sent(alice, phone, *[envelope("move_out", stay, on=day) for day in days])
    assert told(receipts) == ["done", "done", "conflict"]
    settle(alice, receipts[2].pk, choice="take")
    assert person(alice, here.other_resident).stays[0].to_date == TODAY - timedelta(days=1)


def test_settlements_are_told_before_all_else_the_newest_first(
    alice: Actor, here: Community, phone: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    stay = person(alice, here.other_resident).open_stays[0].pk
    days = [(TODAY - timedelta(days=back)).isoformat() for back in range(3)]
    done, one, other = sent(alice, phone, *[envelope("move_out", stay, on=day) for day in days])
    later = sent(alice, phone, envelope("dwelling_state", here.other_dwelling, use="empty"))[0]
    settle(alice, other.pk, choice="keep")
    settle(alice, one.pk, choice="keep")

    def heard() -> list[Any]:
        with entered(alice.scope):
            return [receipt.pk for receipt in receipts_of(alice, phone, since=None)]

    assert heard() == [one.pk, other.pk, later.pk, done.pk]
    monkeypatch.setattr(envelopes, "TOLD_AT_ONCE", 1)
    assert heard() == [one.pk]


def test_an_empty_home(alice: Actor, here: Community, phone: Device) -> None:
    assert told(sent(alice, phone, envelope("dwelling_state", here.other_dwelling, use="empty"))) == ["done"]
    with entered(alice.scope):
        assert dwelling_of(alice, here.other_dwelling).use == "empty"


@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [
        ("correct", {"phone": "12"}, "phones.not_one"),
        ("correct", {"sex": "7"}, "sync.not_a_code"),
        ("correct", {"merged_into": "x"}, "sync.unreadable"),
        ("correct", {"name": " "}, "sync.name_missing"),
        ("dance", {}, "sync.unknown_kind"),
        ("confirm_household", {"stays": "x"}, "sync.unreadable"),
        ("settle", {"choice": "take"}, "not_visible"),
    ],
)
def test_what_cannot_be_played_is_refused_and_kept(
    alice: Actor, here: Community, phone: Device, kind: str, values: dict[str, str], code: str
) -> None:
    receipts = sent(
        alice, phone, envelope(kind, here.resident, **values), envelope("correct", here.resident, phone="13911112222")
    )
    assert [(r.outcome, r.code) for r in receipts] == [("refused", code), ("done", "")]
    with entered(alice.scope):
        assert Envelope.objects.visible_to(alice).filter(device=phone).count() == 2


def test_an_id_is_used_once(alice: Actor, here: Community, phone: Device) -> None:
    one = envelope("correct", here.resident, phone="13911112222")
    sent(alice, phone, one)
    assert sent(alice, enrolled(alice), one)[0].code == "sync.used_id"


def test_what_is_no_envelope_is_not_taken(alice: Actor, here: Community, phone: Device) -> None:
    with pytest.raises(Unreadable):
        sent(alice, phone, {"id": "x"})
    with pytest.raises(TooMany):
        sent(alice, phone, *[envelope("correct", here.resident)] * 21)


def test_numbers_are_sealed_at_rest(alice: Actor, here: Community, phone: Device) -> None:
    sent(alice, phone, envelope("correct", here.resident, phone="13911112222"))
    with entered(alice.scope):
        assert b"13911112222" not in bytes(Envelope.objects.get(device=phone).content_sealed)


def test_the_trail_knows(alice: Actor, here: Community, phone: Device) -> None:
    sent(alice, phone, envelope("correct", here.resident, phone="13911112222"))
    with entered(alice.scope):
        verbs = list(Entry.objects.order_by("-seq").values_list("verb", flat=True)[:2])
    assert verbs == ["field.play", "residents.correct"]


def test_it_is_refused_to_the_others(
    alice: Actor, bob: Actor, carol: Actor, nobody: Actor, here: Community, phone: Device
) -> None:
    one = envelope("correct", here.resident, phone="13911112222")
    for actor in (bob, nobody):
        with pytest.raises(NoRight):
            sent(actor, phone, one)
        with pytest.raises(NoRight):
            settle(actor, uuid.uuid4(), choice="keep")
    assert [r.code for r in sent(carol, enrolled(carol), one)] == ["not_visible"]


def test_the_desk_reads_whom_an_envelope_is_about(alice: Actor, carol: Actor, here: Community, phone: Device) -> None:
    new = envelope("enter", None, dwelling=str(here.dwelling), name="凌霄", sex="2", birth_date="1949-12-31")
    receipts = sent(
        alice, phone, envelope("confirm_household", here.dwelling, stays=[]), new,
        envelope("correct", uuid.UUID(new["id"]), phone="13911112222"), envelope("nothing", here.resident),
    )  # fmt: skip
    with entered(alice.scope):
        found = about(alice, receipts)
        assert [(one.kind, one.name) for one in (found[receipt.pk] for receipt in receipts)] == [
            ("dwelling", ""), ("resident", "凌霄"), ("resident", "凌霄"), ("resident", person(alice, here.resident).resident.name),
        ]  # fmt: skip
    with entered(carol.scope):
        assert about(carol, receipts) == {}
