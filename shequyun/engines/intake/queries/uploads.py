"""The list of uploads, and the state of one: progress, counts, what can be done now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.files import fingerprint
from shequyun.base.records import ScopedQuerySet
from shequyun.engines.intake.choices import Decision, RowState, UploadState
from shequyun.engines.intake.fields import apart_of
from shequyun.engines.intake.models import Row, Upload
from shequyun.engines.intake.queries.reasons import sentence_of
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.facts.queries import sources

STEPS: Mapping[str, Any] = {
    "queued": _("Waiting for its turn"),
    "read": _("Reading the file"),
    "rows": _("Checking every row"),
    "match": _("Comparing with the register"),
    "recheck": _("Looking for changes since the preview"),
    "write": _("Writing"),
}
WORKING = (UploadState.READING, UploadState.CHECKING, UploadState.COMMITTING)
GRACE = 20


@dataclass(frozen=True)
class Earlier:
    """The same file, or the same content, that came in before."""

    id: UUID
    file_name: str
    made_at: datetime
    state: str
    state_label: Any
    made_by_name: str


@dataclass(frozen=True)
class Left:
    """What undo left alone, who changed it, and when."""

    what: Any
    field: Any
    subject_kind: str
    subject_id: UUID
    who: str
    at: datetime | None


@dataclass(frozen=True)
class UploadView:
    """One upload as its page shows it. `percent` and `seconds_left` speak of the running job.

    `undecided` are doubtful rows that nobody has decided; `will_commit` are the rows a commit would write now;
    `committed` those that are in. `stalled`: a job should be working and none is: it can be started again.
    """

    id: UUID
    community: str
    file_name: str
    kind: str
    source: str
    source_name: str
    observed_on: date
    subject_kind: str
    state: str
    state_label: Any
    step: str
    step_label: Any
    percent: int
    seconds_left: int | None
    stalled: bool
    refusal: tuple[str, str] | None
    counts: Mapping[str, int]
    undecided: int
    skipped: int
    will_commit: int
    committed: int
    total_rows: int
    earlier: list[Earlier]
    made_by_name: str
    made_at: datetime
    taken_by_name: str
    committed_at: datetime | None
    undone_at: datetime | None
    left: list[Left]
    applied: list[str]

    @property
    def working(self) -> bool:
        return self.state in WORKING

    @property
    def can_map(self) -> bool:
        return self.state in (UploadState.MAPPING, UploadState.READY) and not self.applied

    @property
    def can_decide(self) -> bool:
        return self.state == UploadState.READY

    @property
    def can_commit(self) -> bool:
        return self.state == UploadState.READY and self.will_commit > 0

    @property
    def can_undo(self) -> bool:
        return (
            bool(self.applied)
            and apart_of(self.subject_kind) is None
            and self.state in (UploadState.READY, UploadState.COMMITTED)
        )

    @property
    def same(self) -> Any:
        """What somebody says of a doubtful row that means what is known."""
        apart = apart_of(self.subject_kind)
        return apart.same if apart else _("The same person")

    @property
    def other(self) -> Any:
        """What somebody says of a doubtful row that means something new."""
        apart = apart_of(self.subject_kind)
        return apart.other if apart else _("Somebody else: enter as new")

    @property
    def can_discard(self) -> bool:
        return not self.applied and (not self.working or self.stalled)


def uploads(actor: Actor) -> ScopedQuerySet[Upload]:
    """Uploads in the actor's area, the newest first, without their content."""
    return Upload.objects.visible_to(actor).defer("content").order_by("-made_at")  # type: ignore[return-value]


def upload_state(actor: Actor, upload_id: UUID) -> UploadView:
    """One upload: progress, counts per state, what can be done now. Out of sight is 404. Cheap enough to poll."""
    upload = uploads(actor).filter(pk=upload_id).first()
    if upload is None:
        raise NotVisible()
    counted = _counts(actor, upload)
    percent, seconds = _progress(upload)
    return UploadView(
        id=upload.pk,
        community=upload.community,
        file_name=upload.file_name,
        kind=upload.kind,
        source=upload.source,
        source_name=next((s.name for s in sources() if s.code == upload.source), upload.source),
        observed_on=upload.observed_on,
        subject_kind=upload.subject_kind,
        state=upload.state,
        state_label=UploadState(upload.state).label,
        step=upload.step,
        step_label=STEPS.get(upload.step, ""),
        percent=percent,
        seconds_left=seconds,
        stalled=_stalled(upload),
        refusal=_refusal(upload),
        **counted,
        earlier=_earlier(actor, upload),
        made_by_name=upload.made_by_name,
        made_at=upload.made_at,
        taken_by_name=upload.taken_by_name,
        committed_at=upload.committed_at,
        undone_at=upload.undone_at,
        left=[_left(item) for item in upload.left],
        applied=list(upload.applied),
    )


