"""The audit trail: entries that can only be added, chained per subdistrict."""

from django.db import models

from shequyun.base.records import CodeField, Scoped


class ChainHead(models.Model):
    """The end of a chain. Holds nothing about people; its lock makes entries of one chain come one after another."""

    chain = CodeField(max_length=9, primary_key=True)
    seq = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=b"")


class Entry(Scoped):
    """Who did what to what, when, why. `hash` is SM3 over the entry and the hash before it."""

    moves = False

    chain = CodeField(max_length=9)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    staff_id = models.UUIDField(null=True)
    post_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=64, blank=True)
    role = models.CharField(max_length=32, blank=True)
    actor_area = models.CharField(max_length=15, blank=True)
    verb = CodeField(max_length=48)
    subject_kind = models.CharField(max_length=24)
    subject_id = CodeField(max_length=80, blank=True)
    details = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, blank=True)
    disclosure = models.BooleanField(default=False)
    request_id = models.UUIDField(null=True)
    address = models.CharField(max_length=45, blank=True)
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "chain", "seq"], name="audit_one_place_in_chain")]
        indexes = [
            models.Index(fields=["community", "-at"]),
            models.Index(fields=["subject_id", "-at"]),
            models.Index(fields=["chain", "seq"]),
        ]
