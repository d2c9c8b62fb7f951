"""Drives as lines of a list, with how far they are, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from shequyun.base.actor import Actor
from shequyun.engines.worklist import queries


@dataclass(frozen=True)
class DriveLine:
    """A drive and what of it has ended in the actor's area."""

    drive: Any
    total: int
    done: int
    open: int
    overdue: bool

    @property
    def share(self) -> float:
        return (self.total - self.open) / self.total if self.total else 0.0


def lines_of(actor: Actor, drives: Iterable[Any], *, today: date) -> list[DriveLine]:
    """Each drive with its counts in the actor's area."""
    found = list(drives)
    counts = queries.totals(actor, [one.pk for one in found])
    lines = []
    for one in found:
        total, done, still_open = counts.get(one.pk, (0, 0, 0))
        lines.append(DriveLine(one, total, done, still_open, bool(still_open) and one.due_on < today))
    return lines
