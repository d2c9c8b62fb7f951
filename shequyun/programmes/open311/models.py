"""Tables of Open311. No person's data: an address that asked is kept as a blind index, a key as well."""

from django.db import models
from django.utils import timezone

from shequyun.base.ids import new_id
from shequyun.base.records import CodeField


class Opening(models.Model):
    """An area (a jurisdiction of the standard) whose cases of public matters can be read by everybody."""

    area = CodeField(max_length=15, primary_key=True)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by_name = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True)


class Client(models.Model):
    """An application that may bring matters into one area. Its key was shown once; here is only its blind index."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    area = CodeField(max_length=15)
    name = models.CharField(max_length=64)
    contact = models.CharField(max_length=120, blank=True)
    key_blind = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by_name = models.CharField(max_length=64, blank=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_why = models.CharField(max_length=200, blank=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key_blind"], name="open311_one_key")]
        indexes = [models.Index(fields=["area"])]


class Asking(models.Model):
    """How often somebody asked lately: an address, or a client."""

    who = models.BinaryField(primary_key=True)
    since = models.DateTimeField()
    count = models.IntegerField(default=0)
