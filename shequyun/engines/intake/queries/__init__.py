"""Reading uploads: their state and progress, their columns, their rows."""

from shequyun.engines.intake.queries.columns import ColumnView, SheetView, columns
from shequyun.engines.intake.queries.rows import (
    CandidateView,
    FieldChange,
    ReasonView,
    RowPage,
    RowView,
    SideFact,
    problems,
    row,
    rows,
)
from shequyun.engines.intake.queries.uploads import (
    Earlier,
    Left,
    UploadView,
    committed_upload,
    named_upload,
    previewed_upload,
    upload_state,
    uploads,
)

__all__ = [
    "CandidateView",
    "ColumnView",
    "Earlier",
    "FieldChange",
    "Left",
    "ReasonView",
    "RowPage",
    "RowView",
    "SheetView",
    "SideFact",
    "UploadView",
    "columns",
    "committed_upload",
    "named_upload",
    "previewed_upload",
    "problems",
    "row",
    "rows",
    "upload_state",
    "uploads",
]
