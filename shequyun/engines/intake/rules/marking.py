"""Giving a file back: the same workbook with refused cells marked and commented, and a column with the reasons.

The work is done by marking_child in a bounded process, because the file is as hostile as when it came.
"""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from shequyun.base.bounded import DEFAULT, Limits, bounded
from shequyun.base.files import kind_of
from shequyun.engines.intake.rules.reader import ReaderGaveUp, named_by_kind

CHILD = "shequyun.engines.intake.rules.marking_child"
MARKING = replace(DEFAULT, written=2_000_000_000, cpu_seconds=120, wall_seconds=240)

Place = tuple[str, int, int | None]  # sheet name, row from 1, column from 0 or None for the whole row


def mark_refused(
    original: bytes | Path,
    refusals: Mapping[Place, Any],
    *,
    header_rows: Mapping[str, int] | None = None,
    limits: Limits = MARKING,
) -> bytes:
    """An .xlsx in which what was refused is filled and commented, with the sentences in a column 退回原因 at the end.

    A small .xlsx keeps its layout; formulas become their last value. A large one, .xls and .csv become a new workbook
    with the same cells. No text of the file can become a formula. `header_rows` tells per sheet on which row (from 1)
    the column's title belongs; otherwise it stands above the first refused row. Refuses with a FileRefused what can no
    longer be read.
    """
    if isinstance(original, Path):
        return _marked(original, refusals, header_rows or {}, limits)
    with tempfile.NamedTemporaryFile() as file:
        file.write(original)
        file.flush()
        return _marked(Path(file.name), refusals, header_rows or {}, limits)


def _marked(path: Path, refusals: Mapping[Place, Any], header_rows: Mapping[str, int], limits: Limits) -> bytes:
    kind = kind_of(path.read_bytes())
    marks = [[*place, str(sentence)] for place, sentence in refusals.items()]
    told = json.dumps({"marks": marks, "header_rows": dict(header_rows)}).encode()
    for way in ("keep", "copy") if kind == "xlsx" else ("copy",):
        with named_by_kind(path, kind) as named, bounded(CHILD, [way, kind, str(named)], limits, told=told) as stream:
            content = stream.read()
        if content.endswith(b"whole"):
            return content[:-5]
    raise ReaderGaveUp()
