"""Reading a file of holidays and make-up days. Pure."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput

COLUMNS = ("day", "working", "name", "source")
SHIPPED = Path(__file__).resolve().parents[1] / "data"


class UnreadableCalendar(BadInput):
    """A line does not say a day and whether it is worked."""

    code = "worklist.unreadable_calendar"
    sentence = _("Line %(line)s cannot be read: columns day (2026-01-01), working (0 or 1), name, source.")


@dataclass(frozen=True, slots=True)
class Exceptional:
    """A day that is not as its weekday: a holiday, or a weekend day that is worked."""

    day: date
    working: bool
    name: str
    source: str


def read_calendar(lines: Iterable[str]) -> list[Exceptional]:
    """The days of a CSV file with the columns day, working, name, source. Refuses a line that cannot be read."""
    return [_read(number, row) for number, row in enumerate(csv.DictReader(lines), start=2)]


def _read(number: int, row: Mapping[str, str | None]) -> Exceptional:
    texts = {name: (row.get(name) or "").strip() for name in COLUMNS}
    try:
        day = date.fromisoformat(texts["day"])
        working = {"1": True, "0": False}[texts["working"]]
    except (ValueError, KeyError):
        raise UnreadableCalendar(line=number) from None
    return Exceptional(day, working, texts["name"][:32], texts["source"][:80])


def shipped_calendar() -> list[Exceptional]:
    """The days that come with this release."""
    found: list[Exceptional] = []
    for path in sorted(SHIPPED.glob("calendar_*.csv")):
        with path.open(encoding="utf-8") as file:
            found += read_calendar(file)
    return found
