"""The rules of a schedule as plain values, from a file or from rows of the same names, and back; and ages in months."""

import csv
import io
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput
from shequyun.programmes.vaccination.choices import DATA, LABELS, PLATFORMS

NUMBERS = (
    "least_months", "most_months", "gap_days", "late_days", "late_first_days", "late_months", "season_month",
)  # fmt: skip
FLAGS = ("booster", "offered", "checked")
MOST, LONGEST = 32_767, 200  # what a column holds
DAY = timedelta(days=1)


class UnreadableSchedule(BadInput):
    """Lines that say no rule, with the column that is wrong. A file is taken over whole or not at all."""

    code = "vaccination.unreadable_schedule"
    sentence = _(
        "Nothing was loaded. These lines cannot be read; the column in question is given after each: %(lines)s."
    )


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


def lines_of_file() -> list[dict[str, Any]]:
    """The schedules that come with the code (data/schedule.csv), as values of models.Schedule."""
    with (DATA / "schedule.csv").open(encoding="utf-8") as file:
        return read_schedules(file)


def read_schedules(file: Iterable[str]) -> list[dict[str, Any]]:
    """The rules of a CSV file with the columns of COLUMNS, as values of models.Schedule. Refuses a file with a line that
    says no rule, and one without lines; all wrong lines are named."""
    reader = csv.DictReader(file)
    if sorted(reader.fieldnames or ()) != sorted(COLUMNS):
        raise UnreadableSchedule(lines=f"1 ({', '.join(COLUMNS)})")
    read = [(reader.line_num, *_read(line)) for line in reader]
    wrong = [f"{number} ({column})" for number, _values, column in read if column]
    if wrong or not read:
        raise UnreadableSchedule(lines=", ".join(wrong) or "2")
    return [values for _number, values, _column in read]


def _read(line: Mapping[Any, Any]) -> tuple[dict[str, Any], str]:
    """(the values of a line, the first column that is wrong)."""
    values: dict[str, Any] = {}
    for name in COLUMNS:
        try:
            values[name] = _value(name, (line[name] or "").strip())
        except (ValueError, KeyError):
            return {}, name
    least, most = values["least_months"], values["most_months"]
    if least is not None and most is not None and most < least:
        return {}, "most_months"
    if values["ends"] is not None and values["ends"] <= values["begins"]:
        return {}, "ends"
    return values, "source" if None in line else ""  # a comma too many


def _value(name: str, text: str) -> Any:
    """ValueError or KeyError for what a column cannot hold."""
    if name == "vaccine":
        return _within(text, text in LABELS)
    if name == "platform":
        return _within(text, not text or text in PLATFORMS)
    if name in FLAGS:
        return {"0": False, "1": True}[text]
    if name == "source":
        return _within(text, 1 <= len(text) <= LONGEST)
    if name == "begins" or (name == "ends" and text):
        return date.fromisoformat(text)
    if name != "number" and not text:
        return None
    count, least, most = int(text), int(name in ("number", "season_month")), 12 if name == "season_month" else MOST
    return _within(count, least <= count <= most)


def _within(value: Any, holds: bool) -> Any:
    if not holds:
        raise ValueError(value)
    return value


def written(rules: Iterable[Rule]) -> str:
    """Rules as the text of a file that `read_schedules` reads."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(COLUMNS)
    lines.writerows([_text(getattr(rule, name)) for name in COLUMNS] for rule in rules)
    return out.getvalue()


def _text(value: Any) -> str:
    return "" if value is None else str(int(value)) if isinstance(value, bool) else str(value)


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
