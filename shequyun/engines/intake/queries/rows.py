"""The rows of an upload as people decide them: what would change, who it could be, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from math import ceil
from typing import Any
from uuid import UUID

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.records import ScopedQuerySet
from shequyun.engines.intake.choices import Decision, RowState
from shequyun.engines.intake.fields import apart_of
from shequyun.engines.intake.models import Row, Upload
from shequyun.engines.intake.queries.candidates import CandidateView, SideFact, candidates_of
from shequyun.engines.intake.queries.changes import FieldChange, changes_of_rows
from shequyun.engines.intake.queries.reasons import ReasonView, reasons_of
from shequyun.engines.intake.queries.uploads import uploads

PAGE = 50

__all__ = ["CandidateView", "FieldChange", "ReasonView", "RowPage", "RowView", "SideFact", "row", "rows"]


@dataclass(frozen=True)
class RowView:
    """One row. `reasons` say what is wrong or doubtful and where; `changes` what would change, field by field;
    `candidates` who it could be, the best first, side by side with what the row says."""

    number: int
    sheet: int
    sheet_name: str
    line: int
    state: str
    state_label: Any
    decision: str
    decision_label: Any
    decided_id: UUID | None
    decided_by_name: str
    decided_at: datetime | None
    committed: bool
    name: str
    birth_date: date | None
    address: str
    subject_id: UUID | None
    duplicate_of: int | None
    score: int
    reasons: list[ReasonView]
    changes: list[FieldChange] = field(default_factory=list)
    candidates: list[CandidateView] = field(default_factory=list)
    told: str = ""


@dataclass(frozen=True)
class RowPage:
    """A page of rows."""

    rows: list[RowView]
    page: int
    pages: int
    total: int


def rows(
    actor: Actor, upload_id: UUID, *, state: str = "", sheet: int | None = None, undecided: bool = False, page: int = 1
) -> RowPage:
    """Rows of an upload in the order of the file, 50 to a page. `undecided`: only those that wait for a person.

    The number of queries does not depend on the number of rows. Out of sight is 404.
    """
    upload = _upload(actor, upload_id)
    found = Row.objects.visible_to(actor).filter(upload=upload)
    found = found.filter(state=state) if state else found
    found = found.filter(sheet=sheet) if sheet is not None else found
    found = found.filter(state=RowState.DOUBTFUL, decision="", committed=False) if undecided else found
    total = found.count()
    pages = max(ceil(total / PAGE), 1)
    page = min(max(page, 1), pages)
    listed = list(found.order_by("number")[(page - 1) * PAGE : page * PAGE])
    return RowPage(_views(actor, upload, listed), page, pages, total)


def row(actor: Actor, upload_id: UUID, number: int) -> RowView:
    """One row by its number. Out of sight is 404."""
    upload = _upload(actor, upload_id)
    found = Row.objects.visible_to(actor).filter(upload=upload, number=number).first()
    if found is None:
        raise NotVisible()
    return _views(actor, upload, [found])[0]


def problem_rows(actor: Actor, upload_id: UUID) -> ScopedQuerySet[Row]:
    """Every row of which something was sent back or left out, in the order of the file: for marking and reports."""
    found = Row.objects.visible_to(actor).filter(upload_id=upload_id).exclude(reasons=[])
    return found.order_by("number")  # type: ignore[return-value]


def _upload(actor: Actor, upload_id: UUID) -> Upload:
    upload = uploads(actor).filter(pk=upload_id).first()
    if upload is None:
        raise NotVisible()
    return upload


def _views(actor: Actor, upload: Upload, listed: Sequence[Row]) -> list[RowView]:
    changes = changes_of_rows(actor, upload, listed)
    candidates = candidates_of(actor, upload, listed)
    names = {table["index"]: table["name"] for table in upload.tables}
    return [_view(upload, row, names, changes, candidates) for row in listed]


def _view(
    upload: Upload,
    row: Row,
    names: Mapping[int, str],
    changes: Mapping[int, list[FieldChange]],
    candidates: Mapping[int, list[CandidateView]],
) -> RowView:
    born = row.summary.get("birth_date")
    return RowView(
        number=row.number,
        sheet=row.sheet,
        sheet_name=names.get(row.sheet, ""),
        line=row.line,
        state=row.state,
        state_label=RowState(row.state).label,
        decision=row.decision,
        decision_label=_decided(upload, row.decision),
        decided_id=row.decided_id,
        decided_by_name=row.decided_by_name,
        decided_at=row.decided_at,
        committed=row.committed,
        name=row.summary.get("name", ""),
        birth_date=date.fromisoformat(born) if born else None,
        address=row.summary.get("address", ""),
        subject_id=row.subject_id,
        duplicate_of=row.duplicate_of,
        score=row.score,
        reasons=list(reasons_of(upload.subject_kind, _told(row))),
        changes=changes.get(row.number, []),
        candidates=candidates.get(row.number, []),
        told=row.summary.get("told", ""),
    )


def _decided(upload: Upload, decision: str) -> Any:
    apart = apart_of(upload.subject_kind)
    if apart and decision == Decision.SAME:
        return apart.same
    return Decision(decision).label if decision else ""


def _told(row: Row) -> Iterable[tuple[str, str, Mapping[str, Any]]]:
    yield from row.reasons


def problems(actor: Actor, upload_id: UUID) -> list[RowView]:
    """Every row of which something was sent back or left out, without changes and candidates: for reports."""
    upload = _upload(actor, upload_id)
    names = {table["index"]: table["name"] for table in upload.tables}
    return [_view(upload, found, names, {}, {}) for found in problem_rows(actor, upload_id)]
