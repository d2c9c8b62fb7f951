"""Committing: what was previewed is written in one transaction, after a look at what has changed meanwhile."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NotNow
from shequyun.engines.intake.actions.apart import write_apart
from shequyun.engines.intake.actions.checking import replan
from shequyun.engines.intake.actions.drifting import rows_moved_on
from shequyun.engines.intake.actions.finding import prepared, visible
from shequyun.engines.intake.actions.running import Progress, alone, defer
from shequyun.engines.intake.actions.staging import hold_unused
from shequyun.engines.intake.actions.uploading import check_may_bring
from shequyun.engines.intake.choices import Decision, RowState, UploadState
from shequyun.engines.intake.fields import Apart, apart_of
from shequyun.engines.intake.models import Row, Upload
from shequyun.engines.intake.queries.uploads import at_work
from shequyun.kernel.facts.actions import Applied, apply, drop_staged, open_batch, outdated_rows
from shequyun.kernel.places.actions.ending import lock_area

GOES_IN = (RowState.NEW, RowState.CHANGED, RowState.UNCHANGED)


class NothingToCommit(NotNow):
    """A commit writes something."""

    code = "intake.nothing_to_commit"
    sentence = _("No row of this file can be committed. Decide on the doubtful rows, or correct the file.")


class NotCommittable(NotNow):
    """A file is committed once it has been compared, and once."""

    code = "intake.not_committable"
    sentence = _("This file is being processed or has already been committed.")


@action("intake.commit")
def start_commit(actor: Actor, upload_id: UUID) -> None:
    """Have the rows that are decided committed in the background. A second click changes nothing.

    Refuses a file that is not compared yet or has nothing to commit. A commit whose job died is started again.
    """
    upload = visible(actor, upload_id)
    check_may_bring(actor, upload.subject_kind)
    if upload.state == UploadState.COMMITTING and at_work(upload.pk):
        note("upload", upload.pk, upload.community, again=True)
        return
    if upload.state not in (UploadState.READY, UploadState.COMMITTING):
        raise NotCommittable(state=upload.state)
    count = going_in(upload).count()
    if not count:
        raise NothingToCommit()
    upload.state, upload.step, upload.done, upload.total = UploadState.COMMITTING, "queued", 0, count
    upload.started_at = timezone.now()
    upload.save(update_fields=["state", "step", "done", "total", "started_at"])
    defer(actor, "commit", upload, "intake.commit")
    note("upload", upload.pk, upload.community, rows=count)


@action("intake.commit")
def commit(actor: Actor, upload_id: UUID) -> Applied | None:
    """Write a file whose commit was started. None when there is nothing left to do (a second job of a double click).

    Rows whose people changed after the preview go back to be decided; everything else is written, all or nothing.
    """
    upload = alone(actor, upload_id, UploadState.COMMITTING)
    if upload is None:
        note("upload", upload_id, actor.area, again=True)
        return None
    lock_area(upload.community)
    if apart := apart_of(upload.subject_kind):
        _write_apart(actor, upload, apart)
        return None
    with Progress(upload, actor.scope) as progress:
        progress.step("recheck", 1)
        reopened = _reopen(actor, upload)
        progress.step("write", 1)
        batch = upload.batch_id
        applied, wrote = _write(upload)
    _finish(actor, upload, wrote=wrote)
    note(
        "upload",
        upload.pk,
        upload.community,
        batch=str(batch),
        created=applied.created,
        changed=applied.changed,
        confirmed=applied.confirmed,
        disputed=applied.disputed,
        reopened=reopened,
    )
    return applied


def _write_apart(actor: Actor, upload: Upload, apart: Apart) -> None:
    """What goes elsewhere than into the register is written by the app that owns it, one line after the other."""
    with Progress(upload, actor.scope) as progress:
        progress.step("write", upload.total)
        written, reopened = write_apart(actor, upload, apart, going_in(upload), progress.move)
    _finish(actor, upload, wrote=bool(written))
    note("upload", upload.pk, upload.community, written=written, reopened=reopened)


def going_in(upload: Upload) -> Any:
    """The rows that a commit would write now."""
    return Row.objects.filter(upload=upload, state__in=GOES_IN, committed=False).exclude(decision=Decision.SKIP)


def _reopen(actor: Actor, upload: Upload) -> int:
    """Send rows back to a person whose subjects changed since they were compared; returns how many."""
    batch = prepared(upload)
    params = {"upload": upload.pk, "batch": batch.pk, "checked": upload.checked_at} | {
        "lo": actor.scope.lo,
        "hi": actor.scope.hi,
    }
    numbers = rows_moved_on(params) | set(outdated_rows(batch))
    rows = going_in(upload).filter(number__in=numbers)
    again = list(rows.values_list("number", flat=True))
    if again:
        Row.objects.filter(upload=upload, number__in=again).update(decision="", decided_id=None)
        replan(actor, upload, again, doubt=True)
    return len(again)


def _write(upload: Upload) -> tuple[Applied, bool]:
    """What was done, and whether any row was left to go in."""
    batch = prepared(upload)
    hold_unused({"batch": batch.pk})
    applied = apply(batch)
    wrote = going_in(upload).update(committed=True) > 0
    drop_staged(batch.pk)
    return applied, wrote


def _finish(actor: Actor, upload: Upload, *, wrote: bool) -> None:
    """Committed; or ready again, with a batch for what is still to be decided. A batch of nothing is not there to undo."""
    rest = Row.objects.filter(upload=upload, state=RowState.DOUBTFUL, decision="", committed=False).exists()
    upload.applied = [*upload.applied, *([str(upload.batch_id or upload.pk)] if wrote else [])]
    upload.state = UploadState.READY if rest else UploadState.COMMITTED
    upload.checked_at = timezone.now()
    upload.committed_at = upload.checked_at if upload.applied else None
    upload.step, upload.done, upload.total = "", 0, 0
    upload.batch_id = (
        open_batch(actor, source=upload.source, observed_on=upload.observed_on, title=upload.file_name).pk
        if rest and not apart_of(upload.subject_kind)
        else None
    )
    upload.save(update_fields=["applied", "state", "committed_at", "checked_at", "step", "done", "total", "batch_id"])
