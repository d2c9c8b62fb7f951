"""Blank workbooks: what is given out is understood when it comes back."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from shequyun.engines.intake.rules.blank import BlankColumn, blank_workbook
from shequyun.engines.intake.rules.headers import BY_SUBJECT
from shequyun.engines.intake.rules.mapping import suggest
from shequyun.engines.intake.rules.tables import NoListFound, read_tables

RELATIONS = tuple(f"关系{number}" for number in range(60))
COLUMNS = [
    BlankColumn("姓名", "与证件一致", "张示例", needed=True),
    BlankColumn("性别", choices=("男", "女")),
    BlankColumn("证件号码", "18位", "110105194912310021"),
    BlankColumn("与户主关系", choices=RELATIONS),
]
BLANK = blank_workbook(COLUMNS, sheet="居民", notes=["每人一行。", "=1+1"])


def test_titles_notes_and_the_example_line() -> None:
    book = load_workbook(io.BytesIO(BLANK))
    page = book["居民"]
    assert [cell.value for cell in page[1]] == ["姓名*", "性别", "证件号码", "与户主关系"]
    assert [cell.value for cell in page[2]][:3] == ["示例：张示例", None, "110105194912310021"]
    assert page["A1"].comment.text == "与证件一致"
    assert {page.column_dimensions[letter].number_format for letter in "AC"} == {"@"}
    assert [cell.value for cell in book["填表说明"]["A"]][:2] == ["每人一行。", "=1+1"]
    assert book["填表说明"]["A2"].data_type == "s"


def test_drop_downs_short_and_long() -> None:
    book = load_workbook(io.BytesIO(BLANK))
    offered = {str(v.sqref): v.formula1 for v in book["居民"].data_validations.dataValidation}
    assert offered == {"B2:B2001": '"男,女"', "D2:D2001": "'选项'!$A$1:$A$60"}
    assert book["选项"].sheet_state == "hidden"
    assert tuple(cell.value for cell in book["选项"]["A"]) == RELATIONS


def test_given_back_empty_there_is_no_list(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    path.write_bytes(BLANK)
    with pytest.raises(NoListFound):
        read_tables(path)


@pytest.mark.parametrize("subject", BY_SUBJECT)
def test_filled_in_it_is_understood(tmp_path: Path, subject: str) -> None:
    columns = [BlankColumn(titles[0], "说明", "例", ("甲", "乙"), True) for titles in BY_SUBJECT[subject].values()]
    book = load_workbook(io.BytesIO(blank_workbook(columns, sheet="S", notes=["每人一行。"])))
    for index in range(len(columns)):
        book["S"].cell(3, index + 1, f"值{index}")
    path = tmp_path / "filled.xlsx"
    book.save(path)
    (table,) = read_tables(path)
    assert [list(row.cells) for row in table.rows] == [[f"值{index}" for index in range(len(columns))]]
    assert [guess.target for guess in suggest(table.columns, subject)] == list(BY_SUBJECT[subject])
