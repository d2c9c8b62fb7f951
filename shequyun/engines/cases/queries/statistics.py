"""Numbers of reception, by matter and by place, never by person; each with the filter that opens its list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from shequyun.base.actor import Actor
from shequyun.engines.cases.choices import SOLVED_RESULTS
from shequyun.engines.cases.queries.boards import CaseFilter, filtered
from shequyun.engines.cases.rules.matters import leaves, matters
from shequyun.kernel.places.queries import committee_names

_SOLVED = Q(result__in=SOLVED_RESULTS)
NUMBERS = {
    "count": Count("pk"),
    "closed": Count("pk", filter=Q(closed_at__isnull=False)),
    "in_time": Count("pk", filter=Q(in_time=True)),
    "solved": Count("pk", filter=Q(closed_at__isnull=False) & _SOLVED),
    "rated": Count("pk", filter=Q(satisfied__isnull=False)),
    "satisfied": Count("pk", filter=Q(satisfied=True)),
    "reopened": Count("pk", filter=Q(reopened__gt=0)),
}


@dataclass(frozen=True)
class Share:
    """The numbers of one matter or one committee. Shares are of those that could be: closed in time of the closed ones,
    satisfied of those who answered. None where there is nothing to divide by."""

    key: str
    name: str
    numbers: dict[str, int]

    @property
    def in_time(self) -> float | None:
        return _of(self.numbers["in_time"], self.numbers["closed"])

    @property
    def solved(self) -> float | None:
        return _of(self.numbers["solved"], self.numbers["closed"])

    @property
    def satisfied(self) -> float | None:
        return _of(self.numbers["satisfied"], self.numbers["rated"])

    @property
    def reopened(self) -> float | None:
        return _of(self.numbers["reopened"], self.numbers["count"])


def _of(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def statistics(actor: Actor, *, since: date, until: date, now: datetime) -> tuple[Share, list[Share], list[Share]]:
    """(all, by branch of the tree, by committee) of the cases that came in between two days and that the actor sees."""
    found = filtered(actor, CaseFilter(since=since, until=until), now=now).order_by()
    rows: list[Any] = list(found.values("matter").annotate(**NUMBERS))
    whole = Share("", "", {name: sum(row[name] for row in rows) for name in NUMBERS})
    by_branch = _grouped(rows)
    names = committee_names(actor)
    places: list[Any] = list(found.values("community").annotate(**NUMBERS).order_by("community"))
    by_place = [Share(row["community"], names.get(row["community"], row["community"]), row) for row in places]
    return whole, by_branch, by_place if len(by_place) > 1 else []


def _grouped(rows: Iterable[dict[str, Any]]) -> list[Share]:
    sums: dict[str, dict[str, int]] = {}
    for row in rows:
        branch = row["matter"].split(".")[0]
        into = sums.setdefault(branch, dict.fromkeys(NUMBERS, 0))
        for name in NUMBERS:
            into[name] += row[name]
    order = [branch.code for branch, _leaves in leaves()]
    known = sorted(sums, key=lambda code: order.index(code) if code in order else len(order))
    return [Share(code, matters()[code].name if code in matters() else code, sums[code]) for code in known]
