"""Phones, the envelopes they sent, what became of each, and how a person settled a conflict."""

from django.db import models
from django.utils import timezone

from shequyun.base.ids import new_id
from shequyun.base.records import CodeField, Scoped, ScopedQuerySet
from shequyun.engines.sync.choices import Choice, Outcome


class Device(models.Model):
    """A phone of somebody in one post, holding the slice of one community.

    Holds nothing about residents and is read before there is an actor, so it has no wall. `token_hash` is the SHA-256
    of what the phone shows; the token itself is nowhere but on the phone, encrypted.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey("access.Staff", on_delete=models.PROTECT, db_constraint=False)
    post_id = models.UUIDField()
    community = CodeField(max_length=15)
    name = models.CharField(max_length=80)
    token_hash = models.BinaryField()
    enrolled_at = models.DateTimeField(default=timezone.now)
    last_contact = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)
    refused_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["community", "-enrolled_at"])]


class Envelope(Scoped):
    """Append-only: something done at a door, as the phone sealed it. The id was made on the phone.

    `content_sealed` is the whole envelope as JSON, encrypted: it may hold numbers.
    """

    device = models.ForeignKey(Device, on_delete=models.PROTECT, db_constraint=False)
    staff_id = models.UUIDField()
    kind = models.CharField(max_length=24)
    subject = models.UUIDField(null=True)
    claimed_at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
    content_sealed = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["community", "-received_at"])]


class Receipt(Scoped):
    """Append-only: what became of an envelope, once and for all. `made_id` is what it entered; `batch_id` what it wrote.

    `known` and `claimed` are the two sides of a conflict, in words, numbers masked.
    """

    envelope = models.OneToOneField(Envelope, on_delete=models.PROTECT, db_constraint=False)
    outcome = models.CharField(max_length=8, choices=Outcome)
    code = models.CharField(max_length=48, blank=True)
    sentence = models.CharField(max_length=300, blank=True)
    known = models.JSONField(default=list)
    claimed = models.JSONField(default=list)
    made_id = models.UUIDField(null=True)
    batch_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["community", "-at"], condition=models.Q(outcome="conflict"), name="sync_conflicts")
        ]


class Settlement(Scoped):
    """Append-only: a person settled a conflict."""

    receipt = models.OneToOneField(Receipt, on_delete=models.PROTECT, db_constraint=False)
    choice = models.CharField(max_length=8, choices=Choice)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)
    made_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=timezone.now)
