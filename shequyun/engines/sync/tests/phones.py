"""A phone for the tests: makes envelopes as the app does."""

import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.engines.sync.actions import enrol_device, play
from shequyun.engines.sync.models import Device, Receipt
from shequyun.engines.sync.rules.office_seal import CURVE, NONCE, message_key, public_point


def enrolled(actor: Actor) -> Device:
    """A phone of somebody."""
    return Device.objects.get(pk=enrol_device(actor, community=actor.area, name="测试手机").device_id)


def envelope(
    kind: str, subject: UUID | None, *, base: int | None = None, at: str = "", **values: Any
) -> dict[str, Any]:
    """Something done at a door."""
    return {
        "id": str(uuid.uuid4()),
        "kind": kind,
        "subject": str(subject) if subject else None,
        "base_version": base,
        "claimed_at": at or datetime.now(UTC).isoformat(),
        "values": values,
    }


def sent(actor: Actor, device: Device, *envelopes: dict[str, Any]) -> list[Receipt]:
    """What became of them."""
    with entered(actor.scope):
        return play(actor, device, list(envelopes))


def seal_item(point: bytes, token_hash: bytes, said: Mapping[str, Any]) -> bytes:
    """An envelope that the phone could not send, sealed for the office."""
    mine = ec.generate_private_key(CURVE)
    shared = mine.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point))
    body = json.dumps(said, ensure_ascii=False).encode()
    return public_point(mine) + AESGCM(message_key(shared, token_hash)).encrypt(NONCE, body, None)
