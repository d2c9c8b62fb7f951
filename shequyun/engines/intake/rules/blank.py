"""Blank workbooks to fill in: titles, drop-downs, notes, and an example line that nobody takes for a person. Pure."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from shequyun.engines.intake.rules.cells import letters_of

ROWS = 2000  # lines that carry formats and drop-downs
MAX_LIST = 255  # characters that Excel allows for a drop-down that is written out
EXAMPLE = "示例："  # begins the example line; the reader passes such lines over
NOTES_SHEET, LISTS_SHEET = "填表说明", "选项"


@dataclass(frozen=True)
class BlankColumn:
    """A column of a blank workbook: its title, a note, an example, and the ways of writing to choose from."""

    title: str
    note: str = ""
    example: str = ""
    choices: Sequence[str] = ()
    needed: bool = False


def blank_workbook(columns: Sequence[BlankColumn], *, sheet: str, notes: Sequence[str]) -> bytes:
    """An .xlsx with one list to fill in and a page of notes. All cells are text, so that Excel leaves numbers whole.

    Needed columns carry a star. Other words than those of a drop-down may be typed: Excel asks back and lets them be.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet(sheet)
    text = book.add_format({"num_format": "@"})
    title = book.add_format({"bold": True, "bg_color": "#E8EDF4", "border": 1, "text_wrap": True})
    example = book.add_format({"num_format": "@", "italic": True, "font_color": "#8A94A6"})
    _notes(book, columns, notes)
    lists = _Lists(book)
    for index, column in enumerate(columns):
        page.set_column(index, index, max(12, 2 * len(column.title) + 4, len(column.example) + 4), text)
        page.write_string(0, index, column.title + ("*" if column.needed else ""), title)
        if index == 0 or column.example:
            page.write_string(1, index, (EXAMPLE if index == 0 else "") + column.example, example)
        if column.note:
            page.write_comment(0, index, column.note)
        if column.choices:
            source = lists.source(column.choices)
            page.data_validation(1, index, ROWS, index, {"validate": "list", "source": source, "error_type": "warning"})
    page.freeze_panes(1, 1)
    book.close()
    return out.getvalue()


class _Lists:
    """Drop-downs too long to be written out stand on a hidden sheet."""

    def __init__(self, book: Any) -> None:
        self.book, self.used = book, 0
        self.page: Any = None

    def source(self, choices: Sequence[str]) -> list[str] | str:
        if len(",".join(choices)) <= MAX_LIST and not any("," in choice for choice in choices):
            return list(choices)
        if self.page is None:
            self.page = self.book.add_worksheet(LISTS_SHEET)
            self.page.hide()
        for row, choice in enumerate(choices):
            self.page.write_string(row, self.used, choice)
        letters = letters_of(self.used)
        self.used += 1
        return f"='{LISTS_SHEET}'!${letters}$1:${letters}${len(choices)}"


def _notes(book: Any, columns: Sequence[BlankColumn], notes: Sequence[str]) -> None:
    """One sentence a line, in one column, so that nobody (the reader neither) takes the page for a list."""
    page = book.add_worksheet(NOTES_SHEET)
    page.set_column(0, 0, 100, book.add_format({"text_wrap": True}))
    lines = [*notes, ""]
    for column in columns:
        parts = [column.note, f"例：{column.example}" if column.example else ""]
        if any(parts):
            lines.append(f"{column.title}：" + "  ".join(part for part in parts if part))
    for row, line in enumerate(lines):
        page.write_string(row, 0, line)
