"""The child process of marking: reads one file and writes the marked workbook to standard output, then "whole"."""

import io
import json
import sys
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from shequyun.engines.intake.rules.bounded import Limits, bind
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
    content = make(kind, path, _by_sheet(said["marks"]), said["header_rows"], limits)
    sys.stdout.buffer.write(content + b"whole")
    sys.stdout.buffer.flush()


def _by_sheet(said: Iterable[tuple[str, int, int | None, str]]) -> dict[str, Marks]:
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
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    writer: _Sheet | None = None
    for what, body in messages(kind, path, limits):
        if what == "sheet":
            name = body["name"]
            if writer:
                writer.close()
            writer = _Sheet(book, name, sheets.get(name, {}), header_rows.get(name))
        elif what == "rows" and writer:
            for row in body:
                writer.add(row)
        else:
            raise ValueError(what)
    if writer:
        writer.close()
    book.close()
    return out.getvalue()


class _Sheet:
    """A sheet whose lines are kept until its width is known: the reasons stand behind the widest."""

    def __init__(self, book: Any, name: str, marks: Marks, header_row: int | None) -> None:
        self.page = book.add_worksheet(name or None)
        self.text = book.add_format({"num_format": "@"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.bad = book.add_format({"num_format": "@", "bg_color": f"#{COLOUR}"})
        self.marks, self.title_row = marks, _title_row(marks, header_row) if marks else 0
        self.lines: list[list[Any]] = []

    def add(self, row: list[Any]) -> None:
        self.lines.append(row)

    def close(self) -> None:
        last = max((len(line) for line in self.lines), default=0)
        for index, line in enumerate(self.lines):
            marks = self.marks.get(index + 1, {})
            for column, value in enumerate(line):
                self._cell(index, column, value, marks.get(column))
            if marks:
                self.page.write_string(index, last, "；".join(dict.fromkeys(marks.values()))[:LONGEST], self.bad)
            elif index + 1 == self.title_row:
                self.page.write_string(index, last, REASON)
        self.lines = []

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
