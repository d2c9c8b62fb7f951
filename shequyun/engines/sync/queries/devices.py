"""Reading phones: for the desk's list, and for a request that shows a phone's token."""

import hashlib
import hmac
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible, Refusal
from shequyun.base.records import ScopedQuerySet
from shequyun.engines.sync.choices import LAPSE
from shequyun.engines.sync.models import Device
from shequyun.kernel.access.queries import active_staff, actor_of


class UnknownDevice(Refusal):
    """No phone, or not its token."""

    code = "sync.unknown_device"
    status = 401
    sentence = _("This phone is not known here. Sign in and set it up again.")


class DeviceGone(Refusal):
    """The phone may hold nothing any more: it wipes itself when it hears this."""

    code = "sync.device_gone"
    status = 410
    sentence = _("This phone was revoked, or had no contact for too long. What it held is wiped.")


def devices(actor: Actor) -> ScopedQuerySet[Device]:
    """Phones with a slice in the actor's area, those in use first."""
    actor.need("devices.revoke")
    found = Device.objects.visible_to(actor).select_related("staff")
    return found.order_by("revoked_at", "-last_contact")  # type: ignore[return-value]


def device_of(actor: Actor, device_id: UUID) -> Device:
    """One phone in the actor's area. Out of sight is 404."""
    found = devices(actor).filter(pk=device_id).first()
    if found is None:
        raise NotVisible()
    return found


def device_with(token: str, *, now: datetime) -> Device:
    """The phone that shows "<id>.<secret>". Refuses a wrong one (401), and one that was revoked or lapsed (410)."""
    key, _dot, secret = token.partition(".")
    device = _found(key)
    if device is None or not hmac.compare_digest(bytes(device.token_hash), hashed(secret)):
        raise UnknownDevice()
    if device.revoked_at is not None or now - device.last_contact > LAPSE:
        raise DeviceGone(device=str(device.pk))
    return device


def _found(key: str) -> Device | None:
    try:
        return Device.objects.filter(pk=UUID(key)).first()
    except ValueError:
        return None


def hashed(secret: str) -> bytes:
    """What is kept of a token. It is 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).digest()


def actor_with(device: Device) -> Actor:
    """Whoever holds the phone, with the rights that their post carries now, inside the phone's community.

    Refuses (410) when the account is closed, the post ended, or the post no longer reaches the community or the door.
    """
    staff: Any = active_staff(str(device.staff_id))
    actor = actor_of(staff, device.post_id) if staff else Actor()
    if actor.post_id != device.post_id or not actor.scope.holds(device.community) or not actor.can("field.use"):
        raise DeviceGone(device=str(device.pk))
    return replace(actor, area=device.community)
