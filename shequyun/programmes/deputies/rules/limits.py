"""How long a text may be: dated rows of a file, each with its source. Pure."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "data" / "limits.csv"


@dataclass(frozen=True)
class Limit:
    """At most so many characters, blanks not counted, since a day."""

    most: int
    source: str


@lru_cache(maxsize=8)
def limit_of(code: str, on: date) -> Limit:
    """The limit that holds on a day; the later one of two. Raises KeyError where none does: a limit must not be guessed."""
    with FILE.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["code"] == code and _holds(row, on)]
    if not rows:
        raise KeyError(code)
    row = max(rows, key=lambda one: one["valid_from"])
    return Limit(int(row["most"]), row["source"])


def _holds(row: dict[str, str], on: date) -> bool:
    return row["valid_from"] <= on.isoformat() and (not row["valid_to"] or on.isoformat() < row["valid_to"])


def length_of(*texts: str) -> int:
    """Characters of texts as offices count them: without blanks and line breaks."""
    return sum(len("".join(text.split())) for text in texts)
