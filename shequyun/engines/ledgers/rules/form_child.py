"""The child process of forms: tells how the cells of a blank workbook want to be written, or fills it.

Says one JSON object ("look") or the workbook and then "whole" ("fill") on its standard output. Imports nothing of Django.
"""

import io
import json
import re
import sys
import zipfile
from collections.abc import Mapping
from copy import copy
from datetime import date
from typing import Any

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.formula.translate import Translator
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation

from shequyun.base.bounded import bind
from shequyun.engines.ledgers.rules.shifting import cover, insert_lines

GAP = PatternFill("solid", fgColor="FFFFF2CC")
AUTHOR = "社区云"
MOST_NOTES, MOST_OPTIONS, MOST_UNPACKED = 400, 300, 60_000_000
_EXTENDED = re.compile(
    r"<x14:dataValidation [^>]*type=\"list\".*?<xm:f>(.*?)</xm:f>.*?<xm:sqref>(.*?)</xm:sqref>", re.DOTALL
)


def main(told: str, way: str, path: str) -> None:
    """`look`: what the columns of the sheets named on standard input want; `fill`: write what it says."""
    bind(told)
    said = json.load(sys.stdin)
    with zipfile.ZipFile(path) as archive:
        if sum(info.file_size for info in archive.infolist()) > MOST_UNPACKED:
            raise MemoryError("too large for a form")
        extended = _extended(archive)
    book = load_workbook(path, keep_links=False)
    for sheet, (formula, spans) in ((book[name], one) for name, found in extended.items() for one in found):
        sheet.add_data_validation(
            DataValidation("list", formula1=formula, allow_blank=True, sqref=MultiCellRange(spans))
        )
    if way == "look":
        out = json.dumps({one["name"]: _looked(book, one) for one in said["sheets"]}, ensure_ascii=False).encode()
    else:
        out = _filled(book, said)
    sys.stdout.buffer.write(out + b"whole")
    sys.stdout.buffer.flush()


def _extended(archive: zipfile.ZipFile) -> dict[str, list[tuple[str, str]]]:
    """Drop-downs that point to another sheet in the newer way of writing, which openpyxl would lose."""
    targets = dict(
        re.findall(r'Id="([^"]+)"[^>]*Target="([^"]+)"', _text(archive, "xl/_rels/workbook.xml.rels"))
        + [
            (i, t)
            for t, i in re.findall(r'Target="([^"]+)"[^>]*Id="([^"]+)"', _text(archive, "xl/_rels/workbook.xml.rels"))
        ]
    )
    found = {}
    for name, key in re.findall(r'<sheet [^>]*name="([^"]+)"[^>]*r:id="([^"]+)"', _text(archive, "xl/workbook.xml")):
        part = "xl/" + targets.get(key, "").removeprefix("/xl/")
        if rules := _EXTENDED.findall(_text(archive, part)):
            found[name] = rules
    return found


def _text(archive: zipfile.ZipFile, part: str) -> str:
    return archive.read(part).decode("utf-8", "replace") if part in archive.namelist() else ""


def _looked(book: Any, form: Mapping[str, Any]) -> dict[str, Any]:
    """Column (as text) -> options of its drop-down and number format, from the first line to write on."""
    sheet, styles = book[form["name"]], {}
    for column in form["columns"]:
        cell = sheet.cell(form["first"], column + 1)
        options = _options(book, sheet, cell.coordinate)
        styles[str(column)] = {"options": options, "format": cell.number_format}
    return styles


def _options(book: Any, sheet: Any, place: str) -> list[str]:
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list" and rule.formula1 and place in rule.sqref:
            return _listed(book, sheet, rule.formula1.strip().lstrip("="))[:MOST_OPTIONS]
    return []


def _listed(book: Any, sheet: Any, formula: str) -> list[str]:
    if formula.startswith('"'):
        return [one.strip() for one in formula.strip('"').split(",") if one.strip()]
    if formula in book.defined_names:
        formula = book.defined_names[formula].attr_text
    name, _mark, span = formula.rpartition("!")
    name = name.strip("'")
    source = book[name] if name in book.sheetnames else sheet
    try:
        left, top, right, bottom = range_boundaries(span.replace("$", ""))
    except (ValueError, TypeError):
        return []
    bottom = min(bottom or MOST_OPTIONS, (top or 1) + MOST_OPTIONS)
    cells = source.iter_rows(top or 1, bottom, left, right, values_only=True)
    return [str(value).strip() for row in cells for value in row if value not in (None, "")]


def _filled(book: Any, said: Mapping[str, Any]) -> bytes:
    for plan in said["sheets"]:
        sheet = book[plan["name"]]
        if "only" in plan:
            _take_out(sheet, plan)
        _write_below(sheet, plan)
        _Writer(book, sheet, plan).write()
        _watermark(sheet, said["mark"])
    book.properties.description = said["mark"]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_below(sheet: Any, plan: Mapping[str, Any]) -> None:
    """Totals and sentences below the list, while they still stand where the blank has them; formulas are left alone."""
    for row, column, value in plan["below"]:
        cell = sheet.cell(row, column + 1)
        if cell.data_type != "f" and hasattr(cell, "comment"):
            cell.value = value


