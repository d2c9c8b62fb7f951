"""Forms filled: the cells of ugly blanks, the layout kept, masks, gaps, changes, rights."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from shequyun.base.actor import Actor
from shequyun.engines.ledgers.actions import enter_form, fill_form, take_file
from shequyun.engines.ledgers.tests import blanks
from tests.community import Community, make_community

EVERYBODY = {"all": []}


@pytest.fixture
def here(alice: Actor) -> Community:
    return make_community(alice)


def filled(actor: Actor, blank: bytes, *, sheet: str = "", **more: Any) -> Any:
    """The sheet of a blank after it was filled with everybody."""
    form = enter_form(actor, file_name="一.xlsx", content=blank)
    key = fill_form(actor, form, condition=EVERYBODY, **more)
    _name, content = take_file(actor, key)
    book = load_workbook(io.BytesIO(content))
    return book[sheet] if sheet else book.active


def cells(sheet: Any, span: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet[span]]


def test_a_list_with_example_drop_down_totals_and_signature(alice: Actor, here: Community) -> None:
    sheet = filled(alice, blanks.made(blanks.aged))
    assert cells(sheet, "A4:H5") == [
        [1, "张建国", "1.男", "1101**********002X", "1949.12.31", 76, "√", None],
        [2, "李梅", "1.男", "4405**********0014", "1949.12.31", 76, "√", None],
    ]
    assert (sheet["A2"].value[:5], sheet["A9"].value) == ("填报单位：", "填表人：alice")
    assert (sheet["F7"].value, sheet["A8"].value) == ("=COUNT(F4:F6)", "注：共2人，其中男2人，女0人，80岁以上0人")
