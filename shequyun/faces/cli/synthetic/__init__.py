"""Invented people for the demo, the tests and the bench: the same for the same seed, committee by committee.

Owns no table and knows no database; docs/synthetic.md says what is invented and which ratios are held.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from shequyun.faces.cli.synthetic.communities import STORY_DAY, community
from shequyun.faces.cli.synthetic.records import (
    Building,
    Community,
    Document,
    Dwelling,
    Household,
    Organisation,
    Resident,
    Stay,
)

__all__ = [
    "STORY_DAY", "Area", "Building", "Community", "Document", "Dwelling", "Household", "Organisation", "Resident", "Stay", "areas",
    "communities", "community", "generate",
]  # fmt: skip
AREAS = Path(__file__).resolve().parents[3] / "kernel" / "places" / "data" / "areas_shanghai.csv"


class Area(NamedTuple):
    """A line of the area tree: code, name, level (city, district, subdistrict, committee)."""

    code: str
    name: str
    level: str


def generate(area: str, seed: int = 1, *, residents: int | None = None, on: date = STORY_DAY) -> Iterator[Community]:
    """Committee after committee of `area` (a prefix of codes), each whole; only one is held at a time.

    `residents` is shared out evenly over the committees. Without it the demo's subdistrict has its own streets (about
    35,000 people) and every other committee 3,700 people. Refuses, with KeyError, an area without committees.
    """
    inside = communities(area)
    share, rest = divmod(residents or 0, len(inside))
    for place, (index, one) in enumerate(inside):
        size = None if residents is None else share + (place < rest)
        yield community(one.code, one.name, seed, size, index=index, on=on)


def communities(area: str) -> list[tuple[int, Area]]:
    """The committees under `area` with their place in the city's list: what `community` needs to make one alone."""
    committees = (one for one in areas() if one.level == "committee")
    inside = [(index, one) for index, one in enumerate(committees) if one.code.startswith(area)]
    if not inside:
        raise KeyError(area)
    return inside


def areas() -> list[Area]:
    """Shanghai's area tree, as docs/data.md describes it."""
    lines = AREAS.read_text(encoding="utf-8").splitlines()[1:]
    return [Area(*line.split(",")) for line in lines]
