"""The trail: every action leaves entries, and a change, a gap or a swap in the chain is found."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequyun.base.action import action
from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight
from shequyun.base.scope import EVERYWHERE, entered
from shequyun.kernel.audit.models import ChainHead, Entry
from shequyun.kernel.audit.queries import entries, verify
from shequyun.kernel.audit.rules import Break, breaks, chain_of, facts_of, link
from shequyun.kernel.residents.actions import reveal
from tests.cast import HERE, make
from tests.community import make_community


@dataclass(frozen=True)
class Line:
    """An entry outside the database."""

    seq: int
    hash: bytes = b""
    id: str = "1"
    community: str = HERE
    chain: str = HERE[:9]
    at: datetime = datetime(2021, 6, 16, tzinfo=UTC)
    staff_id: UUID | None = None
    post_id: UUID | None = None
    actor_name: str = "王社工"
    role: str = ""
    actor_area: str = HERE
    verb: str = "residents.correct"
    subject_kind: str = "resident"
    subject_id: str = "1"
    details: Any = None
    reason: str = ""
    disclosure: bool = False
    request_id: UUID | None = None
    address: str = ""


def chained(length: int) -> list[Line]:
    made: list[Line] = []
    for seq in range(1, length + 1):
        line = Line(seq, subject_id=str(seq))
        made.append(replace(line, hash=link(made[-1].hash if made else b"", facts_of(line))))
    return made


@given(st.integers(1, 8))
def test_an_untouched_chain_holds(length: int) -> None:
    assert breaks("c", chained(length), head_seq=length) == []


@given(st.integers(2, 8), st.data())
def test_a_change_is_found_where_it_is(length: int, data: st.DataObject) -> None:
    lines, place = chained(length), data.draw(st.integers(0, length - 1))
    lines[place] = replace(lines[place], reason="别的")
    assert breaks("c", lines, head_seq=length) == [Break("c", place + 1, "changed")]


@given(st.integers(2, 8), st.data())
def test_a_gap_is_found_where_it_is(length: int, data: st.DataObject) -> None:
    lines, place = chained(length), data.draw(st.integers(0, length - 1))
    del lines[place]
    assert breaks("c", lines, head_seq=length)[0] == Break("c", place + 1, "missing")


def test_entries_that_changed_places_are_found() -> None:
    one, two, three = chained(3)
    swapped = [one, replace(three, seq=2), replace(two, seq=3)]
    assert [found.kind for found in breaks("c", swapped, head_seq=3)] == ["changed", "changed"]


def test_a_chain_belongs_to_a_subdistrict() -> None:
    assert (chain_of("310106011023"), chain_of("310106"), chain_of("31")) == ("310106011", "310106", "31")


def test_an_act_is_in_the_trail_with_who_why_and_what(alice: Actor) -> None:
    community = make_community(alice)
    reveal(alice, community.resident, field="phone", reason="联系家属")
    with entered(alice.scope):
        last = Entry.objects.order_by("-seq").first()
        assert last is not None
        assert (last.verb, last.actor_name, last.role, last.reason, last.disclosure, last.subject_id) == (
            "residents.reveal", "alice", "committee_head", "联系家属", True, str(community.resident),
        )  # fmt: skip
        assert "13800001234" not in str(last.details)


def test_what_is_refused_is_not_in_the_trail(alice: Actor, bob: Actor) -> None:
    community = make_community(alice)
    with entered(alice.scope):
        before = Entry.objects.count()
    with pytest.raises(NoRight):
        reveal(bob, community.resident, field="phone", reason="看看")
    with entered(alice.scope):
        assert Entry.objects.count() == before


def test_an_action_that_notes_nothing_is_a_programming_error(alice: Actor) -> None:
    @action("tests.silent", right="residents.read")
    def silent(actor: Actor) -> None:
        """Forgets to say what it did."""

    with pytest.raises(AssertionError, match="noted nothing"):
        silent(alice)


@pytest.mark.django_db
def test_the_audit_administrator_reads_their_area_alone(alice: Actor) -> None:
    make_community(alice)
    near, far = make("near", "audit_admin", HERE[:9]), make("far", "audit_admin", "310104003")
    with entered(near.scope):
        assert entries(near, verb="residents.merge").count() == 2
    with entered(far.scope):
        assert entries(far, verb="residents.merge").count() == 0
    with pytest.raises(NoRight):
        entries(alice)


@pytest.mark.django_db(transaction=False)
def test_a_change_behind_the_back_of_the_application_is_found(alice: Actor) -> None:
    """Even one by the owner of the tables: what was written is read back, and one word of it changed."""
    make_community(alice)
    with entered(EVERYWHERE):
        checked, found = verify(HERE[:9])
        rows = list(Entry.objects.filter(chain=HERE[:9]).order_by("seq"))
        head = ChainHead.objects.get(chain=HERE[:9])
    assert (checked, found, head.seq) == (len(rows), [], len(rows))
    rows[3].reason = "另一个理由"
    assert breaks(head.chain, rows, head_seq=head.seq) == [Break(head.chain, 4, "changed")]
    assert breaks(head.chain, rows[:-1], head_seq=head.seq)[-1] == Break(head.chain, len(rows), "missing")
