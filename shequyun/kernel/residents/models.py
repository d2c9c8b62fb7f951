"""Residents, their documents, households, stays, and merges of two records of one person."""

from django.db import models

from shequyun.base.records import CodeField, Scoped
from shequyun.kernel.facts.models import Kept


class Resident(Kept):
    """A natural person as one community knows them.

    The key is ours: compatriots, foreigners and infants may have no mainland document. `link` is the blind index of
    the identity document and ties records of one person in several communities together. `hukou_here`,
    `living_here` and `dwelling` follow from the open stays (`rules.following`; `residents.actions` keeps them).
    """

    name = CodeField(max_length=64)
    pinyin = CodeField(max_length=160, blank=True)
    initials = CodeField(max_length=32, blank=True)
    former_name = models.CharField(max_length=64, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    birth_date = models.DateField(null=True)
    death_date = models.DateField(null=True)
    nationality = models.CharField(max_length=32, blank=True)
    education = models.CharField(max_length=2, blank=True)
    marital = models.CharField(max_length=2, blank=True)
    political = models.CharField(max_length=2, blank=True)
    hukou_kind = models.CharField(max_length=2, blank=True)
    employer = models.CharField(max_length=120, blank=True)
    occupation = models.CharField(max_length=64, blank=True)
    hukou_elsewhere = models.CharField(max_length=160, blank=True)
    living_elsewhere = models.CharField(max_length=160, blank=True)
    phone_sealed = models.BinaryField(null=True)
    phone_blind = models.BinaryField(null=True)
    phone_tail = models.BinaryField(null=True)
    other_phone_sealed = models.BinaryField(null=True)
    other_phone_blind = models.BinaryField(null=True)
    other_phone_tail = models.BinaryField(null=True)
    contact_name = models.CharField(max_length=64, blank=True)
    contact_phone_sealed = models.BinaryField(null=True)
    contact_phone_blind = models.BinaryField(null=True)
    contact_phone_tail = models.BinaryField(null=True)
    remark = models.CharField(max_length=200, blank=True)
    link = models.BinaryField(null=True)
    dwelling = models.ForeignKey(
        "places.Dwelling", on_delete=models.PROTECT, null=True, db_constraint=False, db_index=False
    )
    hukou_here = models.BooleanField(default=False, db_default=False)
    living_here = models.BooleanField(default=False, db_default=False)
    merged_into = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["community", "name"]),
            models.Index(fields=["community", "pinyin"]),
            models.Index(fields=["community", "initials"]),
            models.Index(fields=["community", "birth_date"]),
            models.Index(fields=["dwelling", "community"]),
            models.Index(fields=["phone_blind"]),
            models.Index(fields=["phone_tail", "community"]),
            models.Index(fields=["link"]),
        ]


class Document(Kept):
    """A dated identity document. The number is sealed; `number_blind` finds it, `number_tail` its last four."""

    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, db_constraint=False)
    kind = models.CharField(max_length=24)
    number_sealed = models.BinaryField()
    number_blind = models.BinaryField()
    number_tail = models.BinaryField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "resident", "number_blind"], name="residents_one_document")
        ]
        indexes = [
            models.Index(fields=["number_blind"]),
            models.Index(fields=["number_tail", "community"]),
        ]


class Household(Kept):
    """People who belong together in one dwelling: a hukou book (户) or those who live together."""

    dwelling = models.ForeignKey("places.Dwelling", on_delete=models.PROTECT, db_constraint=False, db_index=False)
    kind = models.CharField(max_length=8)
    number = CodeField(max_length=24, blank=True)
    closed_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["dwelling", "kind"])]


class Stay(Kept):
    """A resident is registered (hukou) or lives in a dwelling, from a day to a day, as a member of a household."""

    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, db_constraint=False)
    dwelling = models.ForeignKey("places.Dwelling", on_delete=models.PROTECT, db_constraint=False)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, db_constraint=False)
    kind = models.CharField(max_length=8)
    tenure = models.CharField(max_length=16, blank=True)
    relation = models.CharField(max_length=2, blank=True)
    from_date = models.DateField(null=True)
    to_date = models.DateField(null=True)
    end_reason = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "resident", "dwelling", "kind"],
                condition=models.Q(to_date=None),
                name="residents_one_open_stay",
            ),
            models.UniqueConstraint(
                fields=["community", "resident"],
                condition=models.Q(to_date=None, kind="hukou"),
                name="residents_one_hukou",
            ),
            models.CheckConstraint(
                condition=models.Q(to_date=None)
                | models.Q(from_date=None)
                | models.Q(to_date__gte=models.F("from_date")),
                name="residents_stay_dates",
            ),
        ]


class Merge(Scoped):
    """Two records of one person became one. The batch says what was moved, so that undoing it unmerges."""

    kept = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="merges", db_constraint=False)
    absorbed = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    batch_id = models.UUIDField()
    reason = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)


class LookUp(models.Model):
    """How often one of the staff searched for a number since a moment. Nobody's data: not what was searched, nor found."""

    staff_id = models.UUIDField(primary_key=True)
    since = models.DateTimeField()
    count = models.IntegerField()


class Tally(Scoped):
    """What is counted of a committee, so that nobody counts a district to show a page. Kept by queries/tallies.py.

    `people`: by sex, how many are in each presence, in the order of `queries.listing.PRESENCES`. `members`: whom a screening
    without a condition finds, the living who are here.
    """

    moves = False

    counted_on = models.DateField()
    homes = models.IntegerField(default=0)
    empty = models.IntegerField(default=0)
    living = models.IntegerField(default=0)
    hukou = models.IntegerField(default=0)
    residents = models.IntegerField(default=0)
    lived_in = models.IntegerField(default=0)
    fresh = models.IntegerField(default=0)
    seen = models.DateField(null=True)
    confirmed = models.IntegerField(default=0)
    disputed = models.IntegerField(default=0)
    members = models.IntegerField(default=0)
    people = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community"], name="residents_one_tally")]


class Uncounted(Scoped):
    """A committee of which something has changed since it was counted: a row for each change, written by triggers."""

    moves = False

    class Meta:
        indexes = [models.Index(fields=["community"])]
