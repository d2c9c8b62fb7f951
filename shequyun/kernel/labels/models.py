"""The dictionary of labels, labellings by hand (facts), and labellings by rule (which follow from facts)."""

from django.db import models

from shequyun.base.ids import new_id
from shequyun.base.records import CodeField, Scoped
from shequyun.kernel.facts.choices import Sensitivity
from shequyun.kernel.facts.models import Kept
from shequyun.kernel.labels.choices import LabelSubject, Tone


class Label(models.Model):
    """A word that a department or a community puts on people, homes or organisations.

    Holds nothing about anybody and has no wall. `area` is whose label it is: used there and in everything within.
    `condition` (documented JSON of the cohorts engine) makes it a rule label, which nobody puts by hand.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    area = CodeField(max_length=15)
    code = CodeField(max_length=32)
    name = models.CharField(max_length=24)
    short = models.CharField(max_length=6)
    owner = models.CharField(max_length=32)
    meaning = models.CharField(max_length=200)
    tone = models.CharField(max_length=8, choices=Tone, default=Tone.PLAIN)
    subject_kind = models.CharField(max_length=16, choices=LabelSubject, default=LabelSubject.RESIDENT)
    sensitivity = models.CharField(max_length=16, choices=Sensitivity, default=Sensitivity.PERSONAL)
    needs_evidence = models.BooleanField(default=False)
    lasts_days = models.IntegerField(null=True)
    condition = models.JSONField(null=True)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "code"], name="labels_one_code")]

    @property
    def is_rule(self) -> bool:
        return self.condition is not None


class Labelling(Kept):
    """Somebody said that a label holds of a subject: from a day, until it expires or is ended."""

    label = models.ForeignKey(Label, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    subject_kind = models.CharField(max_length=16)
    subject_id = models.UUIDField()
    from_date = models.DateField()
    until = models.DateField(null=True)
    to_date = models.DateField(null=True)
    evidence = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "label", "subject_id"], condition=models.Q(to_date=None), name="labels_one_open"
            ),
        ]
        indexes = [models.Index(fields=["subject_id"])]


class RuleLabelling(Scoped):
    """A resident meets a rule label's condition since a day, as far as is known; ended when they no longer do."""

    label = models.ForeignKey(Label, on_delete=models.CASCADE, db_constraint=False, db_index=False)
    subject_id = models.UUIDField()
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "label", "subject_id"], condition=models.Q(until=None), name="labels_one_rule_open"
            ),
        ]
        indexes = [models.Index(fields=["subject_id"])]
