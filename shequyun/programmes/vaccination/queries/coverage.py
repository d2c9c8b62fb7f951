"""Coverage of people who live here: per building, committee or area, by age band, on any day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from shequyun.base.actor import Actor
from shequyun.base.ages import years_before
from shequyun.base.scope import scope_of

BANDS: tuple[tuple[int, int | None], ...] = ((12, 17), (18, 59), (60, 69), (70, 79), (80, None))


@dataclass(frozen=True, slots=True)
class Cell:
    """People of one age band in one place: how many, and how many of them have come how far."""

    people: int = 0
    begun: int = 0
    full: int = 0
    boosted: int = 0
    held: int = 0

    @property
    def none(self) -> int:
        """Those without any dose."""
        return self.people - self.begun

    @property
    def share(self) -> float | None:
        """The part with a full course, 0 to 1."""
        return self.full / self.people if self.people else None

    def plus(self, other: "Cell") -> "Cell":
        """Both together."""
        return Cell(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


_COVERAGE = """
select {place} as place, case {bands} end as band, count(*), count(*) filter (where s.doses > 0),
  count(*) filter (where s.{full}), count(*) filter (where s.boosts > 0),
  count(*) filter (where s.state in ('may_not', 'refuses'))
from residents_resident r {join}
left join vaccination_span s on s.resident_id = r.id and s.community = r.community and s.vaccine = %(vaccine)s
  and s.from_date <= %(on)s and (s.until is null or s.until > %(on)s)
where r.community >= %(lo)s and r.community < %(hi)s and r.merged_into is null and r.death_date is null
  and r.living_here and r.birth_date <= %(oldest)s
group by 1, 2
"""
_TREND = """
select d.day, case {bands} end as band, count(*) filter (where s."full"), count(*) filter (where s.boosts > 0)
from unnest(%(days)s::date[]) d (day) join vaccination_span s on s.vaccine = %(vaccine)s
  and s.from_date <= d.day and (s.until is null or s.until > d.day)
join residents_resident r on r.id = s.resident_id and r.community = s.community
where s.community >= %(lo)s and s.community < %(hi)s and r.merged_into is null and r.death_date is null
  and r.living_here and r.birth_date <= %(oldest)s
group by 1, 2
"""


def coverage(
    actor: Actor, vaccine: str, *, on: date, by: str = "committee", community: str = ""
) -> dict[Any, list[Cell]]:
    """Cells by place, one per band of BANDS. `by` committee, or building (of one `community`)."""
    building = by == "building"
    if building and not actor.scope.holds(community):
        return {}
    scope = scope_of(community) if building else actor.scope
    sql = _COVERAGE.format(
        place="d.building_id" if building else "r.community",
        join="join places_dwelling d on d.id = r.dwelling_id" if building else "",
        bands=_cases(),
        full='"full"',
    )
    params: dict[str, Any] = {
        "lo": scope.lo,
        "hi": scope.hi,
        "vaccine": vaccine,
        "on": on,
        **_births(on),
    }
    found: dict[Any, list[Cell]] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        for place, band, *numbers in cursor.fetchall():
            found.setdefault(place, [Cell() for _band in BANDS])[band] = Cell(*numbers)
    return found


@dataclass(frozen=True, slots=True)
class Point:
    """One day of the trend: full courses and boosters by band."""

    day: date
    full: tuple[int, ...]
    boosted: tuple[int, ...]


def trend(actor: Actor, vaccine: str, *, days: Sequence[date], today: date) -> list[Point]:
    """How many of those who live here today had come how far on each day; ages as of today."""
    scope = actor.scope
    params: dict[str, Any] = {"lo": scope.lo, "hi": scope.hi, "vaccine": vaccine, "days": list(days), **_births(today)}
    full = {day: [0] * len(BANDS) for day in days}
    boosted = {day: [0] * len(BANDS) for day in days}
    with connection.cursor() as cursor:
        cursor.execute(_TREND.format(bands=_cases()), params)
        for day, band, n, more in cursor.fetchall():
            full[day][band], boosted[day][band] = n, more
    return [Point(day, tuple(full[day]), tuple(boosted[day])) for day in days]


def first_day(actor: Actor, vaccine: str) -> date | None:
    """The day of the first dose that anybody here received."""
    scope = actor.scope
    with connection.cursor() as cursor:
        cursor.execute(
            "select min(from_date) from vaccination_span where community >= %s and community < %s and vaccine = %s "
            "and doses > 0",
            [scope.lo, scope.hi, vaccine],
        )
        found: date | None = cursor.fetchone()[0]
        return found


def _cases() -> str:
    """SQL that gives the band of a date of birth, the oldest first."""
    return " ".join(f"when r.birth_date <= %(b{index})s then {index}" for index in reversed(range(len(BANDS))))


def _births(on: date) -> dict[str, date]:
    births = {f"b{index}": years_before(on, least) for index, (least, _most) in enumerate(BANDS)}
    return births | {"oldest": births["b0"]}