def _take_out(sheet: Any, plan: Mapping[str, Any]) -> None:
    """Below the header (`only`) nothing stays but the given lines: others are emptied and out of sight. Columns that are
    added look `like` the one beside them."""
    kept = set(plan["rows"])
    for row in range(plan["only"] + 1, sheet.max_row + 1):
        if row not in kept:
            for cell in sheet[row]:
                if hasattr(cell, "comment"):
                    cell.value, cell.comment, cell.hyperlink = None, None, None
            sheet.row_dimensions[row].hidden = True
    for column, model in plan["like"]:
        for row in (plan["only"], *plan["rows"]):
            sheet.cell(row, column + 1)._style = copy(sheet.cell(row, model + 1)._style)
        sheet.column_dimensions[get_column_letter(column + 1)].width = 24


def _watermark(sheet: Any, mark: str) -> None:
    """Who took it, when, what for, at the foot of every printed page, beside what stands there."""
    foot = sheet.oddFooter
    text = foot.left.text or ""
    foot.left.text = f"{text}\n{mark}" if text else mark
    foot.left.size = 8


class _Writer:
    """Writes the lines of one sheet."""

    def __init__(self, book: Any, sheet: Any, plan: Mapping[str, Any]) -> None:
        self.book, self.sheet, self.plan = book, sheet, plan
        self.first, self.count = plan["first"], len(plan["lines"])
        self.width = max([*plan["columns"], *plan["all_columns"]], default=0) + 1
        self.texts = set(plan["texts"])
        self.notes = 0

    def write(self) -> None:
        """All lines: given ones in their place, otherwise one below the other."""
        if self.plan["rows"] or "only" in self.plan:
            for number, line in zip(self.plan["rows"], self.plan["lines"], strict=True):
                self._values(number, line, {})
            return
        room = self.plan["last"] - self.first + 1
        self._unmerge(self.plan["last"])
        if self.count > room and self.plan["footer"]:
            insert_lines(self.book, self.sheet, self.plan["last"] + 1, self.count - room)
        self._clear()
        self._copy_lines()
        gaps = {(line, column): words for line, column, words in self.plan["gaps"]}
        for index, line in enumerate(self.plan["lines"]):
            self._values(
                self.first + index,
                line,
                {column: gaps[index, column] for column in self.plan["columns"] if (index, column) in gaps},
            )
        self._stretch()

    def _unmerge(self, last: int) -> None:
        """Cells merged downwards in the list (last month's addresses) are taken apart; those across are done again."""
        self.across = []
        for span in list(self.sheet.merged_cells.ranges):
            if self.first <= span.min_row <= last:
                if span.min_row == span.max_row == self.first:
                    self.across.append((span.min_col, span.max_col))
                self.sheet.unmerge_cells(span.coord)

    def _clear(self) -> None:
        """Examples and last month's lines go; formulas of the first line stay to be copied."""
        self.formulas = {
            column: cell.value
            for column in range(1, self.width + 1)
            if (cell := self.sheet.cell(self.first, column)).data_type == "f" and column - 1 not in self.plan["columns"]
        }
        for row in range(self.first, self.plan["last"] + 1):
            for column in range(1, self.width + 1):
                cell = self.sheet.cell(row, column)
                cell.value, cell.comment = None, None

    def _copy_lines(self) -> None:
        """Fonts, borders, heights, merges across and formulas of the first line for every line."""
        model = [self.sheet.cell(self.first, column) for column in range(1, self.width + 1)]
        height = self.sheet.row_dimensions[self.first].height
        for row in range(self.first, self.first + self.count):
            for column, cell in enumerate(model, 1):
                own = self.sheet.cell(row, column)
                if row > self.first:
                    own._style = copy(cell._style)
                if column in self.formulas:
                    own.value = Translator(self.formulas[column], cell.coordinate).translate_formula(own.coordinate)
            if height:
                self.sheet.row_dimensions[row].height = height
            for left, right in self.across:
                self.sheet.merge_cells(start_row=row, end_row=row, start_column=left, end_column=right)

    def _values(self, row: int, line: list[Any], gaps: Mapping[int, str]) -> None:
        for column, value in zip(self.plan["columns"], line, strict=True):
            cell = self.sheet.cell(row, column + 1)
            if not hasattr(cell, "comment"):
                continue
            if column in self.texts:
                cell.number_format = "@"
            _put(cell, value)
            if column in gaps:
                cell.fill = GAP
                self.notes += 1
                if self.notes <= MOST_NOTES:
                    cell.comment = Comment(gaps[column], AUTHOR)

    def _stretch(self) -> None:
        """Drop-downs, colours by condition and the print area reach the last line; titles repeat on every page."""
        last = self.first + self.count - 1
        for rule in self.sheet.data_validations.dataValidation:
            rule.sqref = MultiCellRange(cover(rule.sqref.ranges, self.first, last))
        if self.count and not self.sheet.print_title_rows:
            self.sheet.print_title_rows = f"{self.plan['top']}:{self.plan['first'] - 1}"
        area = re.fullmatch(r".*?\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)", self.sheet.print_area or "")
        if area and int(area[4]) < last:
            self.sheet.print_area = f"{area[1]}{area[2]}:{area[3]}{last}"
        if self.sheet.auto_filter.ref and not self.plan["footer"]:
            left, top, right, bottom = range_boundaries(self.sheet.auto_filter.ref)
            self.sheet.auto_filter.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{max(bottom, last)}"


def _put(cell: Any, value: Any) -> None:
    """A day as a day, a number as a number; text as text, even where it begins with a sign of a formula."""
    if isinstance(value, dict):
        form = cell.number_format
        cell.value = date.fromisoformat(value["day"])
        cell.number_format = form
    elif isinstance(value, str):
        cell.value = value or None
        if value:
            cell.data_type = "s"
    else:
        cell.value = value


if __name__ == "__main__":
    main(*sys.argv[1:])
