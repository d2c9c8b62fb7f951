"""Correcting, documents, merging two records of one person and taking it back, seeing what is masked."""

from uuid import UUID

import pytest

from shequyun.base.actor import NOBODY, Actor
from shequyun.base.errors import ChangedMeanwhile, NoRight, NotVisible
from shequyun.base.scope import entered
from shequyun.kernel.audit.models import Entry
from shequyun.kernel.residents.actions import Paper, add_document, correct, merge, reveal, reveal_document, unmerge
from shequyun.kernel.residents.actions.correcting import MergedAway
from shequyun.kernel.residents.actions.revealing import NotSealed, ReasonMissing
from shequyun.kernel.residents.models import Document
from shequyun.kernel.residents.queries import page_of
from shequyun.kernel.residents.rules.moves import AlreadyHere, DifferentCommunities, SameRecord
from shequyun.kernel.residents.tests.conftest import SINCE, Street

ONE, TWO = "11010519491231002X", "440524188001010014"


def documents(street: Street, key: UUID) -> list[Document]:
    with entered(street.actor.scope):
        return list(Document.objects.filter(resident_id=key))


def test_a_correction_is_the_newest_word_and_remembers_the_old(street: Street, alice: Actor) -> None:
    key = street.enter("王五", values={"phone": "13800001234"})
    applied = correct(alice, key, values={"phone": "13900005678"}, base_version=street.resident(key).version)
    with entered(alice.scope):
        page = page_of(alice, key, on=SINCE)
    phone = next(fact for fact in page.known if fact.field.name == "phone")
    assert (applied.changed, applied.disputed, phone.value) == (1, 0, "139****5678")
    assert phone.origin.actor_name == "alice"


def test_what_a_higher_source_holds_waits_for_a_person(street: Street, alice: Actor) -> None:
    """A name comes from the police; the desk's word against it becomes a discrepancy."""
    key = street.enter("王五")
    applied = correct(alice, key, values={"name": "王武"}, base_version=street.resident(key).version)
    assert (applied.changed, applied.disputed, street.resident(key).name) == (0, 1, "王五")


def test_the_second_of_two_people_is_told(street: Street, alice: Actor) -> None:
    key = street.enter("王五")
    seen = street.resident(key).version
    correct(alice, key, values={"employer": "恒丰便民服务部"}, base_version=seen)
    with pytest.raises(ChangedMeanwhile):
        correct(alice, key, values={"employer": "别处"}, base_version=seen)
    assert street.resident(key).employer == "恒丰便民服务部"


def test_a_document_is_carried_by_one_person_of_the_community(street: Street, alice: Actor) -> None:
    key, other = street.enter("王五"), street.enter("赵六", home=1)
    add_document(alice, key, paper=Paper("mainland_id", ONE))
    with pytest.raises(AlreadyHere):
        add_document(alice, other, paper=Paper("mainland_id", ONE))
    with pytest.raises(AlreadyHere):
        street.enter("王五五", number=ONE)
    found = documents(street, key)
    assert [one.kind for one in found] == ["mainland_id"]
    assert ONE.encode() not in bytes(found[0].number_sealed)


def test_merging_moves_stays_and_documents_and_fills_blanks(street: Street, alice: Actor) -> None:
    kept = street.enter("张建国", kinds=("living",), number=ONE)
    twin = street.enter(
        "张建国", home=1, kinds=("hukou", "living"), number=TWO, values={"phone": "13800001234", "sex": "1"}
    )
    made = merge(alice, kept, absorbed_id=twin, reason="同一人")
    assert [stay[:2] for stay in street.stays(kept)] == [("hukou", 1), ("living", 0), ("living", 1)]
    assert (street.stays(twin), len(documents(street, kept)), street.resident(kept).sex) == ([], 2, "1")
    assert street.resident(twin).merged_into == kept
    with pytest.raises(MergedAway):
        correct(alice, twin, values={"name": "张建"}, base_version=street.resident(twin).version)
    assert unmerge(alice, made) == []
    assert (street.resident(twin).merged_into, street.resident(kept).sex) == (None, "")
    assert [stay[:3] for stay in street.stays(twin)] == [("hukou", 1, None), ("living", 1, None)]
    assert [stay[:3] for stay in street.stays(kept)] == [("living", 0, None)]
    with pytest.raises(NotVisible):
        unmerge(alice, made)


def test_what_was_changed_since_a_merge_stays_and_is_told(street: Street, alice: Actor) -> None:
    kept, twin = street.enter("张建国"), street.enter("张建国", home=1, values={"sex": "1"})
    made = merge(alice, kept, absorbed_id=twin, reason="同一人")
    correct(alice, kept, values={"sex": "2"}, base_version=street.resident(kept).version)
    left = unmerge(alice, made)
    assert ([one.field for one in left], street.resident(kept).sex) == (["sex"], "2")


def test_the_same_stay_on_both_records_is_kept_once(street: Street, alice: Actor) -> None:
    kept, twin = street.enter("张建国", kinds=("hukou",)), street.enter("张建国", kinds=("hukou",))
    merge(alice, kept, absorbed_id=twin, reason="同一人")
    assert [stay[:3] for stay in street.stays(kept)] == [("hukou", 0, None)]
    assert [(stay[0], stay[3]) for stay in street.stays(twin)] == [("hukou", "merged")]


def test_merging_is_refused(street: Street, alice: Actor, carol: Actor, officer: Actor) -> None:
    key = street.enter("张建国")
    abroad = Street(carol).enter("张建国")
    with pytest.raises(SameRecord):
        merge(alice, key, absorbed_id=key, reason="同一人")
    with pytest.raises(NotVisible):
        merge(alice, key, absorbed_id=abroad, reason="同一人")
    with pytest.raises(DifferentCommunities):
        merge(officer, key, absorbed_id=abroad, reason="同一人")


def test_seeing_a_whole_number_needs_a_reason_and_leaves_a_trace(street: Street, alice: Actor) -> None:
    key = street.enter("王五", number=ONE, values={"phone": "13800001234"})
    assert reveal(alice, key, field="phone", reason=" 联系家属 ") == "13800001234"
    assert reveal_document(alice, documents(street, key)[0].pk, reason="核对证件") == ONE
    with entered(alice.scope):
        seen = Entry.objects.filter(disclosure=True, subject_id=str(key)).order_by("seq")
        assert list(seen.values_list("reason", "details__field")) == [
            ("联系家属", "resident.phone"),
            ("核对证件", "document.number"),
        ]
    for field, reason, refusal in (
        ("phone", "  ", ReasonMissing),
        ("name", "看看", NotSealed),
        ("none", "看看", NotSealed),
    ):
        with pytest.raises(refusal):
            reveal(alice, key, field=field, reason=reason)


def test_records_are_for_those_with_the_right_in_the_place(street: Street, bob: Actor, carol: Actor) -> None:
    key, other = street.enter("王五", number=ONE), street.enter("赵六", home=1)
    paper = documents(street, key)[0].pk
    for actor, refusal in ((bob, NoRight), (carol, NotVisible), (NOBODY, NoRight)):
        with pytest.raises(refusal):
            correct(actor, key, values={"name": "王"}, base_version=1)
        with pytest.raises(refusal):
            reveal(actor, key, field="phone", reason="看看")
        with pytest.raises(refusal):
            reveal_document(actor, paper, reason="看看")
        with pytest.raises(refusal):
            merge(actor, key, absorbed_id=other, reason="同一人")
        with pytest.raises(refusal):
            add_document(actor, key, paper=Paper("passport", "E12345678"))
