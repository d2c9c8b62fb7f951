"""Saved cohorts, who belonged to one at its last look, and looks."""

from django.db import models

from shequyun.base.ids import new_id
from shequyun.base.records import CodeField, Scoped
from shequyun.engines.cohorts.choices import Cycle, Sharing


class Cohort(models.Model):
    """A condition that somebody named. It holds no resident and has no wall; who meets it depends on who asks."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    area = CodeField(max_length=15)
    staff_id = models.UUIDField()
    staff_name = models.CharField(max_length=64)
    name = models.CharField(max_length=40)
    condition = models.JSONField()
    columns = models.JSONField(default=list)
    order = models.CharField(max_length=24, blank=True)
    sharing = models.CharField(max_length=8, choices=Sharing, default=Sharing.ME)
    cycle = models.CharField(max_length=8, choices=Cycle, default=Cycle.NEVER)
    version = models.IntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff_id", "area", "name"], name="cohorts_one_name")]


class Member(Scoped):
    """A resident was in a cohort when it was looked at, from a day until a day."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, db_constraint=False, db_index=False)
    resident_id = models.UUIDField()
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "cohort", "resident_id"], condition=models.Q(until=None), name="cohorts_one_member"
            )
        ]


class Look(models.Model):
    """A look at a cohort in an area: how many there were, who joined and left since the look before, as numbers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE)
    area = CodeField(max_length=15)
    at = models.DateTimeField()
    count = models.IntegerField()
    joined = models.IntegerField()
    left = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["cohort", "area", "-at"])]
