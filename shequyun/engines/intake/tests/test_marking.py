"""Giving a file back with what was refused marked."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from shequyun.base.files import FileHasMacros
from shequyun.engines.intake.rules import marking_child
from shequyun.engines.intake.rules.marking import mark_refused
from shequyun.engines.intake.tests import files

TITLES = [["居民信息"], files.HEADER, *files.PEOPLE]
SAID = {("S", 3, 1): "校验码不符", ("S", 3, 2): "号码不全", ("S", 5, None): "重复"}
FILL = f"FF{marking_child.COLOUR}"


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def column(book: Workbook, sheet: str, letter: str) -> list[Any]:
    return [cell.value for cell in book[sheet][letter]]


@pytest.mark.parametrize("original", [files.xlsx(("S", TITLES)), files.xls(("S", TITLES))], ids=["xlsx", "xls"])
def test_refused_cells_are_filled_and_commented_and_the_reasons_stand_at_the_end(original: bytes) -> None:
    book = opened(mark_refused(original, SAID, header_rows={"S": 2}))
    page = book["S"]
    assert column(book, "S", "E") == [None, "退回原因", "校验码不符；号码不全", None, "重复"]
    marked = {cell.coordinate for row in page.iter_rows() for cell in row if cell.fill.fgColor.rgb == FILL}
    assert marked == {"B3", "C3", "E3", "E5"}
    assert {c.coordinate: c.comment.text for row in page.iter_rows() for c in row if c.comment} == {
        "B3": "校验码不符",
        "C3": "号码不全",
    }
    assert [[cell.value for cell in row[:4]] for row in page.iter_rows(min_row=3)] == files.PEOPLE


def test_a_text_file_comes_back_as_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(files.csv([files.HEADER, *files.PEOPLE]).encode("gb18030"))
    book = opened(mark_refused(path, {("", 2, 1): "校验码不符"}))
    assert column(book, "Sheet1", "E") == ["退回原因", "校验码不符", None, None]


def test_the_layout_of_a_small_workbook_stays() -> None:
    original = files.xlsx(("S", TITLES), ("其他", [["a"]]), merged=[(0, 0, 0, 3)], hidden_columns=[3])
    book = opened(mark_refused(original, SAID))
    assert (book.sheetnames, [str(r) for r in book["S"].merged_cells.ranges]) == (["S", "其他"], ["A1:D1"])
    assert book["S"].column_dimensions["D"].hidden is True


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "=cmd|' /C calc'!A0"]


def test_no_text_becomes_a_formula() -> None:
    rows = [["姓名", "备注"], *[[f, f] for f in FORMULAS]]
    text = [
        f'<row r="{r + 1}">{"".join(files.cell(c + str(r + 1), v) for c, v in zip("AB", row, strict=True))}</row>'
        for r, row in enumerate(rows)
    ]
    said = {("S", 2, 0): "=1+1"}
    kept, copied = files.raw_xlsx(files.sheet_xml("".join(text).replace('"x"', "x"))), files.xls(("S", rows))
    for content in (mark_refused(kept, said), mark_refused(copied, said)):
        page = opened(content)["S"]
        assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None} == {"s"}
        assert page["C2"].value == "=1+1"


def test_formulas_of_the_file_become_their_value() -> None:
    cells = f'<row r="1">{files.cell("A1", "姓名")}</row><row r="2"><c r="A2" t="str"><f>A1</f><v>=姓名</v></c></row>'
    page = opened(mark_refused(files.raw_xlsx(files.sheet_xml(cells)), {("S", 2, 0): "x"}))["S"]
    assert (page["A2"].value, page["A2"].data_type) == ("=姓名", "s")


def test_a_large_workbook_is_copied() -> None:
    """Through the other way of the child: values keep their kind."""
    rows = [["姓名", "出生日期", "人数", "是否"], ["张三", date(1952, 3, 4), 1.5, True]]
    padding = {"xl/media/image1.png": b" " * (marking_child.MOST_KEPT + 1)}
    book = opened(mark_refused(_with(files.xlsx(("S", rows)), padding), {("S", 2, 0): "x"}))
    assert [cell.value for cell in book["S"][2]][1:4] == [datetime(1952, 3, 4), 1.5, True]
    assert column(book, "S", "E") == ["退回原因", "x"]


def _with(content: bytes, parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def test_where_the_first_line_is_refused_no_title_is_written_over_it() -> None:
    book = opened(mark_refused(files.xlsx(("S", files.PEOPLE)), {("S", 1, 1): "x"}))
    assert column(book, "S", "E") == ["x", None, None]


def test_what_is_refused_at_the_door_is_refused_here() -> None:
    with pytest.raises(FileHasMacros):
        mark_refused(files.raw_xlsx("", {"xl/vbaProject.bin": b"x"}), {})
