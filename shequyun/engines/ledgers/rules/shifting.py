"""Inserting lines into a sheet as Excel would: what stands below moves, what spans the place grows. Runs in the child."""

import re
from collections.abc import Iterable
from typing import Any

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange

_REFERENCE = re.compile(
    r"(?:(?:'((?:[^']|'')+)'|([A-Za-z_\u4e00-\u9fff][\w.\u4e00-\u9fff]*))!)?"
    r"(\$?[A-Z]{1,3}\$?)(\d+)(?::(\$?[A-Z]{1,3}\$?)(\d+))?(?![\w(])"
)


def insert_lines(book: Any, sheet: Any, at: int, count: int) -> None:
    """`count` empty lines before line `at`. Ranges that end on the line above grow, because the list does."""
    _move_cells(sheet, at, count)
    _move_heights(sheet, at, count)
    sheet.merged_cells.ranges = {_moved(one, at, count, grow=False) for one in sheet.merged_cells.ranges}
    for rule in sheet.data_validations.dataValidation:
        rule.sqref = MultiCellRange([_moved(one, at, count) for one in rule.sqref.ranges])
    formats = ConditionalFormattingList()
    for one in sheet.conditional_formatting:
        spans = " ".join(_moved(part, at, count).coord for part in one.sqref.ranges)
        for rule in one.rules:
            formats.add(spans, rule)
    sheet.conditional_formatting = formats
    _move_formulas(book, sheet, at, count)
    _move_marks(sheet, at, count)


def _move_cells(sheet: Any, at: int, count: int) -> None:
    cells = {}
    for (row, column), cell in sheet._cells.items():
        if row >= at:
            cell.row = row = row + count
            if getattr(cell, "hyperlink", None):
                cell.hyperlink.ref = cell.coordinate
        cells[row, column] = cell
    sheet._cells = cells


def _move_heights(sheet: Any, at: int, count: int) -> None:
    for row in sorted((row for row in sheet.row_dimensions if row >= at), reverse=True):
        height = sheet.row_dimensions.pop(row)
        height.index = row + count
        sheet.row_dimensions[row + count] = height


def _moved(span: Any, at: int, count: int, *, grow: bool = True) -> Any:
    top, bottom = span.min_row, span.max_row
    if top >= at:
        top += count
    if bottom >= at or (grow and bottom == at - 1):
        bottom += count
    kind = type(span)
    if kind is CellRange:
        return CellRange(min_col=span.min_col, min_row=top, max_col=span.max_col, max_row=bottom)
    span.min_row, span.max_row = min(top, span.min_row), bottom  # bounds are checked one by one
    span.min_row = top
    return span


def _move_formulas(book: Any, sheet: Any, at: int, count: int) -> None:
    for other in book.worksheets:
        for row in other.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type == "f":
                    cell.value = moved_formula(cell.value, sheet.title, other is sheet, at, count)
    for name in [*book.defined_names.values(), *sheet.defined_names.values()]:
        if name.attr_text:
            name.attr_text = moved_formula(name.attr_text, sheet.title, False, at, count)
    for rule in sheet.data_validations.dataValidation:
        if rule.formula1 and not rule.formula1.startswith('"'):
            rule.formula1 = moved_formula(rule.formula1, sheet.title, True, at, count)


def moved_formula(formula: str, title: str, own: bool, at: int, count: int) -> str:
    """A formula after `count` lines were inserted before `at` of the sheet; `own`: the formula stands on that sheet."""

    def one(match: re.Match[str]) -> str:
        quoted, plain, column, row, to_column, to_row = match.groups()
        named = (quoted or plain or "").replace("''", "'")
        if (named and named != title) or (not named and not own):
            return match[0]
        prefix = match[0][: match.start(3) - match.start()]
        first = int(row) + (count if int(row) >= at else 0)
        if not to_row:
            return f"{prefix}{column}{first}"
        last = int(to_row) + (count if int(to_row) >= at - 1 else 0)
        return f"{prefix}{column}{first}:{to_column}{last}"

    parts = re.split(r'("[^"]*")', formula)
    return "".join(part if part.startswith('"') else _REFERENCE.sub(one, part) for part in parts)


def _move_marks(sheet: Any, at: int, count: int) -> None:
    """Filters, tables, pictures, page breaks and the print area."""
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = grown(sheet.auto_filter.ref, at, count)
    for table in sheet.tables.values():
        table.ref = grown(table.ref, at, count)
        if table.autoFilter:
            table.autoFilter.ref = table.ref
    for picture in sheet._images:
        for corner in (getattr(picture.anchor, "_from", None), getattr(picture.anchor, "to", None)):
            if corner is not None and corner.row >= at - 1:
                corner.row += count
    for page in sheet.row_breaks.brk:
        page.id += count if page.id >= at - 1 else 0
    if sheet.print_area:
        parts = re.findall(r"\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)", sheet.print_area)
        sheet.print_area = ",".join(grown(f"{a}{b}:{c}{d}", at, count) for a, b, c, d in parts)


def grown(span: str, at: int, count: int) -> str:
    """A range after the insertion."""
    return _moved(CellRange(span), at, count).coord


def cover(spans: Iterable[Any], first: int, last: int) -> list[Any]:
    """Ranges that hold the first line of the list, stretched to its last."""
    found = []
    for one in spans:
        left, top, right, bottom = range_boundaries(one.coord)
        found.append(
            CellRange(min_col=left, min_row=top, max_col=right, max_row=max(bottom, last))
            if top <= first <= bottom
            else one
        )
    return found
