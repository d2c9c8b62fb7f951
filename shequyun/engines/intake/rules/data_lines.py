"""Which lines below the header are the list, and which are totals, notes, signatures, examples and repeated headers. Pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from shequyun.engines.intake.rules.cells import Column, RawRow, is_blank, text_of
from shequyun.engines.intake.rules.headers import RESIDENT, folded

MOST_REMARKS = 40
_TOTAL = re.compile(r"(本页|本栋|全部|以上)?(合计|总计|小计|共计|累计)[:：]?\d*[人户套间条名]?")
_NOTE = re.compile(
    r"(注|备注|说明|附注|填表说明|填报说明|联系人|联系电话|单位|日期)\d?[:：]|注[意]|填表人|填报人|填表日期|填报日期|填表单位|填报单位"
    r"|制表|审核|复核|负责人|单位盖章|盖章|签名|签字|经办人|\(?公章|（公章"
)
_SIGNATURE = re.compile(r"(填表人|填报人|制表人?|审核人?|复核人?|经办人|负责人)[:：]")
_EXAMPLE = re.compile(r"(示例|样例|范例|例[:：])")
_ENUMERATED = re.compile(r"[(（]?[\d一二三四五六七八九十]{1,2}[)）、.．]\s*\D{4,}")
_NAMES = frozenset(map(folded, RESIDENT["name"]))


def data_lines(
    rows: Sequence[Sequence[Any]],
    start: int,
    width: int,
    columns: Sequence[Column],
    header: frozenset[str],
    hidden: frozenset[int],
    filled: Mapping[int, set[int]],
) -> tuple[list[RawRow], list[str]]:
    """(the lines of the list, what was passed over). `header` are the texts of the header and of the titles above it;
    lines made of these alone repeat them on a new page. Cells are cut or filled up to `width`."""
    found: list[RawRow] = []
    passed: list[str] = []
    gap, ended = False, False
    for index in range(start, len(rows)):
        row = rows[index]
        first = _first(row, width)
        if not first:
            gap = gap or is_blank(row)
            continue
        ended = ends_list(first, row, len(columns), ended)
        if ended or _repeats(first, row, header) or is_example(first) or (not found and counts_columns(row)):
            passed.append(first[:200])
            continue
        cells = tuple(row) if len(row) == width else (*row[:width], *[""] * (width - len(row)))
        found.append(RawRow(index + 1, cells, frozenset(filled.get(index, ())), index + 1 in hidden, gap))
        gap = False
    passed += _trailing(found, columns)
    return found, list(dict.fromkeys(passed))[:MOST_REMARKS]


def _first(row: Sequence[Any], width: int) -> str:
    """The first cell that says something, as text."""
    for cell in row[:width]:
        if cell is not None and cell != "":
            text = cell.strip() if isinstance(cell, str) else text_of(cell)
            if text:
                return text
    return ""


def ends_list(first: str, row: Sequence[Any], columns: int, ended: bool) -> bool:
    """Whether this line is a total or a note; once one was met, lines with little in them are notes as well."""
    if len(first) > 4 or first[0] not in "0123456789":
        said = re.sub(r"\s", "", first[:60])
        if _TOTAL.fullmatch(said) or _SIGNATURE.match(said):
            return True
        if (_NOTE.match(said) or _TOTAL.match(said)) and _full(row) <= max(3, columns // 3):
            return True
        if columns > 2 and _ENUMERATED.match(said) and _full(row) == 1:
            return True
    return ended and _full(row) <= max(2, columns // 4)


def is_example(first: str) -> bool:
    """Whether a line shows how to fill in the list, by its first text."""
    return bool(_EXAMPLE.match(first))


def _full(row: Sequence[Any]) -> int:
    return sum(1 for cell in row if text_of(cell))


def _repeats(first: str, row: Sequence[Any], header: frozenset[str]) -> bool:
    return first in header and all(text in header for text in map(text_of, row) if text)


def counts_columns(row: Sequence[Any]) -> bool:
    """A line of column numbers, as forms have below their header: 1 2 3 4, or 甲 乙 1 2 3."""
    texts = [text for text in map(text_of, row) if text and text not in "甲乙丙丁"]
    return len(texts) >= 3 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _trailing(found: list[RawRow], columns: Sequence[Column]) -> list[str]:
    """Take single cells off the end: a date, a signature, "the above is true". A name alone stays: it is a member."""
    passed: list[str] = []
    names = {column.index for column in columns if folded(column.title.rpartition("/")[2]) in _NAMES}
    while found and len(columns) > 2:
        full = [index for index, cell in enumerate(found[-1].cells) if text_of(cell)]
        if len(full) != 1 or full[0] in names:
            break
        passed.append(text_of(found.pop().cells[full[0]])[:200])
    return passed
