"""Bringing a file in, throwing it away again, and starting its job anew after a crash."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow
from shequyun.base.files import fingerprint, kind_of
from shequyun.engines.intake.actions.checking import clear_plan
from shequyun.engines.intake.actions.finding import visible
from shequyun.engines.intake.actions.keeping import sealed_bytes
from shequyun.engines.intake.actions.running import defer
from shequyun.engines.intake.choices import UploadState
from shequyun.engines.intake.fields import apart_of, beside_of, kinds
from shequyun.engines.intake.models import Upload
from shequyun.engines.intake.queries.uploads import at_work
from shequyun.kernel.facts.queries import sources

MEGABYTE = 1024 * 1024
JOBS = {
    UploadState.READING: ("read", "intake.preview"),
    UploadState.CHECKING: ("check", "intake.preview"),
    UploadState.COMMITTING: ("commit", "intake.commit"),
}


class FileTooLarge(BadInput):
    """Nobody's list is that large."""

    code = "intake.file_too_large"
    sentence = _("The file is larger than %(most)s MB. Split it, and leave pictures out.")


class UnknownSource(BadInput):
    """Facts come from a source that the trust rules know."""

    code = "intake.unknown_source"
    sentence = _("Choose where the file comes from.")


class UnknownSubject(BadInput):
    """A file speaks of residents, homes, buildings or organisations."""

    code = "intake.unknown_subject"
    sentence = _("Choose what the file lists.")


class DayInTheFuture(BadInput):
    """A list tells what was, not what will be."""

    code = "intake.day_in_the_future"
    sentence = _("The date of the file is in the future.")


class StillAtWork(NotNow):
    """One job at a time."""

    code = "intake.still_at_work"
    sentence = _("This file is being processed. Wait until this is done.")


class InTheRegister(NotNow):
    """What is committed is undone, not thrown away."""

    code = "intake.in_the_register"
    sentence = _("This file has been committed. Undo it first.")


@action("intake.upload", right="intake.preview")
def upload(
    actor: Actor, *, file_name: str, content: bytes, source: str, observed_on: date, subject_kind: str = "resident"
) -> UUID:
    """Bring a file in; it is read in the background. `observed_on`: the day that it speaks of.

    Refuses at once what is no workbook (with the reason), too large, of an unknown source or subject, or dated in the
    future. The same file again is not refused: the upload names the earlier one.
    """
    _check(content, source, observed_on, subject_kind)
    check_may_bring(actor, subject_kind)
    made = Upload.objects.create(
        community=actor.area,
        file_name=file_name[-200:],
        kind=kind_of(content),
        sha256=fingerprint(content),
        content=sealed_bytes(content),
        source=source,
        observed_on=observed_on,
        subject_kind=subject_kind,
        made_by=actor.staff_id,
        made_by_name=actor.name,
        step="queued",
        started_at=timezone.now(),
    )
    defer(actor, "read", made, "intake.preview")
    note("upload", made.pk, made.community, file_name=made.file_name, sha256=made.sha256, source=source)
    return made.pk


@action("intake.upload", right="intake.preview")
def discard(actor: Actor, upload_id: UUID) -> None:
    """Throw a file away that is not in the register, with everything that was read from it."""
    found = visible(actor, upload_id)
    if found.applied:
        raise InTheRegister()
    if at_work(found.pk):
        raise StillAtWork()
    clear_plan(found)
    note("upload", found.pk, found.community, discarded=found.file_name)
    found.delete()


@action("intake.upload", right="intake.preview")
def restart(actor: Actor, upload_id: UUID) -> None:
    """Start the job of an upload again, because the one that should be working died. Refuses while one is at work."""
    found = visible(actor, upload_id)
    if at_work(found.pk) or found.state not in JOBS:
        raise StillAtWork()
    job, right = JOBS[UploadState(found.state)]
    actor.need(right)
    found.step, found.done, found.started_at = "queued", 0, timezone.now()
    found.save(update_fields=["step", "done", "started_at"])
    defer(actor, job, found, right)
    note("upload", found.pk, found.community, restarted=job)


def check_may_bring(actor: Actor, subject_kind: str) -> None:
    """Refuses (403) lists of what takes a right of its own."""
    owner = beside_of(subject_kind) or apart_of(subject_kind)
    if owner is not None:
        actor.need(owner.right)


def _check(content: bytes, source: str, observed_on: date, subject_kind: str) -> None:
    if len(content) > settings.UPLOAD_LIMIT:
        raise FileTooLarge(most=settings.UPLOAD_LIMIT // MEGABYTE)
    if subject_kind not in kinds():
        raise UnknownSubject()
    if source not in {known.code for known in sources()}:
        raise UnknownSource()
    if observed_on > timezone.localdate():
        raise DayInTheFuture()
