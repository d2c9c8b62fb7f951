"""Tables of the hotline: orders as its lists tell them."""

from django.db import models

from shequyun.base.records import CodeField, Scoped


class Order(Scoped):
    """One order of the hotline, with the case that it is. `community` is the case's.

    `said` is what the list said last, for comparison: no words and no number in the clear, only their blind index.
    `limit_at` is the hotline's own time limit, where the list has one. `upload_id`, `sheet` and `line` are where it stood the
    last time: its answer is written there. `handed_in_at`: when its answer went back last.
    """

    number = CodeField(max_length=40)
    case_id = models.UUIDField()
    said = models.JSONField(default=dict)
    limit_at = models.DateTimeField(null=True)
    upload_id = models.UUIDField()
    sheet = models.SmallIntegerField()
    line = models.IntegerField()
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by_name = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "number"], name="hotline_one_order")]
        indexes = [models.Index(fields=["community", "limit_at"]), models.Index(fields=["case_id"])]
