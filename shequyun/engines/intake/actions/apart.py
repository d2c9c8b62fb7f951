"""Lists of their own kind (fields.Apart): every line is judged by the app that owns them, and written by it."""

from collections.abc import Callable, Collection
from typing import Any

from shequyun.base.actor import Actor
from shequyun.engines.intake.actions.keeping import chunks, lines_of, unpack
from shequyun.engines.intake.choices import Decision
from shequyun.engines.intake.fields import Apart, Filed, Judged, Line
from shequyun.engines.intake.models import Row, Upload

JUDGED = ("community", "state", "subject_id", "score", "duplicate_of", "candidates", "reasons", "summary")


def plan_apart(actor: Actor, upload: Upload, apart: Apart) -> None:
    """Judge every line and write the rows."""
    lines = _lines(upload, [line for block in chunks(upload.pk) for line in unpack(block)])
    found = apart.judge(actor, _filed(upload, []), lines)
    Row.objects.bulk_create(
        [
            Row(upload=upload, number=line.number, sheet=line.sheet, line=line.line, **_columns(upload, judged))
            for line, judged in zip(lines, found, strict=True)
        ],
        batch_size=2000,
    )


def replan_apart(actor: Actor, upload: Upload, apart: Apart, numbers: Collection[int]) -> None:
    """Judge some lines anew, with what people decided about them."""
    rows = list(Row.objects.filter(upload=upload, number__in=numbers).order_by("number"))
    lines = _lines(upload, lines_of(upload.pk, [row.number for row in rows]))
    for row, judged in zip(rows, apart.judge(actor, _filed(upload, rows), lines), strict=True):
        _take(upload, row, judged)
    Row.objects.bulk_update(rows, list(JUDGED), batch_size=2000)


def write_apart(actor: Actor, upload: Upload, apart: Apart, rows: Any, tell: Callable[[int], None]) -> tuple[int, int]:
    """Have the rows written. Returns how many were, and how many went back to a person."""
    found = list(rows.order_by("number"))
    lines = _lines(upload, lines_of(upload.pk, [row.number for row in found]))
    left = apart.write(actor, _filed(upload, found), lines, tell)
    for row in found:
        row.committed = row.number not in left
        if not row.committed:
            row.decision, row.decided_id = "", None
            _take(upload, row, left[row.number])
    Row.objects.bulk_update(found, [*JUDGED, "committed", "decision", "decided_id"], batch_size=2000)
    return len(found) - len(left), len(left)


def _lines(upload: Upload, kept: Collection[Any]) -> list[Line]:
    meant = {
        int(sheet): {int(column): target for column, target in columns.items() if target}
        for sheet, columns in upload.mapping.items()
    }
    prefixes = {table["index"]: table["place"] for table in upload.tables}
    return [
        Line(number, sheet, line, _cells(cells, meant[sheet]), prefixes.get(sheet, ""))
        for number, sheet, line, cells in kept
        if sheet in meant
    ]


def _cells(cells: list[Any], targets: dict[int, str]) -> dict[str, Any]:
    return {targets[column]: cell for column, cell in enumerate(cells) if column in targets and cell is not None}


def _filed(upload: Upload, rows: Collection[Row]) -> Filed:
    verdicts = {row.number: (row.decision, row.decided_id) for row in rows if row.decision}
    return Filed(upload.pk, upload.community, upload.observed_on, verdicts)


def _columns(upload: Upload, judged: Judged) -> dict[str, Any]:
    return {name: getattr(judged, name) for name in JUDGED} | {"community": judged.community or upload.community}


def _take(upload: Upload, row: Row, judged: Judged) -> None:
    for name, value in _columns(upload, judged).items():
        setattr(row, name, value)
    if row.decision == Decision.SKIP:
        row.decided_id = None
