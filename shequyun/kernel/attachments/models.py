"""The table of files."""

from django.db import models
from django.utils import timezone

from shequyun.base.records import CodeField, Scoped
from shequyun.kernel.attachments.choices import KINDS, MOST_BYTES, PICTURES


class Attachment(Scoped):
    """A file on a subject. `content` and `thumbnail` are sealed; both are gone once it is detached, the rest stays."""

    subject_kind = CodeField(max_length=32)
    subject_id = models.UUIDField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8)
    size = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    thumbnail = models.BinaryField(null=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.UUIDField(null=True)
    made_by_name = models.CharField(max_length=64, blank=True)
    detached_at = models.DateTimeField(null=True)
    detached_by_name = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["community", "subject_id"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0, size__lte=MOST_BYTES), name="attachments_size"),
            models.CheckConstraint(
                condition=models.Q(detached_at=None, content__isnull=False)
                | models.Q(detached_at__isnull=False, content=None, thumbnail=None),
                name="attachments_gone_when_detached",
            ),
        ]

    @property
    def media_type(self) -> str:
        """What it is, from its bytes."""
        return KINDS[self.kind][0]

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown on a page."""
        return self.kind in PICTURES
