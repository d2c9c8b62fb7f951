"""Line charts as plain SVG: the points are worked out here, the template draws them, a table beside says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 220, 44, 28, 12, 26


@dataclass(frozen=True)
class Line:
    """One line: its name, its look (1, 2, 3 …), the points for the polyline and each point for a marker."""

    name: Any
    look: int
    points: str
    marks: list[tuple[float, float, Any]]


@dataclass(frozen=True)
class Chart:
    """What the template draws. `ticks` are (y, words) of the scale, `days` are (x, words) below."""

    lines: list[Line]
    ticks: list[tuple[float, str]]
    days: list[tuple[float, str]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM


def chart(days: Sequence[str], series: Sequence[tuple[Any, Sequence[float]]], *, top: float, unit: str = "") -> Chart:
    """A chart of series over days, from 0 to `top`."""
    most = top or 1.0
    xs = [round(LEFT + (WIDTH - LEFT - RIGHT) * index / max(len(days) - 1, 1), 1) for index in range(len(days))]
    lines = []
    for look, (name, values) in enumerate(series, 1):
        marks = [(x, _y(value, most), value) for x, value in zip(xs, values, strict=True)]
        lines.append(Line(name, look, " ".join(f"{x},{y}" for x, y, _value in marks), marks))
    every = ceil(len(days) / 7) or 1
    below = [
        (x, day) for index, (x, day) in enumerate(zip(xs, days, strict=True)) if (len(days) - 1 - index) % every == 0
    ]
    ticks = [(_y(most * part / 4, most), f"{most * part / 4:.0f}{unit}") for part in range(5)]
    return Chart(lines, ticks, below)


def _y(value: float, most: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(value / most, 1), 1)
