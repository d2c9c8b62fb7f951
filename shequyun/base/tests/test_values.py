"""Ids, masks, code tables, scopes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequyun.base.codes import CodeTable
from shequyun.base.ids import new_id
from shequyun.base.masks import mask_document, mask_name, mask_phone
from shequyun.base.scope import NOWHERE, Scope, scope_of

CODES = st.text("0123456789", min_size=2, max_size=15)


def test_ids_are_unique_and_in_the_order_of_their_making() -> None:
    made = [new_id() for _ in range(2_000)]
    assert (sorted(made), len(set(made)), {one.version for one in made}) == (made, 2_000, {7})


@pytest.mark.parametrize(
    ("mask", "plain", "shown"),
    [
        (mask_phone, "13812345678", "138****5678"),
        (mask_phone, "62581234", "******34"),
        (mask_phone, "", "*"),
        (mask_document, "31010619520304001X", "31***************X"),
        (mask_document, "310106520304001", "31************1"),
        (mask_document, "H12345678", "H*******8"),
        (mask_name, "张", "*"),
        (mask_name, "张三", "张*"),
        (mask_name, "张建华", "张*华"),
        (mask_name, "阿依努尔·买买提", "阿******提"),
    ],
)
def test_masks(mask, plain, shown) -> None:
    assert mask(plain) == shown


@given(st.text("0123456789X", min_size=5, max_size=18))
def test_a_mask_hides_the_middle_and_keeps_the_length(number: str) -> None:
    shown = mask_document(number)
    assert (len(shown), shown.count("*") >= len(number) - 8) == (len(number), True)


@given(CODES, CODES)
def test_a_scope_holds_what_begins_with_its_code(area: str, code: str) -> None:
    assert scope_of(area).holds(code) == code.startswith(area)


def test_nowhere_holds_nothing() -> None:
    assert (scope_of(""), NOWHERE.holds("31"), Scope("", "").holds("")) == (NOWHERE, False, False)


def test_code_tables_read_what_people_write() -> None:
    table = CodeTable({"1": "Male", "2": "Female"}, {"男": "1", "M": "1", "女": "2"})
    assert [table.read(said) for said in ("1", " 男 ", "ｍ", "m", "女", "3", "")] == [
        "1",
        "1",
        "1",
        "1",
        "2",
        None,
        None,
    ]
    assert (table.names, list(table), table["2"]) == (["男", "女"], ["1", "2"], "Female")
