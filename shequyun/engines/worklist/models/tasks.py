"""Tasks, how they ended, and who handed them to whom."""

from django.db import models
from django.utils import timezone

from shequyun.base.records import Scoped
from shequyun.engines.worklist.choices import SubjectKind, TaskOutcome


class Task(Scoped):
    """One subject of a drive, for one worker (none: the committee's head hands it out).

    `dwelling_id` and `building_id` say where to go. `outcome` is that of the last result; empty while it is open.
    """

    drive = models.ForeignKey("worklist.Drive", on_delete=models.PROTECT, db_constraint=False)
    subject_kind = models.CharField(max_length=16, choices=SubjectKind)
    subject_id = models.UUIDField()
    dwelling_id = models.UUIDField(null=True)
    building_id = models.UUIDField(null=True)
    owner_id = models.UUIDField(null=True)
    owner_name = models.CharField(max_length=64, blank=True)
    due_on = models.DateField()
    outcome = models.CharField(max_length=12, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "drive", "subject_id"], name="worklist_one_task"),
            models.CheckConstraint(
                condition=models.Q(outcome="", closed_at=None)
                | ~models.Q(outcome="") & models.Q(closed_at__isnull=False),
                name="worklist_closed_has_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_id"]),
            models.Index(
                fields=["community", "owner_id", "due_on"], condition=models.Q(outcome=""), name="worklist_open_tasks"
            ),
        ]


class TaskResult(Scoped):
    """Append-only: how a task ended, or that it was taken up again. `fields` are those that got a value by it.

    `visit_id`, `batch_id`: what ended it by itself, so that taking that back takes the task up again.
    """

    task = models.ForeignKey(Task, on_delete=models.PROTECT, db_constraint=False)
    outcome = models.CharField(max_length=12, choices=TaskOutcome)
    fields = models.JSONField(default=list)
    said = models.CharField(max_length=300, blank=True)
    visit_id = models.UUIDField(null=True)
    batch_id = models.UUIDField(null=True)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["visit_id"]), models.Index(fields=["batch_id"])]


class HandOver(Scoped):
    """Append-only: a task went from one worker to another, with a note."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, db_constraint=False)
    from_id = models.UUIDField(null=True)
    from_name = models.CharField(max_length=64, blank=True)
    to_id = models.UUIDField()
    to_name = models.CharField(max_length=64)
    note = models.CharField(max_length=200, blank=True)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=timezone.now)
