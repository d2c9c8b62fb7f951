"""Clocks and percentiles."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from typing import Any


@dataclass
class Taken:
    """Seconds that a block took, known when it has ended."""

    seconds: float = 0.0


@contextmanager
def clock() -> Iterator[Taken]:
    """Time a block by the wall."""
    taken, start = Taken(), time.perf_counter()
    yield taken
    taken.seconds = time.perf_counter() - start


def milliseconds(calls: Sequence[Callable[[], Any]], *, warm: int = 3) -> list[float]:
    """How long each call takes, after the first few were made once without being counted."""
    for call in calls[:warm]:
        call()
    found = []
    for call in calls:
        with clock() as taken:
            call()
        found.append(taken.seconds * 1000)
    return found


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all values does not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(ceil(share * len(ordered)) - 1, 0)]
