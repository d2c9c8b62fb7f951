"""Checking: every row of a mapped file is read, matched and compared; the preview is ready."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.engines.intake.actions.apart import plan_apart, replan_apart
from shequyun.engines.intake.actions.keeping import chunks, lines_of
from shequyun.engines.intake.actions.normalising import Setting, lines_from, lines_of_rows
from shequyun.engines.intake.actions.planning import plan
from shequyun.engines.intake.actions.reading import keep_again
from shequyun.engines.intake.actions.running import Progress, alone
from shequyun.engines.intake.choices import UploadState
from shequyun.engines.intake.fields import apart_of, beside_of
from shequyun.engines.intake.models import Row, Upload
from shequyun.kernel.facts.actions import drop_staged, open_batch
from shequyun.kernel.places.queries import aliases, roads_of_lanes


@action("intake.check", right="intake.preview")
def check(actor: Actor, upload_id: UUID) -> None:
    """Read, match and compare every row of an upload whose columns were confirmed. Nothing of the register changes."""
    upload = alone(actor, upload_id, UploadState.CHECKING)
    note("upload", upload_id, actor.area, ran=upload is not None)
    if upload is None:
        return
    clear_plan(upload)
    keep_again(upload)
    total = sum(table["rows"] for table in upload.tables)
    with Progress(upload, actor.scope) as progress:
        progress.step("rows", total)
        if apart := apart_of(upload.subject_kind):
            plan_apart(actor, upload, apart)
        else:
            _plan(actor, upload, progress, total)
    upload.state, upload.checked_at = UploadState.READY, timezone.now()
    upload.step, upload.done, upload.total = "", 0, 0
    upload.save(update_fields=["batch_id", "state", "checked_at", "step", "done", "total"])


def _plan(actor: Actor, upload: Upload, progress: Progress, total: int) -> None:
    """What goes into the register waits in a batch."""
    upload.batch_id = open_batch(actor, source=upload.source, observed_on=upload.observed_on, title=upload.file_name).pk
    setting, blocks = setting_of(actor, upload), chunks(upload.pk)  # before COPY, which keeps the connection busy
    plan(actor, upload, _told(progress, lines_from(setting, blocks, total)), numbers=None)


def replan(actor: Actor, upload: Upload, numbers: Collection[int], *, doubt: bool = False) -> None:
    """Plan some rows anew, with the decisions that people took about them; `doubt` gives them back to people."""
    if numbers and (apart := apart_of(upload.subject_kind)):
        replan_apart(actor, upload, apart, numbers)
    elif numbers:
        lines = lines_of_rows(setting_of(actor, upload), lines_of(upload.pk, sorted(numbers)))
        plan(actor, upload, [lines], numbers=numbers, doubt=doubt)


def clear_plan(upload: Upload) -> None:
    """Forget what an earlier check of the same upload found."""
    Row.objects.filter(upload=upload).delete()
    if upload.batch_id:
        drop_staged(upload.batch_id)


def setting_of(actor: Actor, upload: Upload) -> Setting:
    """What reading the rows of an upload needs to know."""
    return Setting(
        subject_kind=upload.subject_kind,
        mapping={
            int(sheet): {int(column): target for column, target in columns.items() if target}
            for sheet, columns in upload.mapping.items()
        },
        prefixes={table["index"]: table["place"] for table in upload.tables if table["place"]},
        aliases=aliases(actor),
        roads=roads_of_lanes(actor),
        today=timezone.localdate(),
        known=_known(actor, upload),
    )


def _known(actor: Actor, upload: Upload) -> Mapping[str, Any]:
    """What the kind of list needs to know beside its rows; the file's name and its sheets' may say what it is about."""
    beside = beside_of(upload.subject_kind)
    if beside is None or beside.known is None:
        return {}
    return beside.known(actor, " ".join([upload.file_name, *(str(table.get("name", "")) for table in upload.tables)]))


def _told(progress: Progress, parts: Iterator[tuple[int, bytes]]) -> Iterator[bytes]:
    """The lines of every row, telling how far it is; what follows is the database's part."""
    done = 0
    for count, lines in parts:
        done += count
        progress.move(done)
        yield lines
    progress.step("match", 1)
