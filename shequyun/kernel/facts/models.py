"""Tables of the one door: sources, trust rules, batches, observations, changes, discrepancies; and `Kept`, the
columns that every subject has so that each value knows where it came from."""

from django.db import models
from django.utils import timezone

from shequyun.base.ids import new_id
from shequyun.base.records import CodeField, Scoped
from shequyun.kernel.facts.choices import BatchState, ChangeKind, Match, Outcome, SourceKind


class Kept(Scoped):
    """A subject of facts.

    `batch_id` is the provenance of every field that `provenance` (field name -> batch id) does not name.
    `observed_on` is the last day on which anybody looked at the record; `version` grows with each change.
    """

    is_subject = True

    batch_id = models.UUIDField()
    observed_on = models.DateField()
    provenance = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    extra = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    version = models.IntegerField(default=1, db_default=1)

    class Meta:
        abstract = True


class Source(models.Model):
    """Where facts come from. `rank` 0 to 100: how far it is trusted where no rule says otherwise."""

    code = CodeField(max_length=32, primary_key=True)
    name = models.CharField(max_length=64)
    kind = models.CharField(max_length=16, choices=SourceKind)
    rank = models.SmallIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(rank__range=(0, 100)), name="facts_source_rank")]


class TrustRule(models.Model):
    """For one field (or "*"), how far a source is trusted and for how many days its word holds against a lower one."""

    subject_kind = models.CharField(max_length=16)
    field = models.CharField(max_length=48)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    rank = models.SmallIntegerField()
    holds_days = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "field", "source"], name="facts_one_rule"),
            models.CheckConstraint(condition=models.Q(rank__range=(0, 100)), name="facts_rule_rank"),
        ]


class FieldNote(models.Model):
    """What this installation says of a field otherwise than the code: its purpose, the article that it rests on, and after
    how many days a value has aged. The code's words hold where none are said."""

    subject_kind = models.CharField(max_length=16)
    field = models.CharField(max_length=48)
    purpose = models.CharField(max_length=200, blank=True)
    ground = models.CharField(max_length=200, blank=True)
    ages = models.BooleanField()
    stale_after = models.IntegerField(null=True)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "field"], name="facts_one_note"),
            models.CheckConstraint(
                condition=models.Q(ages=True, stale_after__gt=0) | models.Q(ages=False, stale_after=None),
                name="facts_ages_in_days",
            ),
        ]


class Batch(models.Model):
    """Observations that came together: one correction, or a workbook of 100,000 rows.

    Holds nothing about residents and so has no wall: a value's provenance must be readable wherever the value is.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    area = CodeField(max_length=15)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    observed_on = models.DateField()
    title = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=BatchState, default=BatchState.OPEN)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True)
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        indexes = [models.Index(fields=["area", "-made_at"])]


class Observation(Scoped):
    """What a batch says about one subject, until it is applied.

    `values` are columns, secrets sealed. `diff` maps field to [old columns, new columns, verdict, batch that the known
    value came from]. `base_version` is the version that it was compared with. `held` ones are not applied.
    """

    follows = ()  # it waits with its file, and is compared anew when the file is committed

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, db_constraint=False, db_index=False)
    row = models.IntegerField()
    subject_kind = models.CharField(max_length=16)
    subject_id = models.UUIDField()
    values = models.JSONField(default=dict)
    match = models.CharField(max_length=8, choices=Match)
    diff = models.JSONField(default=dict)
    base_version = models.IntegerField(null=True)
    held = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["batch", "subject_kind", "row"])]


class Change(Scoped):
    """Append-only: one field of one subject went from old to new, or a subject was entered or taken out.

    `old` and `new` are columns of the field, secrets sealed. For a removal `old` holds the whole row; for a confirmation
    the day and the provenance before. No foreign key is checked: 100,000 look-ups of one batch say nothing.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    subject_kind = models.CharField(max_length=16)
    subject_id = models.UUIDField()
    kind = models.CharField(max_length=8, choices=ChangeKind)
    field = models.CharField(max_length=48, blank=True)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    previous_batch_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject_id", "at"]), models.Index(fields=["batch", "subject_kind"])]


class Discrepancy(Scoped):
    """Two sources disagree about one field, and no rule decides: a person settles it."""

    subject_kind = models.CharField(max_length=16)
    subject_id = models.UUIDField()
    field = models.CharField(max_length=48)
    known = models.JSONField(null=True)
    claimed = models.JSONField(null=True)
    known_batch_id = models.UUIDField(null=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT)
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["community", "opened_at"], condition=models.Q(settled_at=None), name="facts_open"),
            models.Index(fields=["subject_id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "subject_id", "field", "batch"], name="facts_one_discrepancy_per_batch"
            ),
            models.CheckConstraint(
                condition=models.Q(settled_at=None, outcome="")
                | models.Q(settled_at__isnull=False) & ~models.Q(outcome=""),
                name="facts_settled_has_outcome",
            ),
        ]
