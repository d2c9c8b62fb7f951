"""Tables of the intake: uploads, the cells of their rows, rows with their decisions, and remembered columns.

What a row says waits as observations in `facts`; here is only what people need to see and decide.
"""

from django.db import models
from django.utils import timezone

from shequyun.base.records import CodeField, Scoped
from shequyun.engines.intake.choices import Decision, RowState, UploadState


class Upload(Scoped):
    """One file on its way into the register. `community` is the area of the post that brought it in.

    `content` is the file, sealed, because files hold identity numbers. `fingerprint` recognises the same content in
    another file. `tables` tells the sheets: name, headers, rows, remarks. `mapping` is sheet -> column -> target.
    `step`, `done` and `total` are the progress of the running job. `batch_id` is the batch being prepared, `applied` are
    those that were committed: what is decided later goes in by another. `left` is what undo left alone.
    """

    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, blank=True)
    content = models.BinaryField()
    source = CodeField(max_length=32)
    observed_on = models.DateField()
    subject_kind = models.CharField(max_length=16)
    state = models.CharField(max_length=12, choices=UploadState, default=UploadState.READING)
    step = models.CharField(max_length=12, blank=True)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    tables = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    batch_id = models.UUIDField(null=True)
    applied = models.JSONField(default=list)
    checked_at = models.DateTimeField(null=True)
    refusal_code = models.CharField(max_length=64, blank=True)
    refusal_details = models.JSONField(default=dict)
    left = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.UUIDField(null=True)
    made_by_name = models.CharField(max_length=64, blank=True)
    taken_by = models.UUIDField(null=True)
    taken_by_name = models.CharField(max_length=64, blank=True)
    committed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["community", "-made_at"]),
            models.Index(fields=["sha256"]),
            models.Index(fields=["fingerprint"]),
        ]


class Block(Scoped):
    """The original cells of some consecutive rows, sealed together: one seal for many rows keeps reading fast."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, db_constraint=False)
    first = models.IntegerField()
    last = models.IntegerField()
    cells = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "first"], name="intake_one_block")]


class Row(Scoped):
    """One row of an upload. `number` counts through the whole file; `line` is the row's number in its sheet.

    `community` is the committee that the row speaks of, or the upload's area where that is unknown.
    `reasons` are [code, column, details]; `candidates` are [resident id, score, [reason codes]], the best first.
    `summary` names the row in a list: name, birth date, address.
    """

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, db_constraint=False, db_index=False)
    number = models.IntegerField()
    sheet = models.SmallIntegerField()
    line = models.IntegerField()
    state = models.CharField(max_length=10, choices=RowState)
    decision = models.CharField(max_length=8, choices=Decision, blank=True)
    decided_id = models.UUIDField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    subject_id = models.UUIDField(null=True)
    score = models.SmallIntegerField(default=0)
    duplicate_of = models.IntegerField(null=True)
    committed = models.BooleanField(default=False)
    candidates = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    summary = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="intake_one_row")]
        indexes = [models.Index(fields=["upload", "state", "number"])]


class Remembered(Scoped):
    """What a column title meant last time, per area and source."""

    source = CodeField(max_length=32)
    subject_kind = models.CharField(max_length=16)
    header = models.CharField(max_length=120)
    target = models.CharField(max_length=48, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "source", "subject_kind", "header"], name="intake_one_meaning")
        ]
