"""Where the list is on a sheet: titles above, header of one or two lines, the list below. Pure.

Reads what reader gives; lines below the header are told apart in data_lines, households in households.
"""

import re
from collections.abc import Collection, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.engines.intake.rules.cells import Column, Range, RawRow, RawSheet, Table, letters_of, text_of
from shequyun.engines.intake.rules.data_lines import data_lines
from shequyun.engines.intake.rules.headers import folded, known_titles
from shequyun.engines.intake.rules.households import ABOVE, filled_from_above

__all__ = ["ABOVE", "Column", "RawRow", "Table", "filled_from_above", "letters_of", "table_of", "tables_of", "text_of"]

LOOK_FOR_HEADER = 30  # rows from the top in which a header is looked for
LONGEST_TITLE = 40
MOST_FILLED = 2_000_000  # cells that merged ranges may fill, all together
Titles = Collection[str]
_DOCUMENT = re.compile(r"\d{17}[\dXx]")
_MOBILE = re.compile(r"1[3-9]\d{9}")

CONTINUES = _("The sheet has no header; its columns are taken from the sheet before it.")
NO_HEADER = _("The sheet has no header; check what each column means.")
UNCOMPUTED = _("Some formulas hold no value and count as empty. Open the file in Excel, save it, and upload it again.")
OUT_OF_SIGHT = _("The sheet is hidden in the workbook.")
HIDDEN_COLUMNS = _("Hidden columns are read too.")


def tables_of(sheets: Sequence[RawSheet]) -> list[Table]:
    """The lists in a workbook. A sheet without a header continues the one before it where its cells look alike (one
    sheet per building, titles on the first only); other sheets without a list are passed over."""
    tables: list[Table] = []
    for sheet in sheets:
        table = table_of(sheet) or _continued(sheet, tables) or (_bare(sheet) if len(sheets) == 1 else None)
        if table is not None:
            tables.append(table)
    return tables


def table_of(sheet: RawSheet, known: Titles | None = None) -> Table | None:
    """The list on a sheet, or None where no header is found. `known` are the folded titles that make a header."""
    known = known_titles() if known is None else known
    rows, filled = _unmerged(sheet)
    lines = _header_lines(rows, sheet.merged, known)
    if lines is None:
        return None
    top, depth = lines
    columns = _columns(rows, top, depth, sheet)
    if not columns:
        return None
    titles = list(dict.fromkeys(text_of(cell) for row in rows[:top] for cell in row if text_of(cell)))
    header = [text_of(cell) for row in rows[top : top + depth] for cell in row if text_of(cell)]
    width = columns[-1].index + 1
    data, passed = data_lines(rows, top + depth, width, columns, frozenset([*header, *titles]), sheet.hidden, filled)
    return Table(sheet.name, columns, data, (*titles[:20], *passed, *_about(sheet)), top + depth)


def _about(sheet: RawSheet) -> list[Any]:
    said = (
        (OUT_OF_SIGHT, sheet.out_of_sight),
        (HIDDEN_COLUMNS, bool(sheet.hidden_columns)),
        (UNCOMPUTED, sheet.uncomputed),
    )
    return [sentence for sentence, true in said if true]


def _unmerged(sheet: RawSheet) -> tuple[list[list[Any]], dict[int, set[int]]]:
    """Rows with ranges merged downwards filled with their value (a merged address belongs to every member), and which
    cells were filled. Bounded: hostile files claim ranges that overlap a million times."""
    rows, filled = sheet.rows, dict[int, set[int]]()
    if any(bottom > top for top, _l, bottom, _r in sheet.merged):
        rows = list(rows)
    left_over = MOST_FILLED
    for top, left, bottom, _right in sheet.merged:
        bottom = min(bottom, len(rows) - 1)
        if bottom <= top or left >= len(rows[top]) or left_over < bottom - top:
            continue
        left_over -= bottom - top
        for index in range(top + 1, bottom + 1):
            if left < len(rows[index]):
                if index not in filled:
                    rows[index] = list(rows[index])
                rows[index][left] = rows[top][left]
                filled.setdefault(index, set()).add(left)
    return rows, filled


def _header_lines(rows: Sequence[Sequence[Any]], merged: Sequence[Range], known: Titles) -> tuple[int, int] | None:
    """(first line of the header, how many lines it has), or None."""
    scores = [_score(row, known) for row in rows[:LOOK_FOR_HEADER]]
    best = max(scores, default=0)
    if best == 0:
        return None
    top = scores.index(best)
    if best == 1 and not _could_be_header(rows, top):
        return None
    if top and (
        _spans(merged, top - 1, len(rows[top])) or (scores[top - 1] >= 2 and _titles_below(rows, top - 1, known))
    ):
        top -= 1
    deep = _spans(merged, top, len(rows[top]) + 1) or any(a == top and b == top + 1 for a, _l, b, _r in merged)
    return top, 2 if top + 1 < len(rows) and _second_line(rows, top, deep, known) else 1


def _score(row: Sequence[Any], known: Titles) -> int:
    return len({title for title in map(_title, row) if title in known})


def _title(cell: Any) -> str:
    return folded(cell) if isinstance(cell, str) and len(cell) <= LONGEST_TITLE else ""


