"""Public-opinion reports (社情民意), and what became of each."""

from django.db import models
from django.utils import timezone

from shequyun.base.records import Scoped
from shequyun.programmes.deputies.choices import Channel, ReportState


class OpinionReport(Scoped):
    """One matter: facts, analysis, proposal. `id` is made by the form. `state` and `channel` follow from the events, kept
    for lists. `suggestion` names where it came from, if it did."""

    title = models.CharField(max_length=60)
    facts = models.TextField()
    analysis = models.TextField()
    proposal = models.TextField()
    writer = models.CharField(max_length=64)
    suggestion = models.ForeignKey("Suggestion", on_delete=models.PROTECT, null=True, db_constraint=False)
    state = models.CharField(max_length=12, choices=ReportState, default=ReportState.DRAFT)
    channel = models.CharField(max_length=16, choices=Channel, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    version = models.IntegerField(default=1)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["community", "-made_at"])]


class ReportEvent(Scoped):
    """Append-only: a report was submitted, adopted, put to use, or not adopted: by whom, on which day."""

    report = models.ForeignKey(OpinionReport, on_delete=models.PROTECT, db_constraint=False)
    kind = models.CharField(max_length=12, choices=ReportState)
    channel = models.CharField(max_length=16, choices=Channel)
    on = models.DateField()
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)
