"""The chain: a change, a gap or a swap is found where it is."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from shequyun.kernel.audit.rules import Break, breaks, chain_of, facts_of, link
from tests.cast import HERE


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
