"""Areas, buildings, dwellings and the other names of addresses."""

from django.db import models

from shequyun.base.records import CodeField, Scoped
from shequyun.kernel.facts.models import Kept


class Area(models.Model):
    """City, district, subdistrict, committee or grid, by the statistics bureau's code; codes are dated.

    Jurisdiction, not address. Public data, so it has no wall. `successor`: the code of the area that it was merged into.
    """

    code = CodeField(max_length=15, primary_key=True)
    name = models.CharField(max_length=64)
    level = models.CharField(max_length=12)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    successor = CodeField(max_length=15, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None)
                | models.Q(valid_from=None)
                | models.Q(valid_to__gt=models.F("valid_from")),
                name="places_area_dates",
            )
        ]


class Building(Kept):
    """What stands behind one house number (号) or block: usually one staircase.

    `door` is the normal form of its address, e.g. 恒丰路610弄3号; `sort_key` orders doors as people walk them.
    """

    door = CodeField(max_length=80)
    road = models.CharField(max_length=32, blank=True)
    lane = models.CharField(max_length=32, blank=True)
    sublane = models.CharField(max_length=16, blank=True)
    number = models.CharField(max_length=32, blank=True)
    block = models.CharField(max_length=32, blank=True)
    estate = models.CharField(max_length=48, blank=True)
    kind = models.CharField(max_length=16, blank=True)
    floors = models.SmallIntegerField(null=True)
    units = models.SmallIntegerField(null=True)
    has_lift = models.BooleanField(null=True)
    built_year = models.SmallIntegerField(null=True)
    grid = CodeField(max_length=15, blank=True)
    sort_key = CodeField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "door"], name="places_one_door")]
        indexes = [models.Index(fields=["community", "sort_key"])]


class Dwelling(Kept):
    """A home: a room, or a part (部位) of a house, behind one door. `address` is the normal form of the whole."""

    building = models.ForeignKey(Building, on_delete=models.PROTECT, db_constraint=False)
    address = CodeField(max_length=120)
    room = CodeField(max_length=48)
    unit = models.CharField(max_length=8, blank=True)
    floor = models.SmallIntegerField(null=True)
    part = models.CharField(max_length=24, blank=True)
    use = models.CharField(max_length=16, blank=True)
    tenure = models.CharField(max_length=16, blank=True)
    area_m2 = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    remark = models.CharField(max_length=200, blank=True)
    sort_key = CodeField(max_length=140, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "address"], name="places_one_address")]
        indexes = [models.Index(fields=["community", "sort_key"])]


class Alias(Scoped):
    """Another name for a road, lane or estate: an old name, or what people say. Reading an address replaces it."""

    said = CodeField(max_length=64)
    meant = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "said"], name="places_one_meaning")]
