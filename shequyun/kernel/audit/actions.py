"""Writing the trail. Called by every action at its end; never by views."""

import json
from collections import defaultdict
from typing import Any

from django.utils import timezone

from shequyun.base.action import Note
from shequyun.base.actor import Actor
from shequyun.base.request import current
from shequyun.kernel.audit.models import ChainHead, Entry
from shequyun.kernel.audit.rules import chain_of, facts_of, link


def record(actor: Actor, verb: str, notes: list[Note]) -> None:
    """Add entries for what one action did. The heads are locked here, at the end, so that the lock is short."""
    by_chain: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        by_chain[chain_of(note.community)].append(note)
    for chain in sorted(by_chain):
        _append(actor, verb, chain, by_chain[chain])


def _append(actor: Actor, verb: str, chain: str, notes: list[Note]) -> None:
    ChainHead.objects.bulk_create([ChainHead(chain=chain)], ignore_conflicts=True)
    head = ChainHead.objects.select_for_update().get(chain=chain)
    entries = []
    for note in notes:
        head.seq += 1
        entry = _entry(actor, verb, note, chain, head.seq)
        entry.hash = head.hash = link(bytes(head.hash), facts_of(entry))
        entries.append(entry)
    Entry.objects.bulk_create(entries)
    head.save(update_fields=["seq", "hash"])


def _entry(actor: Actor, verb: str, note: Note, chain: str, seq: int) -> Entry:
    origin = current.get()
    return Entry(
        community=note.community,
        chain=chain,
        seq=seq,
        at=timezone.now(),
        staff_id=actor.staff_id,
        post_id=actor.post_id,
        actor_name=actor.name,
        role=actor.role,
        actor_area=actor.area,
        verb=verb,
        subject_kind=note.subject_kind,
        subject_id=str(note.subject_id or ""),
        details=_plain(note.details),
        reason=note.reason[:300],
        disclosure=note.disclosure,
        request_id=origin.request_id,
        address=origin.address,
    )


def _plain(details: dict[str, Any]) -> dict[str, Any]:
    """Only what JSON gives back as it was, so that the hash can be computed again."""
    return dict(json.loads(json.dumps(details, default=str)))
