"""Areas that are open, and applications with a key."""

import re

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.base.errors import Refusal
from shequyun.base.secrets import keyring
from shequyun.programmes.open311.models import Client, Opening

_KEY = re.compile(r"[A-Za-z0-9_-]{20,80}")


class WrongKey(Refusal):
    """403 of the standard."""

    code = "open311.wrong_key"
    status = 403
    sentence = _("The api_key is missing, unknown or revoked.")


def openings(actor: Actor | None = None) -> QuerySet[Opening]:
    """Areas that are open now: all of them, or those in the actor's area."""
    found = Opening.objects.filter(closed_at=None).order_by("area")
    return found if actor is None else found.filter(area__gte=actor.scope.lo, area__lt=actor.scope.hi)


def clients(actor: Actor) -> QuerySet[Client]:
    """Applications of the actor's area, those that may still bring something first."""
    return Client.objects.filter(area__gte=actor.scope.lo, area__lt=actor.scope.hi).order_by("revoked_at", "name")


def client_with(key: str) -> Client:
    """The application of a key. Refuses one that is unknown, revoked, or whose area is closed."""
    found = Client.objects.filter(key_blind=keyring().blind(key)).first() if _KEY.fullmatch(key) else None
    if found is None or found.revoked_at or not openings().filter(area=found.area).exists():
        raise WrongKey()
    return found
