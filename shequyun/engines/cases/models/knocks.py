"""How often a wrong code was tried from one address lately. No person's data; the address is kept as a blind index."""

from django.db import models


class Knock(models.Model):
    """Wrong codes from one address since a moment."""

    address = models.BinaryField(primary_key=True)
    since = models.DateTimeField()
    count = models.IntegerField(default=0)
