"""Lists of cases: filters with counts, the desk, the board by due date, and finding one by its number."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.records import ScopedQuerySet
from shequyun.engines.cases.choices import OPEN_STATES, SOLVED_RESULTS, UNFINISHED_STATES, Happened, Part, State
from shequyun.engines.cases.models import Case, Event, Party
from shequyun.engines.cases.queries.seeing import cases, gone

NUMBER = re.compile(r"\d{8}-\d{3,4}")
DUES = ("late", "today", "week", "later")
MOST_DONE = 10_000  # cases that are done are counted so far, and no further: there are many, and nobody waits for them


@dataclass(frozen=True)
class CaseFilter:
    """What a list is narrowed to; empty: not at all. `branch` is a branch of the tree or a leaf; `mine` the part that
    the actor has in it; `due` one of DUES; `flag`: a key of _flag."""

    state: str = ""
    mine: str = ""
    due: str = ""
    branch: str = ""
    channel: str = ""
    kind: str = ""
    community: str = ""
    building: str = ""
    handler: str = ""
    flag: str = ""
    text: str = ""
    since: date | None = None
    until: date | None = None


def filtered(actor: Actor, wanted: CaseFilter, *, now: datetime) -> ScopedQuerySet[Case]:
    """The cases that an actor sees and that meet the filter, those due first first."""
    found = cases(actor).filter(_plain(wanted))
    if wanted.state == "open":
        found = found.filter(state__in=OPEN_STATES)
    elif wanted.state:
        found = found.filter(state=wanted.state)
    else:
        found = found.exclude(state=State.MERGED)
    if wanted.mine:
        found = found.filter(Exists(_mine(actor, wanted.mine)))
    if wanted.due:
        found = found.filter(state__in=OPEN_STATES).filter(_due(wanted.due, now))
    if wanted.flag:
        found = found.filter(_flag(actor, wanted.flag))
    order = ("-received_at", "pk") if wanted.state == State.DONE else ("due_at", "-received_at", "pk")
    return found.order_by(*order)  # type: ignore[return-value]


def _plain(wanted: CaseFilter) -> Q:
    condition = Q()
    if wanted.branch:
        condition &= Q(matter=wanted.branch) if "." in wanted.branch else Q(matter__startswith=wanted.branch + ".")
    for name in ("channel", "kind", "community"):
        if getattr(wanted, name):
            condition &= Q(**{name: getattr(wanted, name)})
    for name, column in (("building", "building_id"), ("handler", "handler_id")):
        key = _uuid(getattr(wanted, name))
        if key:
            condition &= Q(**{column: key})
    if wanted.text:
        condition &= Q(number=wanted.text) | Q(words__contains=wanted.text) | Q(place__contains=wanted.text)
    if wanted.since:
        condition &= Q(received_at__gte=_midnight(wanted.since))
    if wanted.until:
        condition &= Q(received_at__lt=_midnight(wanted.until + timedelta(days=1)))
    return condition


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _mine(actor: Actor, part: str) -> Any:
    parts = {"first": [Part.FIRST], "handler": [Part.HANDLER, Part.CO]}.get(part, [Part.FIRST, Part.HANDLER, Part.CO])
    return Party.objects.filter(
        case_id=OuterRef("pk"), community=OuterRef("community"), staff_id=actor.staff_id, part__in=parts
    )


def _due(due: str, now: datetime) -> Q:
    """Late first: what is due today and over already is late, not due today."""
    today = timezone.localtime(now).date()
    tomorrow, week = _midnight(today + timedelta(days=1)), _midnight(today + timedelta(days=8))
    return {
        "late": Q(due_at__lt=now) & ~Q(state=State.PAUSED),
        "today": Q(due_at__gte=now, due_at__lt=tomorrow),
        "week": Q(due_at__gte=tomorrow, due_at__lt=week),
        "later": Q(due_at__gte=week),
    }.get(due, Q())


def _flag(actor: Actor, flag: str) -> Q:
    if flag == "gone":
        return Q(state__in=OPEN_STATES, handler_id__in=list(gone(actor)))
    return {
        "asked": Q(state=State.ASKED, asked_area=actor.area),
        "escalated": Q(state__in=OPEN_STATES) & Q(Exists(_escalated())),
        "in_time": Q(in_time=True),
        "out_of_time": Q(in_time=False),
        "closed": Q(closed_at__isnull=False),
        "solved": Q(result__in=SOLVED_RESULTS),
        "not_solved": Q(closed_at__isnull=False) & ~Q(result__in=SOLVED_RESULTS),
        "satisfied": Q(satisfied=True),
        "unsatisfied": Q(satisfied=False),
        "rated": Q(satisfied__isnull=False),
        "reopened": Q(reopened__gt=0),
        "waiting_call": Q(state=State.CLOSED),
    }.get(flag, Q())


def _escalated() -> Any:
    return Event.objects.filter(case_id=OuterRef("pk"), community=OuterRef("community"), kind=Happened.ESCALATED)


def counts(actor: Actor, wanted: CaseFilter, *, now: datetime) -> dict[str, dict[str, int]]:
    """How many cases each choice of a filter would show, the others staying as they are; of those that are done at most
    one more than MOST_DONE."""
    whole = replace(wanted, state="", due="")
    unfinished = filtered(actor, whole, now=now).order_by().filter(state__in=UNFINISHED_STATES)
    is_open = Q(state__in=OPEN_STATES)
    narrow = is_open & _due(wanted.due, now) if wanted.due else Q()
    found = unfinished.aggregate(
        **{state: Count("pk", filter=Q(state=state) & narrow) for state in UNFINISHED_STATES},
        **{due: Count("pk", filter=is_open & _due(due, now)) for due in DUES},
    )
    by_state = {str(state): found[state] for state in UNFINISHED_STATES}
    done = filtered(actor, replace(whole, state=State.DONE), now=now).order_by()
    by_state[str(State.DONE)] = 0 if wanted.due else done[: MOST_DONE + 1].count()
    by_state["open"] = sum(by_state[state] for state in OPEN_STATES)
    return {"state": by_state, "due": {due: found[due] for due in DUES}}


def my_desk(actor: Actor, *, now: datetime) -> dict[str, int]:
    """What waits for the actor: cases of theirs that are late, due today, not accepted yet, to be called back; for who leads
    also what nobody has, what their body was asked or told."""
    mine = filtered(actor, CaseFilter(mine="any", state="open"), now=now).order_by()
    numbers = mine.aggregate(
        first=Count("pk", filter=Q(first_id=actor.staff_id)),
        handled=Count("pk", filter=Q(handler_id=actor.staff_id)),
        late=Count("pk", filter=_due("late", now)),
        today=Count("pk", filter=_due("today", now)),
        assigned=Count("pk", filter=Q(state=State.ASSIGNED, handler_id=actor.staff_id)),
    )
    handled = Party.objects.filter(case_id=OuterRef("pk"), community=OuterRef("community"), staff_id=actor.staff_id)
    waiting = {"to_call": Q(state=State.CLOSED) & ~Q(Exists(handled.exclude(part=Part.FIRST)))}
    led = {"unassigned": Q(state=State.NEW)} | {flag: _flag(actor, flag) for flag in ("asked", "escalated")}
    counted = waiting | led if actor.can("cases.lead") else waiting
    unfinished = cases(actor).filter(state__in=UNFINISHED_STATES)
    found = unfinished.aggregate(**{name: Count("pk", filter=part) for name, part in counted.items()})
    return numbers | dict.fromkeys(led, 0) | found


def left_behind(actor: Actor) -> int:
    """How many open cases somebody handles who works here no more; for who leads."""
    if not actor.can("cases.lead"):
        return 0
    return sum(gone(actor).values())


def find_cases(actor: Actor, text: str, *, limit: int = 8) -> list[Case]:
    """Cases of that number."""
    if not NUMBER.fullmatch(text):
        return []
    return list(cases(actor).filter(number=text).order_by("community")[:limit])
