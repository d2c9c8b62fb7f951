"""Promises (承诺): what, to whom, by when; kept or not."""

from django.db import models
from django.utils import timezone

from shequyun.base.records import CodeField, Scoped


class Promise(Scoped):
    """Append-only: somebody promised something to somebody by a day. `origin` is what it came from: a visit, a case."""

    subject_kind = models.CharField(max_length=16)
    subject_id = models.UUIDField()
    dwelling_id = models.UUIDField(null=True)
    building_id = models.UUIDField(null=True)
    to_name = models.CharField(max_length=64)
    what = models.CharField(max_length=200)
    due_on = models.DateField()
    origin_kind = CodeField(max_length=16)
    origin_id = models.UUIDField(null=True)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["subject_id"]),
            models.Index(fields=["community", "due_on"]),
            models.Index(fields=["origin_id"]),
        ]


class PromiseEnd(Scoped):
    """Append-only: a promise was kept, or was not and why; `withdrawn`: it was never made, its visit is taken back."""

    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="end", db_constraint=False)
    kept = models.BooleanField()
    withdrawn = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kept=True) | ~models.Q(reason=""), name="worklist_broken_says_why"
            )
        ]


class PromiseHandOver(Scoped):
    """Append-only: somebody else keeps a promise from now on. Who made it stays on the promise."""

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="hand_overs", db_constraint=False)
    from_id = models.UUIDField(null=True)
    from_name = models.CharField(max_length=64, blank=True)
    to_id = models.UUIDField()
    to_name = models.CharField(max_length=64)
    note = models.CharField(max_length=200, blank=True)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=timezone.now)
