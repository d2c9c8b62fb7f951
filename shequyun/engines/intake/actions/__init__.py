"""From clean raw rows to a committed batch that can be undone."""

from shequyun.engines.intake.actions.checking import check
from shequyun.engines.intake.actions.committing import commit, start_commit
from shequyun.engines.intake.actions.deciding import decide, decide_all, take_over
from shequyun.engines.intake.actions.mapping import map_columns
from shequyun.engines.intake.actions.reading import read
from shequyun.engines.intake.actions.returning import marked_file
from shequyun.engines.intake.actions.undoing import undo
from shequyun.engines.intake.actions.uploading import discard, restart, upload

__all__ = [
    "check",
    "commit",
    "decide",
    "decide_all",
    "discard",
    "map_columns",
    "marked_file",
    "read",
    "restart",
    "start_commit",
    "take_over",
    "undo",
    "upload",
]
