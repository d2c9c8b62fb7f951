"""Organisations (实有单位) and where they work."""

from django.db import models

from shequyun.base.records import CodeField
from shequyun.kernel.facts.models import Kept


class Organisation(Kept):
    """A unit at an address. `credit_code` is GB 32100; a stall or a group may have none."""

    name = CodeField(max_length=120)
    registered_name = models.CharField(max_length=120, blank=True)
    credit_code = CodeField(max_length=18, blank=True)
    building = models.ForeignKey("places.Building", on_delete=models.PROTECT, null=True, db_constraint=False)
    room = models.CharField(max_length=48, blank=True)
    kind = models.CharField(max_length=16, blank=True)
    state = models.CharField(max_length=16, blank=True)
    legal_person = models.CharField(max_length=64, blank=True)
    contact_name = models.CharField(max_length=64, blank=True)
    phone_sealed = models.BinaryField(null=True)
    phone_blind = models.BinaryField(null=True)
    phone_tail = models.BinaryField(null=True)
    head_count = models.IntegerField(null=True)
    opened_on = models.DateField(null=True)
    remark = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "credit_code"], condition=~models.Q(credit_code=""), name="organisations_one_code"
            )
        ]
        indexes = [models.Index(fields=["community", "name"])]