def _could_be_header(rows: Sequence[Sequence[Any]], index: int) -> bool:
    """A single known title is a header only among other short words, with something below them."""
    words = [text_of(cell) for cell in rows[index] if text_of(cell)]
    return len(words) >= 2 and index + 1 < len(rows) and all(len(w) <= 12 and not re.search(r"\d{3}", w) for w in words)


def _spans(merged: Sequence[Range], row: int, width: int) -> bool:
    """Whether titles on this line span some, but not nearly all, of the columns (that would be the page's title)."""
    spans = [right - left + 1 for top, left, bottom, right in merged if top == bottom == row and right > left]
    return bool(spans) and max(spans) < max(width * 0.7, 3)


def _second_line(rows: Sequence[Sequence[Any]], top: int, deep: bool, known: Titles) -> bool:
    """Whether the line below still belongs to the header. Without merged cells to tell (.csv), known titles must stand
    where the line above is empty."""
    below = [text_of(cell) for cell in rows[top + 1] if text_of(cell)]
    if not below or any(re.search(r"\d{4,}", text) for text in below):
        return False
    return (deep and _title_like(rows, top)) or _titles_below(rows, top, known)


def _title_like(rows: Sequence[Sequence[Any]], top: int) -> bool:
    """Repeats what is merged down from the line above, or names parts of it."""
    above = {text_of(cell) for cell in rows[top]}
    return all(len(text) <= 15 for text in map(text_of, rows[top + 1]) if text not in above)


def _titles_below(rows: Sequence[Sequence[Any]], top: int, known: Titles) -> bool:
    upper, lower = [text_of(cell) for cell in rows[top]], rows[top + 1]
    fresh = [index for index, cell in enumerate(lower) if _title(cell) in known]
    under_nothing = [index for index in fresh if index >= len(upper) or not upper[index]]
    said_twice = any(text_of(cell) and index not in fresh and index < len(upper) and upper[index] != text_of(cell)
                     for index, cell in enumerate(lower))  # fmt: skip
    return bool(under_nothing) and not said_twice


def _columns(rows: Sequence[Sequence[Any]], top: int, depth: int, sheet: RawSheet) -> tuple[Column, ...]:
    """The columns that have a title, and those without one that have cells."""
    width = max(map(len, rows[top : top + depth + 50]))
    upper = _spread(rows, top, depth, width, sheet.merged)
    lower = [text_of(cell) for cell in rows[top + 1]] if depth == 2 else []
    lower += [""] * (width - len(lower))
    columns = []
    for index in range(width):
        above, below = upper[index], lower[index]
        joined = f"{above}/{below}" if above and below and below != above else above or below
        title = re.sub(r"\s+", "", joined)[:120]
        if title or any(index < len(row) and text_of(row[index]) for row in rows[top + depth : top + depth + 50]):
            columns.append(Column(index, letters_of(index), title, index in sheet.hidden_columns))
    return tuple(columns) if any(column.title for column in columns) else ()


def _spread(rows: Sequence[Sequence[Any]], top: int, depth: int, width: int, merged: Sequence[Range]) -> list[str]:
    """The header's first line, with titles that span several columns in each of them."""
    upper = [text_of(cell) for cell in rows[top]] + [""] * (width - len(rows[top]))
    spans = [(left, right) for row, left, _bottom, right in merged if row == top]
    for left, right in spans:
        for index in range(left, min(right + 1, width)):
            upper[index] = upper[index] or upper[left]
    if depth == 2 and not spans:
        for index in range(1, min(width, len(rows[top + 1]))):
            if not upper[index] and text_of(rows[top + 1][index]):
                upper[index] = upper[index - 1] if text_of(rows[top + 1][index - 1]) else ""
    return upper


def _continued(sheet: RawSheet, tables: Sequence[Table]) -> Table | None:
    """A sheet without titles, whose cells look like those of the list before it."""
    if not tables:
        return None
    before = tables[-1]
    if not (looks := _looks(sheet.rows)) or looks != _looks([row.cells for row in before.rows[:50]]):
        return None
    return _untitled(sheet, before.columns, CONTINUES)


def _bare(sheet: RawSheet) -> Table | None:
    """A single sheet without any title, in which identity numbers or mobile numbers can be told by their form."""
    if not _looks(sheet.rows):
        return None
    width = max(map(len, sheet.rows[:50]))
    columns = tuple(Column(index, letters_of(index), "", index in sheet.hidden_columns) for index in range(width))
    return _untitled(sheet, columns, NO_HEADER)


def _untitled(sheet: RawSheet, columns: tuple[Column, ...], remark: Any) -> Table:
    rows, filled = _unmerged(sheet)
    data, passed = data_lines(rows, 0, columns[-1].index + 1, columns, frozenset(), sheet.hidden, filled)
    return Table(sheet.name, columns, data, (remark, *passed, *_about(sheet)), 0)


def _looks(rows: Sequence[Sequence[Any]]) -> dict[int, str]:
    """Which columns hold identity numbers or mobile numbers, by the form of most cells."""
    found = {}
    for index in range(max(map(len, rows[:50]), default=0)):
        texts = [text_of(row[index]) for row in rows[:50] if index < len(row) and text_of(row[index])]
        for name, form in (("document", _DOCUMENT), ("mobile", _MOBILE)):
            if len(texts) >= 2 and sum(bool(form.fullmatch(text)) for text in texts) >= len(texts) * 0.6:
                found[index] = name
    return found
