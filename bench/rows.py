"""A measured value, and the registry of measures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.world import World

DOWN, UP = "down", "up"


@dataclass(frozen=True)
class Row:
    """One line of the results. `goal` None: nothing was promised. `direction`: which way is better."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    direction: str = DOWN
    remark: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None without one."""
        if self.goal is None:
            return None
        return self.value <= self.goal if self.direction == DOWN else self.value >= self.goal


Measure = Callable[["World"], Iterator[Row]]
MEASURES: dict[str, Measure] = {}


def measure(name: str) -> Callable[[Measure], Measure]:
    """Make a function a measure that `--only` can name."""

    def keep(function: Measure) -> Measure:
        MEASURES[name] = function
        return function

    return keep
