"""Who is called for a vaccine now, with what their open recall says; and how a department's list agrees with ours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.records import ScopedQuerySet
from shequyun.engines.cohorts.queries import members
from shequyun.engines.worklist.queries import last_visits, open_tasks
from shequyun.engines.worklist.queries.visits import taken_back
from shequyun.programmes.vaccination.choices import CALLED
from shequyun.programmes.vaccination.models import Coming, Dose, Recall
from shequyun.programmes.vaccination.queries.persons import OfVaccine, standings

QUIET_DAYS = 14  # not reached for so long: to be called
MISSED_DAYS = 60  # a promise to come that is older says nothing any more


def recall_condition(
    vaccine: str, state: str = "", least: int = 0, contact: str = "", *, today: date | None = None
) -> dict[str, Any]:
    """Those who live here, are due, overdue or due for a booster (or in the one `state`), and at least so old.

    `contact`: not reached for QUIET_DAYS days and not said to come, said to come, or said so and did not.
    """
    states = [state] if state else [one.value for one in CALLED]
    parts: list[dict[str, Any]] = [
        {"field": "presence", "op": "in", "value": ["both", "living_only"]},
        {"field": f"vaccine_{vaccine}", "op": "in", "value": states},
    ]
    if least:
        parts.append({"field": "age", "op": "ge", "value": least})
    on = today or timezone.localdate()
    coming, day = f"coming_{vaccine}", on.isoformat()
    if contact == "uncalled":
        parts.append({"field": "contacted", "op": "older_days", "value": QUIET_DAYS})
        parts.append({"not": {"field": coming, "op": "after", "value": day}})
    elif contact == "coming":
        parts.append({"field": coming, "op": "after", "value": day})
    elif contact == "missed":
        missed = [(on - timedelta(days=days)).isoformat() for days in (MISSED_DAYS, 1)]
        parts.append({"field": coming, "op": "between", "value": missed})
    return {"all": parts}


def called(
    actor: Actor, vaccine: str, *, today: date, state: str = "", least: int = 0, contact: str = ""
) -> ScopedQuerySet[Any]:
    """Those who are called today, by building."""
    condition = recall_condition(vaccine, state, least, contact, today=today)
    found = members(actor, condition, today=today).select_related("dwelling__building")
    return found.order_by("community", "dwelling__sort_key", "pk")  # type: ignore[return-value]


@dataclass(frozen=True)
class Call:
    """Somebody who is called: where they stand, the open task, the last visit or call, and when they said to come."""

    resident: Any
    of: OfVaccine
    task: Any
    visit: Any
    comes_on: date | None = None


def calls(actor: Actor, people: list[Any], vaccine: str, *, today: date) -> list[Call]:
    """A page of those who are called, in a fixed number of queries."""
    keys = [one.pk for one in people]
    now = standings(actor, people, on=today, vaccines=[vaccine])
    tasks = {task.subject_id: task for task in open_recalls(actor, vaccine, keys)}
    seen = last_visits(actor, keys) if keys else {}
    coming = _coming(actor, vaccine, keys)
    calls = []
    for one in people:
        of, day = now[one.pk][vaccine], coming.get(one.pk)
        given = of.standing.last_on
        comes_on = day.comes_on if day and not (given and given >= timezone.localdate(day.at)) else None
        calls.append(Call(one, of, tasks.get(one.pk), seen.get(one.pk), comes_on))
    return calls


def _coming(actor: Actor, vaccine: str, keys: list[UUID]) -> dict[UUID, Coming]:
    """When people last said to come, by resident."""
    found = Coming.objects.visible_to(actor).filter(~taken_back(), resident_id__in=keys, vaccine=vaccine)
    return {one.resident_id: one for one in found.order_by("at", "pk")}


def open_recalls(actor: Actor, vaccine: str, resident_ids: Iterable[UUID] = ()) -> list[Any]:
    """Open tasks that call people for a vaccine."""
    drives = Recall.objects.filter(vaccine=vaccine).values("drive_id")
    return list(open_tasks(actor, subject_ids=resident_ids).filter(drive_id__in=drives))


@dataclass(frozen=True)
class Agreement:
    """A department's list of doses beside ours. `brought`: doses known only through it; `missing`: doses of ours in the
    days that it covers, of the same vaccines, that it does not hold. `since` and `until` are the days it covers."""

    listed: int
    brought: list[Dose]
    missing: list[Dose]
    since: date | None
    until: date | None


_SAID = """
select c.subject_id, bool_or(c.kind = 'create') from facts_change c
where c.batch_id = any(%(batches)s) and c.subject_kind = 'dose' and c.kind in ('create', 'confirm', 'set')
  and c.community >= %(lo)s and c.community < %(hi)s group by 1
"""


def agreement(actor: Actor, batch_ids: list[UUID], *, most: int = 500) -> Agreement:
    """How a committed list agrees with what we hold of those who live here."""
    scope = actor.scope
    with connection.cursor() as cursor:
        cursor.execute(_SAID, {"batches": batch_ids, "lo": scope.lo, "hi": scope.hi})
        said: dict[UUID, bool] = dict(cursor.fetchall())
    doses = Dose.objects.visible_to(actor).filter(withdrawn_on=None).select_related("resident__dwelling")
    listed = list(doses.filter(pk__in=said).values_list("vaccine", "given_on"))
    if not listed:
        return Agreement(0, [], [], None, None)
    since, until = min(day for _v, day in listed), max(day for _v, day in listed)
    ours = doses.filter(vaccine__in={v for v, _day in listed}, given_on__range=(since, until)).exclude(pk__in=said)
    ours = ours.filter(resident__living_here=True, resident__death_date=None)
    order = ("resident__dwelling__sort_key", "given_on", "pk")
    brought = doses.filter(pk__in=[key for key, new in said.items() if new]).order_by(*order)
    return Agreement(len(listed), list(brought[:most]), list(ours.order_by(*order)[:most]), since, until)
