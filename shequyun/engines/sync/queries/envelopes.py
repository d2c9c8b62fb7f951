"""Reading envelopes and receipts: for the phone that asks again, and for whoever settles conflicts at the desk."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.records import ScopedQuerySet
from shequyun.base.secrets import keyring
from shequyun.engines.sync.choices import Outcome
from shequyun.engines.sync.models import Device, Receipt

TOLD_AT_ONCE = 500


def sent(actor: Actor) -> ScopedQuerySet[Receipt]:
    """Everything that came from phones in the actor's area, the newest first."""
    actor.need("field.settle")
    found = Receipt.objects.visible_to(actor).select_related("envelope__device__staff", "settlement")
    return found.order_by("-at", "-pk")  # type: ignore[return-value]


def open_conflicts(actor: Actor) -> ScopedQuerySet[Receipt]:
    """Conflicts that nobody has settled, the oldest first."""
    found = sent(actor).filter(outcome=Outcome.CONFLICT, settlement=None)
    return found.order_by("at", "pk")  # type: ignore[return-value]


def open_conflict_count(actor: Actor) -> int:
    """How many conflicts wait in the actor's area."""
    return open_conflicts(actor).count()


def conflict_of(actor: Actor, receipt_id: UUID) -> Receipt:
    """One conflict, by its receipt or its envelope. Out of sight, or no conflict, is 404."""
    found = sent(actor).filter(outcome=Outcome.CONFLICT)
    receipt = found.filter(pk=receipt_id).first() or found.filter(envelope_id=receipt_id).first()
    if receipt is None:
        raise NotVisible()
    return receipt


def receipts_of(actor: Actor, device: Device, *, since: datetime | None) -> list[Receipt]:
    """What became of a phone's envelopes, and how conflicts were settled, since a moment: TOLD_AT_ONCE at most.

    Those settled stand first, the newest settlement before the others: a phone that waits for one hears it however many
    envelopes it has sent.
    """
    found = Receipt.objects.visible_to(actor).filter(envelope__device_id=device.pk)
    if since is not None:
        found = found.filter(Q(at__gte=since) | Q(settlement__at__gte=since))
    newest = (F("settlement__at").desc(nulls_last=True), "-at", "-pk")
    return list(found.select_related("envelope", "settlement").order_by(*newest)[:TOLD_AT_ONCE])


def laid_out(receipt: Receipt) -> list[tuple[str, str, str]]:
    """(what, known, claimed) of a conflict, in the order in which the phone said it."""
    known = dict(receipt.known)
    claimed = dict(receipt.claimed)
    return [(label, known.get(label, ""), claimed.get(label, "")) for label in {**claimed, **known}]


def content_of(receipt: Receipt) -> Mapping[str, Any]:
    """The envelope as the phone sealed it, numbers and all: for playing it, never for a page."""
    return dict(json.loads(keyring().unseal(receipt.envelope.content_sealed)))
