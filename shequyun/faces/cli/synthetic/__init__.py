"""Invented people for the demo, the tests and the bench: the same for the same seed, committee by committee.

Owns no table and knows no database; docs/synthetic.md says what is invented and which ratios are held.
"""

from collections.abc import Iterator
from datetime import date

from shequyun.faces.cli.synthetic.area_tree import Area, areas, communities
from shequyun.faces.cli.synthetic.filling import STORY_DAY, community
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


def generate(area: str, seed: int = 1, *, residents: int | None = None, on: date = STORY_DAY) -> Iterator[Community]:
    """Committee after committee of `area` (a prefix of codes), each whole; only one is held at a time.

    `residents` is shared out evenly over the committees. Without it the demo's subdistrict has its own streets (about
    35,000 people) and every other committee 3,700 people. Refuses, with KeyError, an area without committees.
    """
    inside = communities(area)
    share, rest = divmod(residents or 0, len(inside))
    for place, one in enumerate(inside):
        size = None if residents is None else share + (place < rest)
        yield community(one.code, one.name, seed, size, on=on)
