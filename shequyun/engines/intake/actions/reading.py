"""Reading: a file becomes sealed rows and a suggested meaning for each column."""

import gc
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import Refusal
from shequyun.base.processes import make_ready
from shequyun.engines.intake.actions.keeping import KeptLine, keep_lines, unsealed_bytes
from shequyun.engines.intake.actions.mapping import remembered
from shequyun.engines.intake.actions.normalising import MANY
from shequyun.engines.intake.actions.running import Progress, alone
from shequyun.engines.intake.choices import UploadState
from shequyun.engines.intake.fields import apart_of, target_of
from shequyun.engines.intake.models import Block, Upload
from shequyun.engines.intake.rules.fingerprints import content_fingerprint
from shequyun.engines.intake.rules.hiding import hidden
from shequyun.engines.intake.rules.layout import ABOVE, Table, filled_from_above, text_of
from shequyun.engines.intake.rules.mapping import Guess, suggest
from shequyun.engines.intake.rules.tables import read_tables

SAMPLES = 4
LOOKED_AT = 50
_DIGITS = re.compile(r"\d(?:[\s\-]*\d){8,}")  # phones and documents, however they are divided


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for cycles, of which lists of 100,000 rows hold none: that took a quarter of the reading."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@action("intake.read", right="intake.preview")
def read(actor: Actor, upload_id: UUID) -> None:
    """Read an uploaded file in a bounded process. What cannot be read is kept as "failed", with the reason."""
    upload = alone(actor, upload_id, UploadState.READING)
    note("upload", upload_id, actor.area, ran=upload is not None)
    if upload is None:
        return
    with Progress(upload, actor.scope) as progress:
        progress.step("read", 1)
        try:
            tables = _tables(upload)
        except Refusal as refusal:
            _fail(upload, refusal)
            return
    upload.fingerprint = content_fingerprint(tables)
    upload.tables, upload.mapping = _described(upload, tables)
    total = _keep(upload, tables)
    if total >= MANY:
        make_ready()  # the file is compared next
    upload.state, upload.step, upload.done, upload.total = UploadState.MAPPING, "", 0, total
    upload.save(update_fields=["fingerprint", "tables", "mapping", "state", "step", "done", "total"])


def keep_again(upload: Upload) -> None:
    """Keep the rows again where other columns belong to the household now than when the file was read."""
    if _above(upload) != [table["above"] for table in upload.tables]:
        _keep(upload, _tables(upload))
        upload.save(update_fields=["tables"])


@_uncollected()
def _keep(upload: Upload, tables: Sequence[Table]) -> int:
    """Seal the rows; in household forms blank cells take what stands above them."""
    Block.objects.filter(upload=upload).delete()
    for described, above in zip(upload.tables, _above(upload), strict=True):
        described["above"] = above
    return keep_lines(upload, numbered([_filled(upload, index, table) for index, table in enumerate(tables)]))


def _above(upload: Upload) -> list[list[list[Any]]]:
    """Per sheet: the columns that belong to the household, and the relation."""
    return [
        sorted(
            [int(column), target]
            for column, target in upload.mapping.get(str(table["index"]), {}).items()
            if target in ABOVE or target == "relation"
        )
        for table in upload.tables
    ]


def _filled(upload: Upload, index: int, table: Table) -> Table:
    targets = dict(upload.tables[index]["above"])
    shared = [column for column, target in targets.items() if target in ABOVE]
    head = next((column for column, target in targets.items() if target == "relation"), None)
    household = head is not None or "head_name" in targets.values() or "household_no" in targets.values()
    blank = sum(not any(text_of(row.cells[column]) for column in shared) for row in table.rows)
    if upload.subject_kind != "resident" or not household or not shared or not 0.1 < blank / len(table.rows) < 0.95:
        return table
    return replace(table, rows=filled_from_above(table.rows, targets, head=head))


@_uncollected()
def _tables(upload: Upload) -> list[Table]:
    """The lists of the file, which lies unsealed on disk only while it is read."""
    handle, name = tempfile.mkstemp(suffix=f".{upload.kind}")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(unsealed_bytes(upload.content))
        return read_tables(Path(name))
    finally:
        os.unlink(name)


def _fail(upload: Upload, refusal: Refusal) -> None:
    upload.state, upload.step = UploadState.FAILED, ""
    upload.refusal_code = refusal.code
    upload.refusal_details = {name: str(value)[:200] for name, value in refusal.details.items()}
    upload.save(update_fields=["state", "step", "refusal_code", "refusal_details"])


def numbered(tables: Sequence[Table]) -> Iterator[KeptLine]:
    """All rows as (number through the file, sheet, line, cells), ready for JSON."""
    number = 0
    for sheet, table in enumerate(tables):
        for row in table.rows:
            number += 1
            yield number, sheet, row.number, [_kept(cell) for cell in row.cells]


def _kept(cell: Any) -> Any:
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return None if cell == "" else cell


def _described(upload: Upload, tables: Sequence[Table]) -> tuple[list[dict[str, Any]], dict[str, dict[str, str]]]:
    """The sheets for people to see, and the suggested mapping."""
    known = remembered(upload)
    shown = apart_of(upload.subject_kind) is None  # a line of a list apart may be for those alone who handle it
    described, mapping = [], {}
    for index, table in enumerate(tables):
        guesses = {
            guess.column: guess
            for guess in suggest(table.columns, upload.subject_kind, remembered=known, sample=table.rows[:LOOKED_AT])
        }
        columns = [_column(table, column, guesses[column.index], shown=shown) for column in table.columns]
        described.append(
            {
                "index": index,
                "name": table.sheet,
                "rows": len(table.rows),
                "columns": columns,
                "place": table.sheet if table.names_place else "",
                "remarks": [str(remark) for remark in table.remarks],
                "hidden": sum(row.hidden for row in table.rows),
            }
        )
        meant = {
            str(column): guess.target
            for column, guess in guesses.items()
            if target_of(upload.subject_kind, guess.target) is not None
        }
        if meant:
            mapping[str(index)] = meant
    return described, mapping


def _column(table: Table, column: Any, guess: Guess, *, shown: bool) -> dict[str, Any]:
    """A column with samples, if they may be shown; long digits are masked, because this is not sealed."""
    cells = [row.cells[column.index] for row in table.rows[:LOOKED_AT] if column.index < len(row.cells)]
    samples = list(dict.fromkeys(_DIGITS.sub(hidden, str(_kept(cell))) for cell in cells if cell not in ("", None)))
    return {
        "index": column.index,
        "letters": column.letters,
        "title": column.title,
        "samples": samples[:SAMPLES] if shown else [],
        "confidence": round(guess.confidence * 100),
        "reason": str(guess.why),
    }
