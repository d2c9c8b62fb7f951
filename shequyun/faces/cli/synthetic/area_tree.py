"""Shanghai's area tree as the generator reads it (docs/data.md)."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

AREAS = Path(__file__).resolve().parents[3] / "kernel" / "places" / "data" / "areas_shanghai.csv"


class Area(NamedTuple):
    """A line of the area tree: code, name, level (city, district, subdistrict, committee)."""

    code: str
    name: str
    level: str


@lru_cache(maxsize=1)
def areas() -> tuple[Area, ...]:
    """The whole tree, from the city down, in the order of codes."""
    lines = AREAS.read_text(encoding="utf-8").splitlines()[1:]
    return tuple(Area(*line.split(",")) for line in lines)


def communities(area: str) -> list[Area]:
    """The committees under `area`, a prefix of codes. Refuses, with KeyError, an area without committees."""
    inside = [one for one in areas() if one.level == "committee" and one.code.startswith(area)]
    if not inside:
        raise KeyError(area)
    return inside


def place_of(code: str) -> int:
    """A committee's place in the city's list; a place drawn from the code for one that is not in it."""
    known = _places()
    return known[code] if code in known else crc32(code.encode()) % 7_000


@lru_cache(maxsize=1)
def _places() -> dict[str, int]:
    return {one.code: place for place, one in enumerate(one for one in areas() if one.level == "committee")}
