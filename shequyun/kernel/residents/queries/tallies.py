"""What is counted of each committee: kept, and counted again only where something has changed (ADR 0013).

Triggers note each committee in which people, homes or discrepancies were written. Whoever reads next counts those again,
and all of them on a new day, since a record grows old without anybody touching it.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Q

from shequyun.base.actor import Actor
from shequyun.base.request import once
from shequyun.base.scope import Scope
from shequyun.kernel.residents.models import Resident, Tally
from shequyun.kernel.residents.queries.coverage import Coverage, counted
from shequyun.kernel.residents.queries.listing import PRESENCES
from shequyun.kernel.residents.queries.meeting import HERE

COUNTED = ("homes", "empty", "living", "hukou", "residents", "lived_in", "fresh", "seen", "confirmed", "disputed")


def coverage_by_committee(actor: Actor, *, today: date) -> list[Coverage]:
    """One row per committee in the actor's area that has homes, by code."""
    found = [one for one in tallies(actor.scope, today=today) if one.homes]
    return [Coverage(one.community, **{name: getattr(one, name) for name in COUNTED}) for one in found]


@once
def tallies(scope: Scope, *, today: date) -> list[Tally]:
    """Every committee of a scope as it stands, by code."""
    with transaction.atomic(savepoint=False):
        _count_again(scope, today)
        return list(Tally.objects.within(scope).order_by("community"))


def _count_again(scope: Scope, today: date) -> None:
    communities = sorted(_noted(scope) | _of_another_day(scope, today))
    if not communities:
        return
    homes = {row.place: row for row in counted(scope, communities, today=today)}
    people, members = _people(scope, communities)
    fresh = [_tally(code, homes.get(code), today, people=people[code], members=members[code]) for code in communities]
    Tally.objects.bulk_create(
        fresh,
        update_conflicts=True,
        unique_fields=["community"],
        update_fields=["counted_on", "people", "members", *COUNTED],
    )


def _noted(scope: Scope) -> set[str]:
    """Take what the triggers noted. What is written from now on is noted anew, so that it is counted next time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from residents_uncounted where community >= %s and community < %s returning community",
            [scope.lo, scope.hi],
        )
        return {community for (community,) in cursor.fetchall()}


def _of_another_day(scope: Scope, today: date) -> set[str]:
    found = Tally.objects.within(scope).exclude(counted_on=today)
    return set(found.values_list("community", flat=True))


def _people(scope: Scope, communities: list[str]) -> tuple[Mapping[str, dict[str, list[int]]], Mapping[str, int]]:
    """By committee and sex, how many are in each presence; and by committee, how many are alive and here."""
    found: dict[str, dict[str, list[int]]] = defaultdict(dict)
    members = Counter[str]()
    rows = Resident.objects.within(scope).filter(merged_into=None, community__in=communities).order_by()
    asked = {name: Count("pk", filter=condition) for name, condition in PRESENCES.items()}
    asked["members"] = Count("pk", filter=HERE & Q(death_date=None))
    for community, sex, *counts, alive in rows.values_list("community", "sex").annotate(**asked):
        found[community][sex] = counts
        members[community] += alive
    return found, members


def _tally(code: str, row: Coverage | None, today: date, **people: Any) -> Tally:
    values: dict[str, Any] = {name: getattr(row, name) for name in COUNTED} if row else {}
    return Tally(community=code, counted_on=today, **people, **values)
