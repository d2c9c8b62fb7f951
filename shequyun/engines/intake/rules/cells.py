"""The shapes that reading passes on: sheets as they stand, and lists as they were understood. Pure data."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Range = tuple[int, int, int, int]  # top, left, bottom, right; counted from 0, all inside

# A sheet that is named after a place: 3号, 12幢, 二号楼, 610弄, 新福康里. Not: Sheet1, 人口信息, 汇总.
_PLACE = re.compile(
    r"[\d一二三四五六七八九十]+\s*(支弄|弄|号|幢|栋|楼|单元|座|室)|路\s*\d+|.(公寓|大厦|小区|新村|花园|苑|里|坊|村|园)$"
)


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as it stands: its name, and rows of cells from row 1 on.

    `hidden` are row numbers from 1, `hidden_columns` columns from 0: hidden by hand or by a filter. Only .xlsx tells
    them; from .xls and .csv they are empty. `uncomputed`: some formulas hold no value, because no spreadsheet program
    has ever opened the file. `out_of_sight`: the whole sheet is hidden.
    """

    name: str
    rows: list[list[Any]]
    hidden: frozenset[int] = frozenset()
    merged: tuple[Range, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    uncomputed: bool = False
    out_of_sight: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list: its place on the sheet (from 0), its letters there, and its title in one line ("" where it
    has none). `hidden`: people who look at the sheet do not see it."""

    index: int
    letters: str
    title: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class RawRow:
    """A line of the list: its number in the file (from 1), its cells by place on the sheet, which of them were taken
    from above (merged downwards, or "as above"), whether it was hidden or filtered away, and whether an empty line
    stands before it."""

    number: int
    cells: tuple[Any, ...]
    filled: frozenset[int] = frozenset()
    hidden: bool = False
    after_gap: bool = False


@dataclass(frozen=True)
class Table:
    """The list of one sheet. `remarks` name what was passed over: titles, notes, totals, repeated headers.
    `header_row` is the number (from 1) of the header's last line, 0 where there is none."""

    sheet: str
    columns: tuple[Column, ...]
    rows: list[RawRow]
    remarks: tuple[Any, ...] = ()
    header_row: int = 0

    @property
    def names_place(self) -> bool:
        """Whether the sheet is named after a building or lane, so that its name belongs before the addresses."""
        return bool(_PLACE.search(self.sheet.strip()))


def text_of(cell: Any) -> str:
    """A cell as text, trimmed; nothing for an empty one. Whole floats lose their ".0", as people see them."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell).strip()


def is_blank(row: Sequence[Any]) -> bool:
    """Whether a row says nothing: empty cells and white space."""
    return not any(cell is not None and cell != "" and (not isinstance(cell, str) or cell.strip()) for cell in row)


def letters_of(index: int) -> str:
    """A column's letters from its place: 0 -> A, 26 -> AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def index_of(letters: str) -> int:
    """A column's place from its letters: A -> 0, AA -> 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
