"""Who is called for a vaccine now, with what their open recall says; and how a department's list agrees with ours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from shequyun.base.actor import Actor
from shequyun.base.records import ScopedQuerySet
from shequyun.engines.cohorts.queries import members
from shequyun.engines.worklist.queries import last_visits, open_tasks
from shequyun.programmes.vaccination.choices import CALLED
from shequyun.programmes.vaccination.models import Dose, Recall
from shequyun.programmes.vaccination.queries.persons import OfVaccine, standings


def recall_condition(vaccine: str, state: str = "", least: int = 0) -> dict[str, Any]:
    """Those who live here, are due, overdue or due for a booster (or in the one `state`), and at least so old."""
    states = [state] if state else [one.value for one in CALLED]
    parts: list[dict[str, Any]] = [
        {"field": "presence", "op": "in", "value": ["both", "living_only"]},
        {"field": f"vaccine_{vaccine}", "op": "in", "value": states},
    ]
    return {"all": [*parts, {"field": "age", "op": "ge", "value": least}] if least else parts}


def called(actor: Actor, vaccine: str, *, today: date, state: str = "", least: int = 0) -> ScopedQuerySet[Any]:
    """Those who are called today, by building."""
    found = members(actor, recall_condition(vaccine, state, least), today=today).select_related("dwelling__building")
    return found.order_by("community", "dwelling__sort_key", "pk")  # type: ignore[return-value]


@dataclass(frozen=True)
class Call:
    """Somebody who is called: where they stand, the open task, and the last visit or call."""

    resident: Any
    of: OfVaccine
    task: Any
    visit: Any


def calls(actor: Actor, people: list[Any], vaccine: str, *, today: date) -> list[Call]:
    """A page of those who are called, in a fixed number of queries."""
    keys = [one.pk for one in people]
    now = standings(actor, people, on=today, vaccines=[vaccine])
    tasks = {task.subject_id: task for task in open_recalls(actor, vaccine, keys)}
    seen = last_visits(actor, keys) if keys else {}
    return [Call(one, now[one.pk][vaccine], tasks.get(one.pk), seen.get(one.pk)) for one in people]


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
