"""Matters that a committee works on or assists with, drives, and what was decided about a drive from above.

They hold nothing about residents and have no wall: a committee must see a drive that its subdistrict asks for.
"""

from django.db import models
from django.utils import timezone

from shequyun.base.ids import new_id
from shequyun.base.records import CodeField
from shequyun.engines.worklist.choices import Asker, Ruling, Spread, SubjectKind


class Matter(models.Model):
    """A line of the list of matters (协助事项清单), from a day to a day, with its legal ground.

    `area` is whose list it is; of two lines with one code the nearer area's holds. `own`: the committee's own work,
    which nobody above may ask for. `fields`: what a task asks, as subject.field of the dictionary.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    area = CodeField(max_length=15)
    code = CodeField(max_length=32)
    name = models.CharField(max_length=48)
    owner = models.CharField(max_length=32)
    ground = models.CharField(max_length=200)
    working_days = models.SmallIntegerField()
    fields = models.JSONField(default=list)
    own = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "code", "valid_from"], name="worklist_one_line"),
            models.CheckConstraint(condition=models.Q(working_days__range=(1, 250)), name="worklist_working_days"),
        ]


class Drive(models.Model):
    """A 专项: one matter for many subjects, asked by somebody, due on a day. Its tasks say which subjects.

    `matter` and `matter_name` are what was asked; `listed` and `ground` what the list said of it on that day, so that a
    later change of the list changes no past. `asked_for`: the department in whose name an officer asks. `met_ends`:
    whoever is met or reached has answered; otherwise only what the drive waits for ends its tasks (a dose).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    area = CodeField(max_length=15)
    matter = CodeField(max_length=32)
    matter_name = models.CharField(max_length=48)
    listed = models.BooleanField()
    ground = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=120)
    note = models.CharField(max_length=500, blank=True)
    subject_kind = models.CharField(max_length=16, choices=SubjectKind)
    spread = models.CharField(max_length=12, choices=Spread)
    fields = models.JSONField(default=list)
    met_ends = models.BooleanField(default=True)
    due_on = models.DateField()
    asker = models.CharField(max_length=12, choices=Asker)
    asked_for = models.CharField(max_length=48, blank=True)
    needs_approval = models.BooleanField(default=False)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["area", "-made_at"])]


class RulingOnDrive(models.Model):
    """Append-only: a subdistrict approved or declined a drive for itself, or a committee refused it, citing the rule."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    drive = models.ForeignKey(Drive, on_delete=models.PROTECT)
    area = CodeField(max_length=15)
    ruling = models.CharField(max_length=12, choices=Ruling)
    rule = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["drive", "area"], name="worklist_one_ruling")]
