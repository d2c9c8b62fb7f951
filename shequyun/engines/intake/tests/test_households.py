"""Household forms: blank cells that mean "as above", and where that ends."""

from hypothesis import given
from hypothesis import strategies as st

from shequyun.engines.intake.rules.cells import RawRow
from shequyun.engines.intake.rules.households import ABOVE, filled_from_above

TARGETS = {0: "household_no", 1: "name", 2: "relation", 3: "living_address", 4: "hukou_address", 5: "phone"}


def filled(*lines: list[str], targets: dict[int, str] = TARGETS, gaps: tuple[int, ...] = ()) -> list[RawRow]:
    rows = [RawRow(index + 2, tuple(line), after_gap=index in gaps) for index, line in enumerate(lines)]
    head = next((index for index, name in targets.items() if name == "relation"), None)
    return filled_from_above(rows, targets, head=head)


HEAD = ["001", "张三", "户主", "恒丰路1号", "恒丰路1号", "13800000001"]
WIFE = ["", "李四", "妻", "", "", ""]


def test_members_take_what_belongs_to_the_household_and_nothing_of_a_person() -> None:
    head, wife = filled(HEAD, WIFE)
    assert (head.cells, head.filled) == (tuple(HEAD), frozenset())
    assert (wife.cells, wife.filled) == (("001", "李四", "妻", "恒丰路1号", "恒丰路1号", ""), {0, 3, 4})


def test_a_head_begins_anew_and_takes_nothing() -> None:
    other = ["", "王五", "户主", "", "", ""]
    assert [row.cells for row in filled(HEAD, other, WIFE)][1:] == [tuple(other), tuple(WIFE)]


def test_another_address_begins_anew() -> None:
    other = ["", "王五", "", "恒丰路2号", "", ""]
    _head, second, third = filled(HEAD, other, WIFE)
    assert (second.cells, second.filled) == (tuple(other), frozenset())
    assert third.cells == ("", "李四", "妻", "恒丰路2号", "", "")


def test_the_same_number_said_again_goes_on() -> None:
    again = ["001", "李四", "妻", "", "", ""]
    assert filled(HEAD, again)[1].cells == ("001", "李四", "妻", "恒丰路1号", "恒丰路1号", "")


def test_a_member_may_have_the_hukou_elsewhere() -> None:
    elsewhere = ["", "李四", "妻", "", "共和新路9号", ""]
    assert filled(HEAD, elsewhere)[1].cells == ("001", "李四", "妻", "恒丰路1号", "共和新路9号", "")


def test_an_empty_line_ends_the_household() -> None:
    assert filled(HEAD, WIFE, gaps=(1,))[1].cells == tuple(WIFE)


def test_wider_parts_of_an_address_come_from_above_in_a_new_household() -> None:
    targets = {0: "road", 1: "lane", 2: "room", 3: "name", 4: "relation"}
    rows = filled(["恒丰路", "610", "301", "张三", "户主"], ["", "", "", "李四", "妻"], ["", "", "302", "王五", "户主"],
                  ["", "612", "", "赵六", "户主"], targets=targets)  # fmt: skip
    assert [row.cells[:3] for row in rows] == [
        ("恒丰路", "610", "301"), ("恒丰路", "610", "301"), ("恒丰路", "610", "302"), ("恒丰路", "612", "")
    ]  # fmt: skip


lines = st.lists(
    st.tuples(
        *[st.sampled_from(["", "a", "b"])] * 2,
        st.sampled_from(["", "户主", "子"]),
        *[st.sampled_from(["", "x", "y"])] * 3,
    )
)


@given(lines, st.sets(st.integers(0, 8)))
def test_only_blank_cells_of_the_household_ever_change(said: list[tuple[str, ...]], gaps: set[int]) -> None:
    shared = {index for index, name in TARGETS.items() if name in ABOVE}
    for before, row in zip(said, filled(*map(list, said), gaps=tuple(gaps)), strict=True):
        changed = {index for index, cell in enumerate(row.cells) if cell != before[index]}
        assert changed == row.filled
        assert changed <= shared
        assert all(before[index] == "" for index in changed)
