"""Undoing a committed file, whole; what somebody has changed since stays, and is listed with who and when."""

from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NotNow
from shequyun.engines.intake.actions.finding import visible
from shequyun.engines.intake.actions.running import give_room
from shequyun.engines.intake.choices import UploadState
from shequyun.engines.intake.fields import apart_of
from shequyun.engines.intake.models import Row
from shequyun.kernel.facts import actions as facts
from shequyun.kernel.facts.queries import batch_of, changes_of
from shequyun.kernel.places.actions.ending import lock_area

LISTED = 500


class NotUndoable(NotNow):
    """Only what was committed can be undone."""

    code = "intake.not_undoable"
    sentence = _("Nothing from this file is in the register: it was not committed, or has already been undone.")


class NotARegister(NotNow):
    """What lines of their own kind set going is not taken back by a button."""

    code = "intake.not_a_register"
    sentence = _("The work started by this list cannot be undone as a whole. Close or merge wrong cases one by one.")


class UndoneUpload(NamedTuple):
    """How many records went back, and what was left alone: {kind, id, field, by, at}."""

    reversed: int
    left: list[dict[str, Any]]


@action("intake.undo")
def undo(actor: Actor, upload_id: UUID) -> UndoneUpload:
    """Take everything back that a file brought in. Refuses a file of which nothing is committed."""
    upload = visible(actor, upload_id)
    if apart_of(upload.subject_kind):
        raise NotARegister()
    if not upload.applied or upload.state not in (UploadState.READY, UploadState.COMMITTED):
        raise NotUndoable(state=upload.state)
    lock_area(upload.community)
    give_room()
    undone = [facts.undo(actor, batch_of(UUID(key))) for key in reversed(upload.applied)]
    left = _told(actor, [item for each in undone for item in each.left])
    upload.state, upload.undone_at, upload.left, upload.applied = UploadState.UNDONE, timezone.now(), left, []
    upload.save(update_fields=["state", "undone_at", "left", "applied"])
    Row.objects.filter(upload=upload, committed=True).update(committed=False)
    count = sum(each.reversed for each in undone)
    note(
        "upload",
        upload.pk,
        upload.community,
        reversed=count,
        left=len(left),
        batches=[str(each.batch.pk) for each in undone],
    )
    return UndoneUpload(count, left)


def _told(actor: Actor, left: list[facts.Unchanged]) -> list[dict[str, Any]]:
    """Who changed what was left alone, and when."""
    listed = left[:LISTED]
    latest: dict[tuple[UUID, str], Any] = {}
    for change in changes_of(actor, {item.subject_id for item in listed}):
        if change.batch.undoes_id is None:
            latest.setdefault((change.subject_id, change.field), change)
            latest.setdefault((change.subject_id, ""), change)
    return [_tell(item, latest.get((item.subject_id, item.field))) for item in listed]


def _tell(item: facts.Unchanged, change: Any) -> dict[str, Any]:
    return {
        "kind": item.subject_kind,
        "id": str(item.subject_id),
        "field": item.field,
        "by": change.batch.actor_name if change else "",
        "at": change.at.isoformat() if change else "",
    }
