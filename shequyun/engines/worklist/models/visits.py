"""Visits: somebody went somewhere, and what came of it."""

from django.db import models
from django.utils import timezone

from shequyun.base.records import Scoped
from shequyun.engines.worklist.choices import VisitOutcome


class Visit(Scoped):
    """Append-only: who went where, when, and what came of it. Facts learned are observations of batch `batch_id`,
    labels put on people or the home those of `label_batches`."""

    dwelling_id = models.UUIDField(null=True)
    building_id = models.UUIDField(null=True)
    outcome = models.CharField(max_length=12, choices=VisitOutcome)
    visited_at = models.DateTimeField()
    again_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=32)
    batch_id = models.UUIDField(null=True)
    labels = models.JSONField(default=list)
    label_batches = models.JSONField(default=list)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["dwelling_id", "-visited_at"]),
            models.Index(fields=["building_id", "-visited_at"]),
            models.Index(fields=["community", "-visited_at"]),
        ]


class VisitPerson(Scoped):
    """Append-only: a resident whom a visit was to. `fields` are those about which something was learned.

    Outcome and moment are repeated, so that screening asks one table by one index.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="people", db_constraint=False)
    resident_id = models.UUIDField()
    outcome = models.CharField(max_length=12, choices=VisitOutcome)
    visited_at = models.DateTimeField()
    fields = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "visit", "resident_id"], name="worklist_once_per_visit")
        ]
        indexes = [models.Index(fields=["community", "resident_id", "-visited_at"])]


class VisitWithdrawal(Scoped):
    """Append-only: a visit was recorded in error. It stays on the time line, and counts for nothing."""

    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="withdrawal", db_constraint=False)
    reason = models.CharField(max_length=200)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=timezone.now)
