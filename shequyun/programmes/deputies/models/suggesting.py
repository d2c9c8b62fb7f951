"""Suggestions, who signs them, who was told of the answer, and what deputies say of it."""

from django.db import models
from django.utils import timezone

from shequyun.base.records import CodeField, Scoped
from shequyun.programmes.deputies.choices import Contentment, Power, Way
from shequyun.programmes.deputies.models.meeting import Deputy, Opinion


class Suggestion(Scoped):
    """One matter, made from one or more opinions. Once it is handed in, `case_id` names the case that carries its clocks
    and its answer; nothing of them is kept here."""

    number = CodeField(max_length=16)
    title = models.CharField(max_length=120)
    facts = models.TextField()
    proposal = models.TextField()
    power = models.CharField(max_length=12, choices=Power)
    case_id = models.UUIDField(null=True)
    handed_in_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    version = models.IntegerField(default=1)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "number"], name="deputies_suggestion_number")]
        indexes = [models.Index(fields=["community", "-made_at"]), models.Index(fields=["case_id"])]


class Signature(Scoped):
    """A deputy stands behind a suggestion; the first of them leads. Each of them is answered (art. 20)."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, db_constraint=False)
    deputy = models.ForeignKey(Deputy, on_delete=models.PROTECT, db_constraint=False)
    place = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "suggestion", "deputy"], name="deputies_signed_once")
        ]


class Told(Scoped):
    """Append-only: an author or a deputy was told of the answer: how, when, by whom. What comes after a later answer counts
    for that one."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.PROTECT, db_constraint=False)
    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, null=True, db_constraint=False)
    deputy = models.ForeignKey(Deputy, on_delete=models.PROTECT, null=True, db_constraint=False)
    way = models.CharField(max_length=8, choices=Way)
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opinion=None, deputy__isnull=False) | models.Q(opinion__isnull=False, deputy=None),
                name="deputies_told_one",
            )
        ]


class Rating(Scoped):
    """Append-only: a deputy who signs says of the answer whether they are content. What comes after a later answer counts
    for that one, and their last word counts."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.PROTECT, db_constraint=False)
    deputy = models.ForeignKey(Deputy, on_delete=models.PROTECT, db_constraint=False)
    rating = models.CharField(max_length=8, choices=Contentment)
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)
