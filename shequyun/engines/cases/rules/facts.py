"""What the rules look at: one thing that happened to a case. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Fact:
    """Something that happened: what, when, by whom, and what came with it."""

    kind: str
    at: datetime
    seq: int = 0
    by: str = ""
    by_name: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """As they happened; what happened at one moment as it was recorded."""
    return sorted(facts, key=lambda fact: (fact.at, fact.seq))
