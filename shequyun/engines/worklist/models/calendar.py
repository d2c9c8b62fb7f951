"""The days on which offices work against the week's habit. Public data, so it has no wall."""

from django.db import models


class CalendarDay(models.Model):
    """A holiday (`working` false) or a make-up day (true), from the notice that announces it."""

    day = models.DateField(primary_key=True)
    working = models.BooleanField()
    name = models.CharField(max_length=32)
    source = models.CharField(max_length=80)
