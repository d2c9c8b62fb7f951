"""Rows of ledgers that are not lists of people: each kind is registered by whoever owns it.

Worklist's are registered here, because ledgers stand above it; a programme calls `register_rows` when it is ready.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shequyun.base.actor import Actor


@dataclass(frozen=True)
class Source:
    """A kind of rows. `rows(actor, filter, today)` is a query or a list in reading order, within the actor's area;
    `cells(actor, part, today)` gives for each of some rows column -> value, numbers masked already. `group` is the
    column that heads may be made of."""

    kind: str
    label: Any
    columns: Mapping[str, Any]
    rows: Callable[[Actor, Mapping[str, str], date], Any]
    cells: Callable[[Actor, Sequence[Any], date], list[dict[str, Any]]]
    right: str = "residents.read"
    group: str = ""


_sources: dict[str, Source] = {}


def register_rows(
    kind: str,
    *,
    label: Any,
    columns: Mapping[str, Any],
    rows: Callable[[Actor, Mapping[str, str], date], Any],
    cells: Callable[[Actor, Sequence[Any], date], list[dict[str, Any]]],
    right: str = "residents.read",
    group: str = "",
) -> None:
    """Called by the owning app when it is ready: ledgers of this kind can be shown from then on."""
    _sources[kind] = Source(kind, label, columns, rows, cells, right, group)


def source_of(kind: str) -> Source | None:
    """The rows of that kind, if anybody registered them."""
    return _sources.get(kind)
