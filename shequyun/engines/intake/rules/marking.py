"""Giving a file back: the same workbook with refused cells marked and commented. Pure."""

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from shequyun.engines.intake.rules.layout import text_of
from shequyun.engines.intake.rules.reader import RawSheet

MARK = PatternFill("solid", fgColor="FFF2B8B5")
AUTHOR = "社区云"
REASON = "退回原因"

Marks = Mapping[tuple[str, int, int | None], str]


def marked_xlsx(content: bytes, marks: Marks) -> bytes:
    """An .xlsx with its layout kept. `marks`: (sheet name, row from 1, column from 0 or None for the row) -> sentence."""
    book = load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        _mark(sheet, {(row, column): text for (name, row, column), text in marks.items() if name == sheet.title})
    return _saved(book)


def marked_copy(sheets: Sequence[RawSheet], marks: Marks) -> bytes:
    """For files that cannot be written in their own form (.xls, .csv): the same cells as a new .xlsx, marked."""
    book = Workbook()
    book.remove(book.active)
    for index, raw in enumerate(sheets):
        sheet = book.create_sheet(raw.name or f"Sheet{index + 1}")
        for row in raw.rows:
            sheet.append([text_of(cell) for cell in row])
        for line in sheet.iter_rows():
            for cell in line:
                cell.data_type = "s" if cell.value else cell.data_type  # text, never a formula
        _mark(sheet, {(row, column): text for (name, row, column), text in marks.items() if name == raw.name})
    return _saved(book)


def _mark(sheet: Worksheet, marks: Mapping[tuple[int, int | None], str]) -> None:
    if not marks:
        return
    last = sheet.max_column + 1
    reasons: dict[int, list[str]] = {}
    for (row, column), text in marks.items():
        reasons.setdefault(row, []).append(text)
        if column is not None:
            cell = sheet.cell(row, column + 1)
            if type(cell).__name__ != "MergedCell":
                cell.fill = MARK
                cell.comment = Comment(text, AUTHOR)
    sheet.cell(max(min(reasons) - 1, 1), last, REASON)
    for row, texts in reasons.items():
        cell = sheet.cell(row, last, "；".join(texts))
        cell.fill = MARK


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
