"""The chain: each entry's hash covers the one before it, so that a change, a gap or a swap shows. Pure."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives import hashes

CHAIN_DIGITS = 9  # one chain per subdistrict; shorter codes have their own


def chain_of(community: str) -> str:
    """The chain to which an area's entries belong."""
    return community[:CHAIN_DIGITS]


def link(before: bytes, facts: dict[str, Any]) -> bytes:
    """SM3 over the hash before and the canonical JSON of an entry."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(before)
    digest.update(json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode())
    return digest.finalize()


def facts_of(entry: Any) -> dict[str, Any]:
    """What of an entry the hash covers: everything but the hash."""
    return {
        "id": str(entry.id),
        "community": entry.community,
        "chain": entry.chain,
        "seq": entry.seq,
        "at": entry.at.timestamp(),
        "staff": str(entry.staff_id or ""),
        "post": str(entry.post_id or ""),
        "name": entry.actor_name,
        "role": entry.role,
        "area": entry.actor_area,
        "verb": entry.verb,
        "subject": [entry.subject_kind, entry.subject_id],
        "details": entry.details,
        "reason": entry.reason,
        "disclosure": entry.disclosure,
        "request": str(entry.request_id or ""),
        "address": entry.address,
    }


@dataclass(frozen=True)
class Break:
    """A place where a chain does not hold: its number, and whether something is missing or was changed."""

    chain: str
    seq: int
    kind: str


def breaks(chain: str, entries: Iterable[Any], *, head_seq: int) -> list[Break]:
    """Where a chain, given in order, does not hold. `head_seq` is how long it should be."""
    found, before, expected = [], b"", 1
    for entry in entries:
        if entry.seq != expected:
            found.append(Break(chain, expected, "missing"))
        elif link(before, facts_of(entry)) != bytes(entry.hash):
            found.append(Break(chain, entry.seq, "changed"))
        before, expected = bytes(entry.hash), entry.seq + 1
    if expected != head_seq + 1:
        found.append(Break(chain, expected, "missing"))
    return found
