"""Playing envelopes: each once, in order, in its own savepoint, through the same actions as the desk."""

import json
import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import DatabaseError, transaction

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import Refusal
from shequyun.base.secrets import keyring
from shequyun.engines.sync.actions.players import player_of
from shequyun.engines.sync.choices import ENVELOPES_AT_ONCE, Outcome
from shequyun.engines.sync.models import Device, Envelope, Receipt
from shequyun.engines.sync.rules.envelopes import Conflict, Sealed, TooMany, Unreadable, UsedId, read_envelope

log = logging.getLogger(__name__)


@action("field.play", right="field.use")
def play(actor: Actor, device: Device, said: Sequence[Any]) -> list[Receipt]:
    """Play a phone's envelopes in the order given; a receipt for each, the old one for one that came before.

    An envelope that is refused or in conflict leaves nothing behind but itself and its receipt; those after it are
    played all the same. Refuses too many at once, and whatever is not an envelope (the phone must not lose it).
    """
    if len(said) > ENVELOPES_AT_ONCE:
        raise TooMany(limit=ENVELOPES_AT_ONCE)
    sealed = [replace(read_envelope(one), device_id=device.pk) for one in said]
    Device.objects.select_for_update().get(pk=device.pk)  # one request of a phone after the other
    receipts = [_once(actor, device, one, raw) for one, raw in zip(sealed, said, strict=True)]
    note("device", device.pk, device.community, envelopes=[str(one.id) for one in sealed])
    return receipts


def _once(actor: Actor, device: Device, sealed: Sealed, raw: Any) -> Receipt:
    known = Receipt.objects.visible_to(actor).select_related("envelope").filter(envelope_id=sealed.id).first()
    if known is not None:
        return known if known.envelope.device_id == device.pk else _unkept(device, sealed, UsedId())
    try:
        with transaction.atomic():
            envelope = _kept(actor, device, sealed, raw)
    except DatabaseError:  # the id is taken in a community that this actor cannot see
        return _unkept(device, sealed, UsedId())
    receipt = _played(actor, sealed)
    receipt.envelope, receipt.community = envelope, device.community
    receipt.save(force_insert=True)
    return receipt


def _kept(actor: Actor, device: Device, sealed: Sealed, raw: Any) -> Envelope:
    return Envelope.objects.create(
        id=sealed.id,
        community=device.community,
        device=device,
        staff_id=actor.staff_id,
        kind=sealed.kind,
        subject=sealed.subject,
        claimed_at=sealed.claimed_at,
        content_sealed=keyring().seal(json.dumps(raw, ensure_ascii=False)),
    )


def _unkept(device: Device, sealed: Sealed, refusal: Refusal) -> Receipt:
    """A receipt that is told but not kept: its number belongs to another envelope."""
    envelope = Envelope(id=sealed.id, kind=sealed.kind, device=device)
    return Receipt(envelope=envelope, outcome=Outcome.REFUSED, code=refusal.code, sentence=str(refusal))


def _played(actor: Actor, sealed: Sealed) -> Receipt:
    try:
        with transaction.atomic():
            played = player_of(sealed.kind)(actor, sealed)
        return Receipt(
            outcome=Outcome.DONE, sentence=str(played.remark), made_id=played.made_id, batch_id=played.batch_id
        )
    except Conflict as conflict:
        sides = {"known": conflict.known, "claimed": conflict.claimed}
        return Receipt(outcome=Outcome.CONFLICT, code=conflict.code, sentence=str(conflict), **sides)
    except Refusal as refusal:
        return Receipt(outcome=Outcome.REFUSED, code=refusal.code, sentence=str(refusal)[:300])
    except DatabaseError:
        log.exception("envelope %s of kind %s could not be written", sealed.id, sealed.kind)
        return Receipt(outcome=Outcome.REFUSED, code=Unreadable.code, sentence=str(Unreadable(what=sealed.kind)))
