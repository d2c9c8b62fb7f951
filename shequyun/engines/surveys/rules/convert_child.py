"""The bounded process that turns an XLSForm into an XForm: `python -m … limits path`; JSON on standard output."""

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

from shequyun.base.bounded import bind

WHOLE = "whole"


def main() -> None:
    """Bind, convert, tell."""
    bind(sys.argv[1])
    sys.stdout.write(json.dumps(converted(sys.argv[2]), ensure_ascii=False, default=str) + WHOLE)


def converted(path: str) -> dict[str, Any]:
    """The XForm and the form as a tree, or what pyxform has against it."""
    from pyxform.errors import PyXFormError  # type: ignore[import-untyped]
    from pyxform.xls2xform import convert  # type: ignore[import-untyped]

    try:
        done = convert(path, warnings=[], file_type=".xlsx", form_name="data")
    except PyXFormError as error:
        return {"error": _with_row(path, str(error)[:2000])}
    except Exception as error:
        return {"error": type(error).__name__}
    return {"xform": done.xform, "form": done._pyxform, "rows": _rows(path)}


def _with_row(path: str, said: str) -> str:
    """What was said, with the row of what it names, where pyxform does not tell it."""
    named = re.search(r"'([^']+)'\.|named '([^']+)'", said)
    if "[row" in said or named is None:
        return said
    for number, cells in _lines(path):
        if number > 1 and (named[1] or named[2]) in cells[:20]:
            return f"[row : {number}] {said}"
    return said


def _rows(path: str) -> dict[str, int]:
    """Names of questions, and the rows in which they stand."""
    found: dict[str, int] = {}
    column = None
    for number, cells in _lines(path):
        if column is None:
            column = next((at for at, cell in enumerate(cells) if cell.lower() == "name"), None)
        elif column < len(cells) and cells[column]:
            found.setdefault(cells[column], number)
    return found


def _lines(path: str) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook

    sheet = next((one for one in load_workbook(path, read_only=True) if one.title.strip().lower() == "survey"), None)
    for number, cells in enumerate(sheet.iter_rows(values_only=True) if sheet is not None else [], 1):
        yield number, [str(cell if cell is not None else "").strip() for cell in cells]


if __name__ == "__main__":
    main()
