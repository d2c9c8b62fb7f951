"""Schedules (dated data), doses and remarks (facts), and spans: what follows from both, per person and vaccine."""

from django.db import models
from django.utils import timezone

from shequyun.base.records import Scoped
from shequyun.kernel.facts.models import Kept
from shequyun.programmes.vaccination.choices import LABELS, RemarkKind, State


class Schedule(models.Model):
    """One rule of a schedule: the n-th dose, or the n-th booster, for whom, how long after the one before, since when.

    Holds nothing about anybody and has no wall. Ages in months, both from the day that many months after birth on.
    `platform` blank: whatever the first dose was. `late_first_days` counts from the first dose, `late_days` from the last.
    `season_month`: given anew every year from that month on. `offered`: nobody is called for it. `checked`: held against
    the text that `source` names.
    """

    vaccine = models.CharField(max_length=16, choices=LABELS.items())
    platform = models.CharField(max_length=16, blank=True)
    number = models.SmallIntegerField()
    booster = models.BooleanField(default=False)
    offered = models.BooleanField(default=False)
    least_months = models.SmallIntegerField(null=True)
    most_months = models.SmallIntegerField(null=True)
    gap_days = models.SmallIntegerField(null=True)
    late_days = models.SmallIntegerField(null=True)
    late_first_days = models.SmallIntegerField(null=True)
    late_months = models.SmallIntegerField(null=True)
    season_month = models.SmallIntegerField(null=True)
    begins = models.DateField()
    ends = models.DateField(null=True)
    checked = models.BooleanField(default=False)
    source = models.CharField(max_length=200)


class Dose(Kept):
    """A resident received a vaccine on a day. `vaccine` follows from the product. Withdrawn ones were said in error."""

    resident = models.ForeignKey("residents.Resident", on_delete=models.PROTECT, db_constraint=False)
    product = models.CharField(max_length=32)
    vaccine = models.CharField(max_length=16)
    given_on = models.DateField()
    number = models.SmallIntegerField(null=True)
    maker = models.CharField(max_length=64, blank=True)
    lot = models.CharField(max_length=32, blank=True)
    site = models.CharField(max_length=64, blank=True)
    evidence = models.CharField(max_length=16, blank=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "resident", "vaccine", "given_on"],
                condition=models.Q(withdrawn_on=None),
                name="vaccination_one_dose_a_day",
            )
        ]


class VaccineRemark(Kept):
    """A resident may not be given a vaccine, or refuses it: why, from a day until a day. Sensitive."""

    resident = models.ForeignKey("residents.Resident", on_delete=models.PROTECT, db_constraint=False)
    vaccine = models.CharField(max_length=16)
    kind = models.CharField(max_length=8, choices=RemarkKind)
    reason = models.CharField(max_length=200, blank=True)
    from_date = models.DateField()
    until = models.DateField(null=True)
    to_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "resident", "vaccine"],
                condition=models.Q(to_date=None),
                name="vaccination_one_remark",
            )
        ]


class Span(Scoped):
    """From a day until a day (not included) a resident stands so with a vaccine. Follows from facts and schedules.

    Spans begin with the first fact; before it, and for whom there is none, the date of birth says it all.
    """

    resident = models.ForeignKey("residents.Resident", on_delete=models.CASCADE, db_constraint=False, db_index=False)
    vaccine = models.CharField(max_length=16)
    state = models.CharField(max_length=8, choices=State)
    from_date = models.DateField()
    until = models.DateField(null=True)
    doses = models.SmallIntegerField(default=0)
    boosts = models.SmallIntegerField(default=0)
    full = models.BooleanField(default=False)
    last_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["resident", "vaccine", "from_date"]),
            models.Index(fields=["community", "vaccine", "state", "from_date"]),
        ]


class Coming(Scoped):
    """Append-only: on a call somebody said that they come for a vaccine on a day. It counts while its visit does, and
    until a dose is known."""

    resident_id = models.UUIDField()
    vaccine = models.CharField(max_length=16)
    comes_on = models.DateField()
    visit_id = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["community", "resident_id", "vaccine", "-at"])]


class Recall(models.Model):
    """A drive of the worklist calls people for a vaccine. About nobody, so without a wall; its tasks say whom."""

    drive_id = models.UUIDField(primary_key=True)
    vaccine = models.CharField(max_length=16)
