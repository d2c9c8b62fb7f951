"""How much of a place is known, and how fresh it is: per building, per committee, and home by home in a building.

Coverage: homes of which somebody said who lives there (or that nobody does) / all homes. Freshness: residents whose
record somebody looked at within FRESH_DAYS / all residents. Accuracy: values of residents confirmed within FRESH_DAYS
on which no two sources disagree now / all values confirmed within FRESH_DAYS. Shanghai judges population work by the
collection rate (采集率) and the accuracy rate (准确率); the police's goal is 95 % of both.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Max, Min, Q

from shequyun.base.actor import Actor
from shequyun.base.scope import Scope, scope_of
from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.places.queries import building_of, dwellings
from shequyun.kernel.residents.models import Resident, Stay
from shequyun.kernel.residents.queries.meeting import lives_alone

FRESH_DAYS = 180
EMPTY = "empty"

_COVERAGE = """
with homes as (
  select d.{by} as place, count(*) as homes, count(*) filter (where d.use = 'empty') as empty
  from places_dwelling d where d.community >= %(lo)s and d.community < %(hi)s {homes_where} group by 1
),
disputes as (
  select subject_id, count(*) as disputed from facts_discrepancy
  where community >= %(lo)s and community < %(hi)s and settled_at is null and subject_kind = 'resident' group by 1
),
people as (
  select {people_by} as place, count(*) filter (where r.living_here) as living,
    count(*) filter (where r.hukou_here) as hukou, count(*) as residents,
    count(*) filter (where r.observed_on >= %(fresh)s) as fresh,
    count(distinct r.dwelling_id) filter (where r.living_here) as lived_in, max(r.observed_on) as seen,
    sum({values}) filter (where r.observed_on >= %(fresh)s) as confirmed,
    sum(q.disputed) filter (where r.observed_on >= %(fresh)s) as disputed
  from residents_resident r {people_join} left join disputes q on q.subject_id = r.id
  where r.community >= %(lo)s and r.community < %(hi)s and r.merged_into is null
    and (r.living_here or r.hukou_here) {people_where} group by 1
)
select h.place, h.homes, h.empty, coalesce(p.living, 0), coalesce(p.hukou, 0), coalesce(p.residents, 0),
  coalesce(p.fresh, 0), coalesce(p.lived_in, 0), p.seen, coalesce(p.confirmed, 0), coalesce(p.disputed, 0)
from homes h left join people p using (place)
"""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is known of one place (a building's id or a committee's code). Counts of homes and of people."""

    place: Any
    homes: int
    empty: int
    living: int
    hukou: int
    residents: int
    fresh: int
    lived_in: int
    seen: date | None
    confirmed: int = 0
    disputed: int = 0

    @property
    def known_homes(self) -> int:
        return min(self.homes, self.lived_in + self.empty)

    @property
    def covered(self) -> float:
        """Share of homes of which it is known who lives there, 0 to 1."""
        return self.known_homes / self.homes if self.homes else 0.0

    @property
    def freshness(self) -> float:
        """Share of residents looked at within FRESH_DAYS, 0 to 1."""
        return self.fresh / self.residents if self.residents else 0.0

    @property
    def accuracy(self) -> float | None:
        """Share of confirmed values on which no two sources disagree, 0 to 1; nothing where nothing is confirmed."""
        return max(0, self.confirmed - self.disputed) / self.confirmed if self.confirmed else None


def counted(scope: Scope, communities: list[str], *, today: date) -> list[Coverage]:
    """One row for each of the committees that has homes, counted now."""
    sql = _COVERAGE.format(
        by="community",
        homes_where="and d.community = any(%(communities)s)",
        people_by="r.community",
        people_join="",
        people_where="and r.community = any(%(communities)s)",
        values=_values(),
    )
    return _run(scope, sql, today, {"communities": communities})


def coverage_by_building(actor: Actor, community: str, *, today: date) -> dict[Any, Coverage]:
    """Coverage of every building of one committee, by building id; nothing of one out of sight."""
    if not actor.scope.holds(community):
        return {}
    sql = _COVERAGE.format(
        by="building_id",
        homes_where="",
        people_by="d.building_id",
        people_join="join places_dwelling d on d.id = r.dwelling_id",
        people_where="",
        values=_values(),
    )
    return {row.place: row for row in _run(scope_of(community), sql, today, {})}


