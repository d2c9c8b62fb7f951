"""The times that the law, the hotline's rules and habit set: dated rows of a file, and those that hold for one case. Pure.

`data/clocks.csv` names the source of every row. A row holds for a channel, a kind and a grade (`*`: any); for each clock
the most particular one is taken, the channel before the grade before the kind.
"""

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from shequyun.engines.cases.choices import OWN_LAW

FILE = Path(__file__).resolve().parents[1] / "data" / "clocks.csv"
UNITS = ("wd", "wh", "cd", "mo")  # working days, working hours, calendar days, months
GRADES = ("urgent", "supervised", "complex", "site")


@dataclass(frozen=True)
class ClockRule:
    """One clock: from which events, how long, until which events; whether it may stand still and by how much it may be
    extended (0: never). Holds for cases that came in on `valid_from` and later, before `valid_to`.

    `starts`: the first of them starts it. `resets`: what happened before the last of these does not count any more, so that
    it starts anew (a second refusal, an assignment after one). `per`: one clock for each whom the starting event names
    under that word, stopped by their own doing. `duty`: what has to be done; otherwise a right that lapses. `runs_on`:
    re-opening takes the closing back, and the clock runs on.
    """

    channel: str
    kind: str
    grade: str
    clock: str
    amount: int
    unit: str
    starts: frozenset[str]
    stops: frozenset[str]
    resets: frozenset[str]
    per: str
    duty: bool
    runs_on: bool
    pausable: bool
    extend: int
    extend_unit: str
    valid_from: date
    valid_to: date | None
    source: str

    @property
    def rank(self) -> tuple[bool, bool, bool, date]:
        """How particular it is; of two alike the later one."""
        return self.channel != "*", self.grade != "*", self.kind != "*", self.valid_from


def read_rules(lines: Iterable[str]) -> list[ClockRule]:
    """The rows of a file. Raises ValueError for a row that makes no sense: policy must not be guessed."""
    return [_read(row) for row in csv.DictReader(lines)]


def _read(row: Mapping[str, str]) -> ClockRule:
    if row["unit"] not in UNITS or row["extend_unit"] not in UNITS or row["grade"] not in ("*", *GRADES):
        raise ValueError(f"clock policy: {row}")
    return ClockRule(
        row["channel"], row["kind"], row["grade"], row["clock"], int(row["amount"]), row["unit"], _set(row["starts"]),
        _set(row["stops"]), _set(row["resets"]), row["per"], row["duty"] == "1", row["runs_on"] == "1", row["pausable"] == "1", int(row["extend"]), row["extend_unit"],
        date.fromisoformat(row["valid_from"]), date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        row["source"],
    )  # fmt: skip


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split("|")) if text else frozenset()


@lru_cache(maxsize=1)
def shipped_rules() -> tuple[ClockRule, ...]:
    """The rules of this release."""
    with FILE.open(encoding="utf-8") as file:
        return tuple(read_rules(file))


def rules_for(
    rules: Iterable[ClockRule], *, channel: str, kind: str, grades: Collection[str], on: date
) -> list[ClockRule]:
    """For each clock the rule that holds for such a case that came in on that day. A petition or a deputies' suggestion
    has the clocks of its own law alone."""
    own = channel in OWN_LAW
    best: dict[str, ClockRule] = {}
    for rule in rules:
        fits = (
            (rule.channel == channel if own else rule.channel in ("*", channel))
            and rule.kind in ("*", kind)
            and (rule.grade == "*" or rule.grade in grades)
        )
        valid = rule.valid_from <= on and (rule.valid_to is None or on < rule.valid_to)
        if fits and valid and (rule.clock not in best or rule.rank >= best[rule.clock].rank):
            best[rule.clock] = rule
    return list(best.values())
