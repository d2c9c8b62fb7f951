"""A phone for the tests: makes envelopes as the app does."""

import uuid
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.engines.sync.actions import enrol_device, play
from shequyun.engines.sync.models import Device, Receipt


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
