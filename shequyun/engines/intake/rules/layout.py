"""Where the list is on a sheet: titles above, header of one or two lines, data, totals and notes below. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shequyun.engines.intake.rules.headers import KNOWN_TITLES, folded
from shequyun.engines.intake.rules.reader import RawSheet

LOOK_FOR_HEADER = 30  # rows from the top in which a header is looked for
_END = re.compile(r"^(合计|总计|小计|共计|注[:：]|备注[:：]|说明[:：]|填表人|制表人|填报人|审核|负责人|联系人[:：]|填表日期|制表日期|单位盖章)")
_DEFAULT_SHEET = re.compile(r"^(sheet|工作表|表)\s*\d*$", re.IGNORECASE)
ABOVE = frozenset({"living_address", "hukou_address", "household_no", "head_name", "road", "lane", "number", "room"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list: its place on the sheet (from 0), its letters there, and its title in one line."""

    index: int
    letters: str
    title: str


@dataclass(frozen=True, slots=True)
class RawRow:
    """A line of the list: its number in the file (from 1), its cells by place, which of them stand for "as above",
    and whether the line was hidden or filtered away."""

    number: int
    cells: tuple[Any, ...]
    filled: frozenset[int] = frozenset()
    hidden: bool = False


@dataclass(frozen=True)
class Table:
    """The list of one sheet. `remarks` name what was passed over: titles, notes, repeated headers."""

    sheet: str
    columns: tuple[Column, ...]
    rows: list[RawRow]
    remarks: tuple[str, ...] = ()

    @property
    def names_place(self) -> bool:
        """Whether the sheet's name says something (a building), unlike Sheet1."""
        return bool(self.sheet) and not _DEFAULT_SHEET.match(self.sheet.strip())


def tables_of(sheets: Sequence[RawSheet]) -> list[Table]:
    """The lists in a workbook; sheets without a recognisable header are passed over."""
    return [table for table in map(table_of, sheets) if table is not None]


def table_of(sheet: RawSheet) -> Table | None:
    """The list on a sheet, or None where no header is found and nothing is below it."""
    rows = _unmerged(sheet)
    header = _header_row(rows)
    if header is None:
        return None
    header = _first_line(header, sheet.merged, len(rows[header]))
    depth = _header_depth(rows, header, sheet.merged)
    columns = _columns(rows, header, depth, sheet.merged)
    data, remarks = _data(sheet, rows, header + depth, columns)
    titles = [text_of(cell) for row in rows[:header] for cell in row if text_of(cell)]
    return Table(sheet.name, tuple(columns), data, tuple([*dict.fromkeys(titles), *remarks]))


def text_of(cell: Any) -> str:
    """A cell as text, trimmed; nothing for an empty one."""
    return "" if cell is None else str(cell).strip()


def _unmerged(sheet: RawSheet) -> list[list[Any]]:
    """Rows with merged ranges below the top filled with their value: a merged address belongs to every member."""
    rows = [list(row) for row in sheet.rows]
    for top, left, bottom, right in sheet.merged:
        if top >= len(rows) or left >= len(rows[top]) or bottom - top > 5000:
            continue
        value = rows[top][left]
        for r in range(top, min(bottom, len(rows) - 1) + 1):
            for c in range(left, min(right, len(rows[r]) - 1) + 1):
                if c == left or right == left:
                    rows[r][c] = value
    return rows


def _header_row(rows: list[list[Any]]) -> int | None:
    """The row with most cells that are known titles (two at least), the first of equals."""
    best, best_score = None, 1
    for index, row in enumerate(rows[:LOOK_FOR_HEADER]):
        score = sum(1 for cell in row if isinstance(cell, str) and folded(cell) in KNOWN_TITLES)
        if score > best_score:
            best, best_score = index, score
    return best


def _first_line(header: int, merged: Sequence[tuple[int, int, int, int]], width: int) -> int:
    """The line above belongs to the header when its titles span some, but not nearly all, of the columns."""
    spans = [right - left + 1 for top, left, bottom, right in merged if top == bottom == header - 1 and right > left]
    return header - 1 if spans and max(spans) < width * 0.7 else header


def _header_depth(rows: list[list[Any]], header: int, merged: Sequence[tuple[int, int, int, int]]) -> int:
    """Two where the line below holds titles under a title that spans several columns, otherwise one."""
    spans = any(top == header and right > left for top, left, _bottom, right in merged)
    deep = any(top == header and bottom == header + 1 for top, _left, bottom, _right in merged)
    if not (spans or deep) or header + 1 >= len(rows):
        return 1
    below = [text_of(cell) for cell in rows[header + 1] if text_of(cell)]
    return 2 if below and not any(re.search(r"\d{4,}", text) for text in below) else 1


def _columns(
    rows: list[list[Any]], header: int, depth: int, merged: Sequence[tuple[int, int, int, int]]
) -> list[Column]:
    top = [text_of(cell) for cell in rows[header]]
    for row, left, _bottom, right in merged:
        if row == header:
            for index in range(left, min(right + 1, len(top))):
                top[index] = top[index] or top[left]
    below = [text_of(cell) for cell in rows[header + 1]] if depth == 2 else []
    columns = []
    for index, title in enumerate(top):
        under = below[index] if index < len(below) else ""
        joined = f"{title}/{under}" if title and under and under != title else title or under
        if joined:
            columns.append(Column(index, letters_of(index), re.sub(r"\s+", "", joined)))
    return columns


def _data(
    sheet: RawSheet, rows: list[list[Any]], start: int, columns: list[Column]
) -> tuple[list[RawRow], list[str]]:
    width = max(column.index for column in columns) + 1
    titles = {column.index: column.title for column in columns}
    found, remarks = [], []
    for index in range(start, len(rows)):
        cells = rows[index][:width] + [""] * (width - len(rows[index]))
        texts = [text_of(cell) for cell in cells]
        if not any(texts):
            continue
        first = next(text for text in texts if text)
        if _END.match(first) and sum(map(bool, texts)) <= max(3, len(columns) // 3):
            remarks.append(first)
        elif sum(1 for c in titles if texts[c] == titles[c]) >= 2:
            remarks.append(first)
        else:
            found.append(RawRow(index + 1, tuple(cells), hidden=index + 1 in sheet.hidden))
    return found, remarks


def filled_from_above(rows: Sequence[RawRow], targets: dict[int, str], *, head: int | None) -> list[RawRow]:
    """Household forms: blank cells of what belongs to the household (address, number, head) take the value above.

    Only inside a household: a line that names an address, or whose relation says head, begins a new one. `targets`
    maps column to field; `head` is the column of the relation. Columns of the person are never filled.
    """
    shared = [index for index, name in targets.items() if name in ABOVE]
    above: dict[int, Any] = {}
    result = []
    for row in rows:
        starts = any(text_of(row.cells[index]) for index in shared) or (
            head is not None and text_of(row.cells[head]) in ("户主", "本人", "02", "01")
        )
        if starts:
            above = {index: row.cells[index] for index in shared}
            result.append(row)
            continue
        taken = [index for index in shared if text_of(above.get(index))]
        cells = list(row.cells)
        for index in taken:
            cells[index] = above[index]
        result.append(RawRow(row.number, tuple(cells), frozenset(taken), row.hidden))
    return result


def letters_of(index: int) -> str:
    """A column's letters from its place: 0 -> A, 26 -> AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