def _counts(actor: Actor, upload: Upload) -> dict[str, Any]:
    skipped = Q(decision=Decision.SKIP)
    goes_in = Q(state__in=[RowState.NEW, RowState.CHANGED, RowState.UNCHANGED], committed=False)
    found = (
        Row.objects.visible_to(actor)
        .filter(upload=upload)
        .values("state")
        .annotate(
            n=Count("pk"),
            undecided=Count("pk", filter=Q(decision="", committed=False)),
            skipped=Count("pk", filter=skipped),
            goes=Count("pk", filter=goes_in & ~skipped),
            committed=Count("pk", filter=Q(committed=True)),
        )
    )
    by_state: dict[str, dict[str, Any]] = {line["state"]: line for line in found}
    return {
        "counts": {state.value: by_state.get(state.value, {}).get("n", 0) for state in RowState},
        "undecided": by_state.get(RowState.DOUBTFUL.value, {}).get("undecided", 0),
        "skipped": sum(line["skipped"] for line in by_state.values()),
        "will_commit": sum(line["goes"] for line in by_state.values()),
        "committed": sum(line["committed"] for line in by_state.values()),
        "total_rows": sum(line["n"] for line in by_state.values()),
    }


def _progress(upload: Upload) -> tuple[int, int | None]:
    if upload.state not in WORKING or not upload.total:
        return (0 if upload.state in WORKING else 100), None
    percent = min(100 * upload.done // upload.total, 100)
    if not upload.done or upload.started_at is None:
        return percent, None
    elapsed = (timezone.now() - upload.started_at).total_seconds()
    return percent, max(round(elapsed * (upload.total - upload.done) / upload.done), 0)


def _stalled(upload: Upload) -> bool:
    """A job should be at work and is not; those that have just been asked for are given a moment."""
    since = upload.started_at or upload.made_at
    if upload.state not in WORKING or (timezone.now() - since).total_seconds() < GRACE:
        return False
    return not at_work(upload.pk)


def at_work(upload_id: UUID) -> bool:
    """Whether a job is working on the upload now; a job that was killed is not."""
    key = work_key(upload_id) & 0xFFFFFFFFFFFFFFFF
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from pg_locks where locktype = 'advisory' and granted and objsubid = 1 "
            "and pid <> pg_backend_pid() "
            "and classid::bigint = %s and objid::bigint = %s "
            "and database = (select oid from pg_database where datname = current_database()))",
            [key >> 32, key & 0xFFFFFFFF],
        )
        return bool(cursor.fetchone()[0])


def work_key(upload_id: UUID) -> int:
    """The number under which a job locks the upload that it works on."""
    return int.from_bytes(upload_id.bytes[8:], "big", signed=True)


def _refusal(upload: Upload) -> tuple[str, str] | None:
    if not upload.refusal_code:
        return None
    return upload.refusal_code, sentence_of(upload.refusal_code, upload.refusal_details)


def _earlier(actor: Actor, upload: Upload) -> list[Earlier]:
    same = Q(sha256=upload.sha256)
    if upload.fingerprint:
        same |= Q(fingerprint=upload.fingerprint)
    found = uploads(actor).filter(same, made_at__lt=upload.made_at).exclude(pk=upload.pk)[:5]
    return [Earlier(u.pk, u.file_name, u.made_at, u.state, UploadState(u.state).label, u.made_by_name) for u in found]


def _left(item: Mapping[str, Any]) -> Left:
    subject = subject_of(item["kind"])
    field = subject.by_name.get(item["field"])
    return Left(
        subject.label,
        field.label if field else "",
        item["kind"],
        UUID(item["id"]),
        item["by"],
        parse_datetime(item["at"]) if item["at"] else None,
    )


def committed_upload(actor: Actor, file: Path) -> UUID:
    """The upload to undo: by its id, or the newest committed one with the content of this file. Else 404."""
    key = named_upload(actor, str(file))
    if key is not None:
        return key
    found = uploads(actor).exclude(applied=[]).filter(sha256=fingerprint(file.read_bytes())) if file.is_file() else []
    first = next(iter(found), None)
    if first is None:
        raise NotVisible()
    return first.pk


def named_upload(actor: Actor, name: str) -> UUID | None:
    """The upload of this id; None if it is no id. An id that is not in sight is 404."""
    try:
        key = UUID(name)
    except ValueError:
        return None
    if not uploads(actor).filter(pk=key).exists():
        raise NotVisible()
    return key


def previewed_upload(actor: Actor, content: bytes, *, source: str, observed_on: date, subject_kind: str) -> UUID | None:
    """The newest upload of this content into the actor's area that is compared, and of which nothing is committed; also
    one whose commit began and never ended."""
    states = [UploadState.READY, UploadState.COMMITTING]
    found = uploads(actor).filter(community=actor.area, sha256=fingerprint(content), state__in=states, applied=[])
    first = found.filter(source=source, observed_on=observed_on, subject_kind=subject_kind).first()
    return first.pk if first else None
