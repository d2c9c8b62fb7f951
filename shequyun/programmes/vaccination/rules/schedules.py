"""The rules of a schedule as plain values, from the data file or from rows of the same names; and ages in months."""

import csv
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from shequyun.programmes.vaccination.choices import DATA

NUMBERS = (
    "least_months", "most_months", "gap_days", "late_days", "late_first_days", "late_months", "season_month",
)  # fmt: skip
FLAGS = ("booster", "offered", "checked")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; see models.Schedule for what each value means."""

    vaccine: str
    platform: str
    number: int
    booster: bool
    offered: bool
    least_months: int | None
    most_months: int | None
    gap_days: int | None
    late_days: int | None
    late_first_days: int | None
    late_months: int | None
    season_month: int | None
    begins: date
    ends: date | None
    checked: bool
    source: str

    def in_force(self, on: date) -> bool:
        """Whether the rule holds on a day."""
        return self.begins <= on and (self.ends is None or on < self.ends)

    def fits(self, platform: str) -> bool:
        """Whether the rule speaks of a course that began with this platform."""
        return not self.platform or self.platform == platform


COLUMNS = tuple(Rule.__dataclass_fields__)


def lines_of_file() -> Iterator[dict[str, Any]]:
    """The schedules that come with the code (data/schedule.csv), as values of models.Schedule."""
    with (DATA / "schedule.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            values: dict[str, Any] = dict(line)
            values |= {name: int(line[name]) if line[name] else None for name in NUMBERS}
            values |= {name: line[name] == "1" for name in FLAGS}
            values |= {"number": int(line["number"]), "begins": date.fromisoformat(line["begins"])}
            values["ends"] = date.fromisoformat(line["ends"]) if line["ends"] else None
            yield values


def by_vaccine(lines: Iterable[dict[str, Any]]) -> dict[str, tuple[Rule, ...]]:
    """Rules of each vaccine."""
    found: dict[str, list[Rule]] = {}
    for line in lines:
        found.setdefault(line["vaccine"], []).append(Rule(**{name: line[name] for name in COLUMNS}))
    return {vaccine: tuple(rules) for vaccine, rules in found.items()}


@cache
def months_after(day: date, months: int) -> date:
    """The same day so many months later (or earlier, below zero); the last of the month where there is none."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if year < 1:
        return date.min
    if year > 9999:
        return date.max
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def born_by(on: date, months: int) -> date:
    """The last birthday of those who are so many months old on a day."""
    last = months_after(on, -months)
    while last < on and months_after(last + DAY, months) <= on:
        last += DAY
    return last


def season_of(on: date, month: int) -> date:
    """The first day of the season in which a day lies."""
    return date(on.year if on.month >= month else on.year - 1, month, 1)