def _values() -> str:
    """How many values of a resident are known, in SQL: the fields that people meet, blanks not counted."""
    known = [
        f"nullif(r.{field.kept}, '')" if field.kind in (FieldKind.TEXT, FieldKind.CODE) else f"r.{field.kept}"
        for field in subject_of("resident").fields
        if field.on_screen
    ]
    return f"num_nonnulls({', '.join(known)})"


def _run(scope: Scope, sql: str, today: date, more: dict[str, Any]) -> list[Coverage]:
    parameters = {"lo": scope.lo, "hi": scope.hi, "fresh": today - timedelta(days=FRESH_DAYS), **more}
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [Coverage(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Home:
    """One cell of the building grid: the home, who is there, and what the lenses colour by.

    `alone`: whoever lives there lives alone. `oldest` and `youngest` are days of birth.
    """

    dwelling: Any
    living: int
    hukou: int
    hukou_only: int
    rented: bool
    oldest: date | None
    youngest: date | None
    seen: date | None
    alone: bool

    def presence(self) -> str:
        """living | absent (hukou only) | empty | unknown."""
        if self.living:
            return "living"
        if self.hukou_only:
            return "absent"
        return EMPTY if self.dwelling.use == EMPTY else "unknown"


def homes_of(actor: Actor, building_id: Any) -> list[Home]:
    """Every home of a building with what the lenses need, in three queries. Out of sight is 404."""
    building = building_of(actor, building_id)
    stays = Stay.objects.visible_to(actor).filter(
        dwelling__building_id=building.pk, to_date=None, resident__merged_into=None
    )
    living = Q(kind="living", resident__death_date=None)
    alone = Resident.objects.visible_to(actor).filter(lives_alone(), dwelling__building_id=building.pk)
    homes_alone = set(alone.values_list("dwelling_id", flat=True))
    found: dict[Any, dict[str, Any]] = {
        row["dwelling_id"]: dict(row)
        for row in stays.values("dwelling_id").annotate(
            living=Count("resident_id", filter=living, distinct=True),
            hukou=Count("resident_id", filter=Q(kind="hukou"), distinct=True),
            hukou_only=Count("resident_id", filter=Q(kind="hukou", resident__living_here=False), distinct=True),
            rented=Count("pk", filter=living & Q(tenure="rented")),
            oldest=Min("resident__birth_date", filter=living),
            youngest=Max("resident__birth_date", filter=living),
            seen=Max("resident__observed_on"),
        )
    }
    return [
        _home(dwelling, found.get(dwelling.pk, {}), alone=dwelling.pk in homes_alone)
        for dwelling in dwellings(actor).filter(building=building)
    ]


def _home(dwelling: Any, row: dict[str, Any], *, alone: bool) -> Home:
    return Home(
        dwelling=dwelling,
        living=row.get("living", 0),
        hukou=row.get("hukou", 0),
        hukou_only=row.get("hukou_only", 0),
        rented=bool(row.get("rented")) or dwelling.tenure == "rented",
        oldest=row.get("oldest"),
        youngest=row.get("youngest"),
        seen=row.get("seen") or dwelling.observed_on,
        alone=alone,
    )


def people_at(actor: Actor, dwelling_ids: Iterable[Any]) -> dict[Any, tuple[int, int]]:
    """How many live and how many are registered at homes, by home, in one query."""
    open_stays = Stay.objects.visible_to(actor).filter(
        dwelling_id__in=list(dwelling_ids), to_date=None, resident__merged_into=None
    )
    rows = open_stays.values_list("dwelling_id").annotate(
        living=Count("resident_id", filter=Q(kind="living"), distinct=True),
        hukou=Count("resident_id", filter=Q(kind="hukou"), distinct=True),
    )
    return {key: (living, hukou) for key, living, hukou in rows}


def unconfirmed(actor: Actor, *, before: date, limit: int = 20) -> list[tuple[UUID, UUID, UUID, date]]:
    """(resident, home, building, last seen) of those whom nobody has looked at since a day, the longest first: keys alone,
    since the day's page looks at hundreds and shows a few."""
    found = Resident.objects.visible_to(actor).filter(
        merged_into=None, living_here=True, observed_on__lt=before, dwelling__isnull=False
    )
    rows = found.order_by("observed_on", "pk").values_list("pk", "dwelling_id", "dwelling__building_id", "observed_on")
    return list(rows[:limit])
