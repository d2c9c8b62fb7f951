"""Deciding that an area is public, and which applications may bring matters into it."""

import secrets
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow, NotVisible
from shequyun.base.scope import COMMITTEE, SUBDISTRICT
from shequyun.base.secrets import keyring
from shequyun.kernel.places.queries import area_of
from shequyun.programmes.open311.models import Client, Opening
from shequyun.programmes.open311.queries import clients, openings

LEVELS = (SUBDISTRICT, COMMITTEE)


class WrongArea(BadInput):
    code = "open311.wrong_area"
    sentence = _("Open a subdistrict or a committee: their codes have 9 or 12 digits.")


class SayWhose(BadInput):
    code = "open311.say_whose"
    sentence = _("Enter the name of the application and whom to contact about it.")


class SayWhy(BadInput):
    code = "open311.say_why"
    sentence = _("Enter why the key is revoked.")


class NotOpen(NotNow):
    code = "open311.not_open"
    sentence = _("This area is not open. Open it first, then issue keys to applications.")


@action("open311.open", right="open311.manage")
def open_area(actor: Actor, area: str) -> None:
    """From now on everybody reads matter, building and state of the cases of public matters there."""
    if len(area) not in LEVELS:
        raise WrongArea()
    area_of(actor, area)
    Opening.objects.update_or_create(
        area=area, defaults={"opened_at": timezone.now(), "opened_by_name": actor.name, "closed_at": None}
    )
    note("opening", None, area)


@action("open311.close", right="open311.manage")
def close_area(actor: Actor, area: str) -> None:
    """Nothing of the area is public any more; keys of its applications open nothing."""
    found = openings(actor).filter(area=area).first()
    if found is None:
        raise NotVisible()
    found.closed_at = timezone.now()
    found.save(update_fields=["closed_at"])
    note("opening", None, area)


@action("open311.issue_key", right="open311.manage")
def issue_key(actor: Actor, area: str, *, name: str, contact: str) -> tuple[UUID, str]:
    """A key for one application and one area: (the client, the key). The key is shown this once and kept nowhere."""
    if not name.strip() or not contact.strip():
        raise SayWhose()
    if not openings(actor).filter(area=area).exists():
        raise NotOpen()
    key = secrets.token_urlsafe(30)
    client = Client.objects.create(
        area=area, name=name.strip()[:64], contact=contact.strip()[:120], key_blind=keyring().blind(key),
        made_by_name=actor.name,
    )  # fmt: skip
    note("client", client.pk, area, name=client.name)
    return client.pk, key


@action("open311.revoke_key", right="open311.manage")
def revoke_key(actor: Actor, client_id: UUID, *, reason: str) -> None:
    """From now on the key opens nothing. Twice is once."""
    if not reason.strip():
        raise SayWhy()
    client = clients(actor).filter(pk=client_id).first()
    if client is None:
        raise NotVisible()
    if client.revoked_at is None:
        client.revoked_at, client.revoked_why = timezone.now(), reason.strip()[:200]
        client.save(update_fields=["revoked_at", "revoked_why"])
    note("client", client.pk, client.area, reason=reason.strip(), name=client.name)
