"""Blank workbooks to fill in: titles, drop-downs, notes, and an example line that nobody takes for a person. Pure."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

ROWS = 2000  # lines that carry formats and drop-downs
MAX_LIST = 255  # characters that Excel allows for a drop-down


@dataclass(frozen=True)
class BlankColumn:
    """A column of a blank workbook: its title, a note, an example, and the ways of writing to choose from."""

    title: str
    note: str = ""
    example: str = ""
    choices: Sequence[str] = ()
    needed: bool = False


def blank_workbook(columns: Sequence[BlankColumn], *, sheet: str, notes: Sequence[str]) -> bytes:
    """An .xlsx with one list and a page of notes. All cells are text, so that Excel leaves numbers whole."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet(sheet)
    text = book.add_format({"num_format": "@"})
    title = book.add_format({"bold": True, "bg_color": "#E8EDF4", "border": 1, "text_wrap": True})
    for index, column in enumerate(columns):
        page.set_column(index, index, 22 if len(column.title) > 3 else 12, text)
        page.write_string(0, index, column.title + ("*" if column.needed else ""), title)
        if column.note:
            page.write_comment(0, index, column.note)
        _offer(page, index, column)
    page.freeze_panes(1, 1)
    _notes(book, columns, notes)
    book.close()
    return out.getvalue()


def _offer(page: Any, index: int, column: BlankColumn) -> None:
    choices = list(column.choices)
    while choices and len(",".join(choices)) > MAX_LIST:
        choices.pop()
    if choices:
        page.data_validation(1, index, ROWS, index, {"validate": "list", "source": choices, "error_type": "warning"})


def _notes(book: Any, columns: Sequence[BlankColumn], notes: Sequence[str]) -> None:
    page = book.add_worksheet("填表说明")
    page.set_column(0, 0, 20)
    page.set_column(1, 1, 60)
    for row, line in enumerate(notes):
        page.write_string(row, 0, line)
    start = len(notes) + 1
    for row, column in enumerate(columns, start):
        page.write_string(row, 0, column.title)
        page.write_string(row, 1, "  ".join(part for part in (column.note, column.example and f"例：{column.example}") if part))
