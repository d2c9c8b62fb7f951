"""The child process of marking: reads one file and writes the marked workbook to standard output, then "whole"."""

import io
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from shequyun.base.bounded import Limits, bind
from shequyun.engines.intake.rules.child import messages

COLOUR = "F2B8B5"
AUTHOR = "社区云"
REASON = "退回原因"
MOST_KEPT = 30_000_000  # bytes of unpacked sheets up to which the layout is kept: openpyxl needs ten times as much
LONGEST = 32_000  # characters in a cell

Marks = Mapping[int, Mapping[int | None, str]]  # row from 1 -> column from 0 or None -> sentence


def main(told: str, way: str, kind: str, path: str) -> None:
    """Write the marked workbook; nothing at all where it cannot be made."""
    limits = bind(told)
    said = json.load(sys.stdin)
    make = _kept if way == "keep" else _copied
    content = make(kind, path, by_sheet(said["marks"]), said["header_rows"], limits)
    sys.stdout.buffer.write(content + b"whole")
    sys.stdout.buffer.flush()


def by_sheet(said: Iterable[tuple[str, int, int | None, str]]) -> dict[str, Marks]:
    """What was said of cells, by sheet, then row, then column."""
    sheets: dict[str, dict[int, dict[int | None, str]]] = {}
    for sheet, row, column, sentence in said:
        sheets.setdefault(sheet, {}).setdefault(row, {})[column] = sentence
    return dict(sheets)


def _title_row(marks: Marks, wanted: int | None) -> int:
    """Where the title of the reasons stands: 0 for nowhere, when the first line of the sheet is itself refused."""
    row = wanted if wanted else min(marks) - 1
    return 0 if row in marks else row


def _kept(kind: str, path: str, sheets: Mapping[str, Marks], header_rows: Mapping[str, int], limits: Limits) -> bytes:
    with zipfile.ZipFile(path) as archive:
        if sum(info.file_size for info in archive.infolist()) > MOST_KEPT:
            raise MemoryError("too large to keep its layout")
    book = load_workbook(path, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        if marks := sheets.get(sheet.title):
            _mark(sheet, marks, header_rows.get(sheet.title))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _mark(sheet: Worksheet, marks: Marks, header_row: int | None) -> None:
    last = max((cell.column for row in sheet.iter_rows() for cell in row if cell.value is not None), default=0) + 1
    fill = PatternFill("solid", fgColor=f"FF{COLOUR}")
    if row := _title_row(marks, header_row):
        _write(sheet.cell(row, last), REASON)
    for row, columns in marks.items():
        for column, sentence in columns.items():
            cell = sheet.cell(row, (last if column is None else column + 1))
            if isinstance(cell, Cell):
                cell.fill = fill
                cell.comment = Comment(sentence, AUTHOR) if column is not None else None
        _write(sheet.cell(row, last), "；".join(dict.fromkeys(columns.values())))
        sheet.cell(row, last).fill = fill


def _write(cell: Any, text: str) -> None:
    """As text, even where it begins with a sign of a formula."""
    cell.value = text[:LONGEST]
    cell.data_type = "s"


def _copied(kind: str, path: str, sheets: Mapping[str, Marks], header_rows: Mapping[str, int], limits: Limits) -> bytes:
    return copied(_lines(kind, path, limits), sheets, header_rows)


def _lines(kind: str, path: str, limits: Limits) -> Iterator[tuple[str, list[list[Any]]]]:
    """Name and lines of each sheet."""
    name, lines = "", list[list[Any]]()
    for index, (what, body) in enumerate(messages(kind, path, limits)):
        if what == "sheet":
            if index:
                yield name, lines
            name, lines = body["name"], []
        elif what == "rows":
            lines += body
        else:
            raise ValueError(what)
    yield name, lines


def copied(
    lines: Iterable[tuple[str, Sequence[Sequence[Any]]]], sheets: Mapping[str, Marks], header_rows: Mapping[str, int]
) -> bytes:
    """A new workbook of the same cells, marked. Opens nothing."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    for name, rows in lines:
        marks = sheets.get(name, {})
        _Sheet(book, name, marks).write(rows, _title_row(marks, header_rows.get(name)) if marks else 0)
    book.close()
    return out.getvalue()


class _Sheet:
    """A sheet of the new workbook."""

    def __init__(self, book: Any, name: str, marks: Marks) -> None:
        self.page = book.add_worksheet(name or None)
        self.text = book.add_format({"num_format": "@"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.bad = book.add_format({"num_format": "@", "bg_color": f"#{COLOUR}"})
        self.marks = marks

    def write(self, rows: Sequence[Sequence[Any]], title_row: int) -> None:
        """The lines, and behind the widest of them the reasons."""
        last = max(map(len, rows), default=0)
        for index, line in enumerate(rows):
            marks = self.marks.get(index + 1, {})
            for column, value in enumerate(line):
                self._cell(index, column, value, marks.get(column))
            if marks:
                self.page.write_string(index, last, "；".join(dict.fromkeys(marks.values()))[:LONGEST], self.bad)
            elif index + 1 == title_row:
                self.page.write_string(index, last, REASON)

    def _cell(self, row: int, column: int, value: Any, refused: str | None) -> None:
        if refused is not None:
            self.page.write_comment(row, column, refused[:LONGEST], {"author": AUTHOR})
            self.page.write_string(row, column, _shown(value), self.bad)
        elif isinstance(value, bool) or value is None or value == "":
            if isinstance(value, bool):
                self.page.write_boolean(row, column, value)
        elif isinstance(value, int | float):
            self.page.write_number(row, column, value)
        elif isinstance(value, date):
            self.page.write_datetime(row, column, value, self.day)
        else:
            self.page.write_string(row, column, _shown(value), self.text)


def _shown(value: Any) -> str:
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return "" if value is None else str(value)[:LONGEST]


if __name__ == "__main__":
    main(*sys.argv[1:])
