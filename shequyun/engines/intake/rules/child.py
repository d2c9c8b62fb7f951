"""The child process of the reader: opens one file and writes its sheets to standard output, one JSON line a message.

JSON, because what a broken parser says must not be able to do anything in the parent. Imports nothing of Django, so
that it starts in a tenth of a second and has nothing to leak.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from shequyun.base.bounded import Limits, bind
from shequyun.engines.intake.rules.sheet_marks import Marks, TooLarge, sheet_marks
from shequyun.engines.intake.rules.texts import Unreadable, text_rows

CHUNK = 2000  # rows in a message
Message = tuple[str, Any]


def main(told: str, kind: str, path: str) -> None:
    """Write ("sheet", …) and ("rows", …) messages, then ("end", None); or one that says why not."""
    limits = bind(told)
    out = sys.stdout.buffer
    try:
        for message in messages(kind, path, limits):
            _say(out, message)
        _say(out, ("end", None))
    except PasswordError:
        _say(out, ("encrypted", None))
    except TooLarge:
        _say(out, ("too_large", None))
    except Unreadable as error:
        _say(out, ("unreadable", str(error)))
    except Exception as error:
        _say(out, ("broken", type(error).__name__))
    out.flush()


def messages(kind: str, path: str, limits: Limits) -> Iterator[Message]:
    """What the file holds, sheet by sheet."""
    if kind == "csv":
        yield "sheet", {"name": ""}
        yield from _chunked(text_rows(Path(path).read_bytes()), limits)
        return
    marks = sheet_marks(path, limits.unpacked) if kind == "xlsx" else []
    for mark in marks:
        if mark.far[0] > limits.rows or mark.far[1] > limits.columns:
            yield "too_many", mark.far
            return
    book = CalamineWorkbook.from_path(path)
    for index, about in enumerate(book.sheets_metadata):
        if about.typ == SheetTypeEnum.WorkSheet:
            yield from _sheet(book, index, marks[index] if index < len(marks) else Marks(), limits)


def _sheet(book: CalamineWorkbook, index: int, marks: Marks, limits: Limits) -> Iterator[Message]:
    sheet, about = book.get_sheet_by_index(index), book.sheets_metadata[index]
    if sheet.total_height > limits.rows or sheet.total_width > limits.columns:
        yield "too_many", (sheet.total_height, sheet.total_width)
        return
    yield (
        "sheet",
        {
            "name": about.name,
            "hidden": sorted(marks.hidden),
            "columns": sorted(marks.columns),
            "merged": [(*start, *end) for start, end in sheet.merged_cell_ranges or ()],
            "uncomputed": marks.uncomputed,
            "out_of_sight": about.visible != SheetVisibleEnum.Visible,
        },
    )
    indent = [""] * (sheet.start or (0, 0))[1]
    rows = (indent + row for row in sheet.iter_rows()) if indent else sheet.iter_rows()
    yield from _chunked(_with_errors(rows, marks.errors) if marks.errors else rows, limits)


def _with_errors(rows: Iterable[list[Any]], errors: dict[tuple[int, int], str]) -> Iterator[list[Any]]:
    """Rows in which error cells say their error (#REF!): the reader of cells leaves them empty."""
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), error in errors.items():
        by_row.setdefault(row, {})[column] = error
    for index, cells in enumerate(rows):
        for column, error in by_row.get(index, {}).items():
            if column < len(cells):
                cells[column] = error
        yield cells


def _chunked(rows: Iterable[list[Any]], limits: Limits) -> Iterator[Message]:
    part: list[list[Any]] = []
    count = 0
    for row in rows:
        part.append(row)
        if len(part) == CHUNK:
            yield "rows", part
            count, part = count + CHUNK, []
        if count + len(part) > limits.rows or len(row) > limits.columns:
            yield "too_many", (count + len(part), len(row))
            return
    if part:
        yield "rows", part


def _say(out: BinaryIO, message: Message) -> None:
    out.write(json.dumps(message, ensure_ascii=False, default=_told, separators=(",", ":")).encode("utf-8", "replace"))
    out.write(b"\n")


def _told(value: Any) -> Any:
    """Days and moments keep their kind (a moment at midnight is a day); times and durations become text."""
    if isinstance(value, datetime) and value.time() == time(0):
        value = value.date()
    return {"day": value.isoformat()} if isinstance(value, date) else str(value)


if __name__ == "__main__":
    main(*sys.argv[1:])
