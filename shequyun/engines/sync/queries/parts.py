"""What engines add to the slice: further rows in the chunk of a building, and the buildings that they touched.

An engine that stands below registers here; one that stands above calls `register_part` when it is ready.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shequyun.base.actor import Actor


@dataclass(frozen=True)
class Part:
    """`rows` by building as plain values; `touched` since a moment; `tables` that the phone needs to read them.

    `apart`: the phone fetches the rows by itself at first; the slice brings those of buildings that were touched since.
    """

    name: str
    right: str
    rows: Callable[[Actor, Collection[UUID]], Mapping[UUID, list[Any]]]
    touched: Callable[[Actor, datetime], set[UUID]]
    tables: Callable[[Actor], dict[str, Any]] = lambda actor: {}
    apart: bool = False


_parts: dict[str, Part] = {}


def register_part(part: Part) -> None:
    """Have a part carried by every slice from now on."""
    _parts[part.name] = part


def parts_for(actor: Actor) -> list[Part]:
    """The parts that the actor may see."""
    return [part for part in _parts.values() if actor.can(part.right)]
