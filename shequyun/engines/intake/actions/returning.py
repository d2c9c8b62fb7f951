"""Giving a file back with what was sent back marked and commented. It holds whole numbers: a disclosure with a reason."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput
from shequyun.engines.intake.actions.finding import visible
from shequyun.engines.intake.actions.keeping import unsealed_bytes
from shequyun.engines.intake.models import Upload
from shequyun.engines.intake.queries.reasons import sentence_of
from shequyun.engines.intake.queries.rows import problem_rows
from shequyun.engines.intake.rules.marking import mark_refused

Marks = dict[tuple[str, int, int | None], str]


class ReasonMissing(BadInput):
    """Nobody takes identity numbers out without saying why."""

    code = "intake.reason_missing"
    sentence = _("Say why you need the file.")


@action("intake.download", right="intake.preview")
def marked_file(actor: Actor, upload_id: UUID, *, reason: str) -> tuple[str, bytes]:
    """The file as it came, with refused cells marked and commented: (name, content of an .xlsx).

    Refuses an empty reason; the disclosure is recorded.
    """
    if not reason.strip():
        raise ReasonMissing()
    upload = visible(actor, upload_id)
    marks = _marks(actor, upload)
    marked = mark_refused(unsealed_bytes(upload.content), marks)
    note("upload", upload.pk, upload.community, reason=reason.strip(), disclosure=True, marks=len(marks))
    return f"{Path(upload.file_name).stem}-marked.xlsx", marked


def _marks(actor: Actor, upload: Upload) -> Marks:
    """What to say at which cell: (sheet, line, column) -> sentences."""
    places = {
        table["index"]: (table["name"], _columns(upload.mapping.get(str(table["index"]), {})))
        for table in upload.tables
    }
    marks: Marks = {}
    for row in problem_rows(actor, upload.pk):
        name, columns = places[row.sheet]
        for column, sentence in _sentences(row.reasons, columns):
            key = (name, row.line, column)
            marks[key] = f"{marks[key]}；{sentence}" if key in marks else sentence
    return marks


def _columns(mapping: Mapping[str, str]) -> dict[str, int]:
    return {target: int(column) for column, target in mapping.items()}


def _sentences(reasons: Iterable[Any], columns: Mapping[str, int]) -> Iterable[tuple[int | None, str]]:
    for code, target, details in reasons:
        yield columns.get(target), sentence_of(code, details)
