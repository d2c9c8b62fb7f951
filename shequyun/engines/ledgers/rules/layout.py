"""Where a blank form is to be filled: header, lines to write on, what stands below. Pure.

The header is found as the import finds it; below it, empty lines, examples and lines of last month are written over,
and notes, totals and signatures are kept and pushed down.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.base.files import FileRefused
from shequyun.engines.intake.rules.cells import RawSheet, Table, text_of
from shequyun.engines.intake.rules.data_lines import counts_columns, ends_list, is_example
from shequyun.engines.intake.rules.headers import folded
from shequyun.engines.intake.rules.layout import table_of
from shequyun.engines.ledgers.rules.titles import HEADER_TITLES

MOST_LINES = 20_000  # lines below the header of a form: more is a list, not a form
MOST_COLUMNS = 120


class FormHasNoHeader(FileRefused):
    """No line of titles."""

    code = "form_no_header"
    sentence = _(
        "No line of column titles was found on sheet “%(sheet)s”. A form needs one line that names its columns, "
        "such as 姓名, 性别, 居住地址."
    )


class FormHasTwoTables(FileRefused):
    """A second header on the same sheet."""

    code = "form_two_tables"
    sentence = _(
        "Sheet “%(sheet)s” holds two tables: the second begins on line %(line)s. Put each on a sheet of its own and upload again."
    )


class FormTooLong(FileRefused):
    """A filled list, not a blank."""

    code = "form_too_long"
    sentence = _(
        "Sheet “%(sheet)s” has %(lines)s lines below its titles: this is a filled list, not a blank form. "
        "Import it, or delete the lines and upload again."
    )


class FormTooWide(FileRefused):
    """Nobody fills that by hand."""

    code = "form_too_wide"
    sentence = _("Sheet “%(sheet)s” has %(columns)s columns; a form may have up to %(most)s.")


@dataclass
class SheetForm:
    """One sheet of a form. Lines count from 1, columns from 0.

    `first` to `last` are the lines to write on; `footer`: something stands below them. `samples` are the cells of an
    example line by column. `below` are texts over and under the list as [line, column, text]. `groups` are the first cells of
    lines that are given (committees, ages) as [line, text], for forms whose columns are counts.
    """

    name: str
    header_top: int
    header_row: int
    first: int
    last: int
    footer: bool
    columns: list[dict[str, Any]]
    samples: dict[str, str] = field(default_factory=dict)
    below: list[list[Any]] = field(default_factory=list)
    groups: list[list[Any]] = field(default_factory=list)
    counting: bool = False
    styles: dict[str, dict[str, Any]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """For keeping."""
        return asdict(self)


def sheet_forms(sheets: Sequence[RawSheet]) -> list[SheetForm]:
    """The sheets that are forms, in order. Refuses a workbook without one, and sheets that nobody could fill."""
    found = [_sheet_form(sheet, table) for sheet in sheets if (table := table_of(sheet, HEADER_TITLES))]
    if not found:
        raise FormHasNoHeader(sheet=sheets[0].name if sheets else "1")
    return found


def _sheet_form(sheet: RawSheet, table: Table) -> SheetForm:
    columns = [column for column in table.columns if column.title]
    if len(columns) > MOST_COLUMNS:
        raise FormTooWide(sheet=sheet.name, columns=len(columns), most=MOST_COLUMNS)
    if len(sheet.rows) - table.header_row > MOST_LINES:
        raise FormTooLong(sheet=sheet.name, lines=len(sheet.rows) - table.header_row)
    _check_single(sheet, table)
    first = table.header_row + 1
    if first <= len(sheet.rows) and counts_columns(sheet.rows[first - 1]):
        first += 1
    last, footer = _body(sheet, first, len(columns))
    form = SheetForm(
        sheet.name, _top(sheet, table), first - 1, first, max(last, first), footer,
        [{"index": c.index, "letters": c.letters, "title": c.title} for c in columns],
    )  # fmt: skip
    _look_at_lines(sheet, form)
    return form


def _top(sheet: RawSheet, table: Table) -> int:
    """The header's first line: the one above where titles are in two lines."""
    merged = any(top == table.header_row - 2 for top, _left, bottom, _right in sheet.merged if bottom >= top)
    return (
        table.header_row - 1
        if table.header_row > 1 and any("/" in c.title for c in table.columns) and merged
        else table.header_row
    )


def _check_single(sheet: RawSheet, table: Table) -> None:
    """Refuse another line of other titles, below the one that was taken as the header or above it."""
    own = {part for column in table.columns for part in map(folded, column.title.split("/"))}
    below = range(table.header_row, min(len(sheet.rows), table.header_row + 500))
    for index in (*range(max(_top(sheet, table) - 1, 0)), *below):
        texts = {folded(cell) for cell in sheet.rows[index] if isinstance(cell, str) and 0 < len(cell) <= 20}
        titles = texts & HEADER_TITLES
        if len(titles) >= 3 and len(titles - own) >= 2 and len(titles) >= len(texts) * 0.6:
            raise FormHasTwoTables(sheet=sheet.name, line=max(index + 1, table.header_row))


def _body(sheet: RawSheet, first: int, columns: int) -> tuple[int, bool]:
    """(last line to write on, whether anything stands below it)."""
    last = first - 1
    for number in range(first, len(sheet.rows) + 1):
        row = sheet.rows[number - 1]
        text = next((text_of(cell) for cell in row if text_of(cell)), "")
        merged = any(
            top == number - 1 and right - left >= max(columns * 0.6, 2) for top, left, _b, right in sheet.merged
        )
        if text and not is_example(text) and (ends_list(text, row, columns, False) or merged):
            return number - 1, True
        last = number
    return last, False


def _look_at_lines(sheet: RawSheet, form: SheetForm) -> None:
    """Examples, the first cells of given lines, and what is said below."""
    for number in range(form.first, min(form.last, len(sheet.rows)) + 1):
        row = sheet.rows[number - 1]
        head = next((text_of(cell) for cell in row[: form.columns[0]["index"] + 2] if text_of(cell)), "")
        if head and not head.isdigit() and not is_example(head):
            form.groups.append([number, head])
        for column in form.columns:
            cell = row[column["index"]] if column["index"] < len(row) else ""
            if text_of(cell):
                form.samples.setdefault(
                    str(column["index"]), text_of(cell).removeprefix("示例：").removeprefix("例：")[:60]
                )
    lines = [*range(1, form.header_top), *range(form.last + 1, min(len(sheet.rows), form.last + 60) + 1)]
    for number in lines:
        form.below += [
            [number, i, text_of(cell)[:500]] for i, cell in enumerate(sheet.rows[number - 1]) if text_of(cell)
        ]
