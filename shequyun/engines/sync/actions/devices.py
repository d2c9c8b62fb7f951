"""Phones come and go."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NotNow, NotVisible
from shequyun.base.moving import Moving
from shequyun.base.scope import COMMITTEE
from shequyun.engines.sync.choices import DEVICES_EACH
from shequyun.engines.sync.models import Device
from shequyun.engines.sync.queries.devices import device_of, hashed

HEARD_EVERY = timedelta(minutes=1)  # so that reading does not write each time


class TooManyPhones(NotNow):
    """Nobody carries a drawer full of phones."""

    code = "sync.too_many_phones"
    sentence = _("You already use %(count)s phones. Ask for one of them to be revoked first.")


class RevokedAlready(NotNow):
    """Once is enough."""

    code = "sync.revoked_already"
    sentence = _("This phone has been revoked already.")


@dataclass(frozen=True)
class Enrolled:
    """A phone's id and its token, which is told this once."""

    device_id: UUID
    token: str


class PhonesOut(NotNow):
    """What a phone carries and has not sent belongs to a committee as it was."""

    code = "sync.phones_out"
    sentence = _(
        "%(n)d phones still hold data of this committee. Ask their users to send it and sign out, or revoke them; then "
        "try again."
    )


def check_none_out(moving: Moving) -> None:
    """Refuses to move what a phone at a door still carries."""
    count = Device.objects.filter(community=moving.old, revoked_at=None).count()
    if count:
        raise PhonesOut(n=count)


@action("devices.enrol", right="field.use")
def enrol_device(actor: Actor, *, community: str, name: str, replaces: UUID | None = None) -> Enrolled:
    """Make a phone of the actor's own one that may carry the slice of a committee in their area.

    `replaces`: what this phone was before it wiped itself; if that was the actor's, it ends. Refuses a committee out of
    sight, and more than a few phones each.
    """
    if len(community) != COMMITTEE or not actor.scope.holds(community):
        raise NotVisible()
    _end_former(actor, replaces)
    held = Device.objects.filter(staff_id=actor.staff_id, revoked_at=None).count()
    if held >= DEVICES_EACH:
        raise TooManyPhones(count=held)
    secret = secrets.token_urlsafe(32)
    device = Device.objects.create(
        staff_id=actor.staff_id,
        post_id=actor.post_id,
        community=community,
        name=name.strip()[:80],
        token_hash=hashed(secret),
    )
    note("device", device.pk, community, name=device.name)
    return Enrolled(device.pk, f"{device.pk}.{secret}")


def _end_former(actor: Actor, device_id: UUID | None) -> None:
    former = Device.objects.filter(pk=device_id, staff_id=actor.staff_id, revoked_at=None).first()
    if former is not None:
        former.revoked_at, former.revoked_by = timezone.now(), actor.staff_id
        former.save(update_fields=["revoked_at", "revoked_by"])
        note("device", former.pk, former.community, replaced=True, name=former.name)


@action("devices.revoke")
def revoke_device(actor: Actor, device_id: UUID, *, reason: str) -> None:
    """Take the slice away from a phone: it wipes itself at its next contact, and is heard no more from now on."""
    device = device_of(actor, device_id)
    if device.revoked_at is not None:
        raise RevokedAlready()
    device.revoked_at, device.revoked_by = timezone.now(), actor.staff_id
    device.save(update_fields=["revoked_at", "revoked_by"])
    note("device", device.pk, device.community, reason=reason, name=device.name)


@action("devices.release", right="field.use")
def release_device(actor: Actor, device: Device) -> None:
    """The worker signs out on the phone: it is theirs no more, and has wiped itself. Doing so twice is once."""
    Device.objects.filter(pk=device.pk, revoked_at=None).update(revoked_at=timezone.now(), revoked_by=actor.staff_id)
    note("device", device.pk, device.community, name=device.name)


def heard_from(device: Device) -> None:
    """Keep the day of the last contact. Not an action of anybody: the phone's clock of lapsing starts anew."""
    now = timezone.now()
    if now - device.last_contact > HEARD_EVERY:
        Device.objects.filter(pk=device.pk).update(last_contact=now)
