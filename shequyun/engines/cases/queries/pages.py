"""One case whole: what happened, its clocks, who may be told what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.records import ScopedQuerySet
from shequyun.base.secrets import keyring
from shequyun.engines.cases.models import Case, Event, Link
from shequyun.engines.cases.queries.seeing import case_of
from shequyun.engines.cases.rules.clocks import Clock, clocks
from shequyun.engines.cases.rules.facts import Fact
from shequyun.engines.cases.rules.policy import rules_for, shipped_rules
from shequyun.engines.cases.rules.states import Standing, standing
from shequyun.engines.worklist.queries import working_calendar


@dataclass(frozen=True)
class CasePage:
    """A case with all that follows."""

    case: Case
    events: list[Event]
    standing: Standing
    clocks: list[Clock]
    links: list[Link]


def events_of(actor: Actor, case_id: UUID) -> ScopedQuerySet[Event]:
    """What happened to a case, in order."""
    return Event.objects.visible_to(actor).filter(case_id=case_id).order_by("seq")  # type: ignore[return-value]


def events_of_many(actor: Actor, case_ids: Iterable[UUID]) -> ScopedQuerySet[Event]:
    """What happened to several cases that the caller has, case by case in order."""
    found = Event.objects.visible_to(actor).filter(case_id__in=list(case_ids))
    return found.order_by("case_id", "seq")  # type: ignore[return-value]


def last_event_at(actor: Actor, case_id: Any) -> Any:
    """When something happened last to a case, for a subquery: `case_id` is an OuterRef."""
    return Event.objects.visible_to(actor).filter(case_id=case_id).order_by("-seq").values("at")[:1]


def facts_of(events: Iterable[Event]) -> list[Fact]:
    """Events as the rules look at them, in local time. What was noted for somebody (`of`) is theirs."""
    return [
        Fact(
            one.kind,
            timezone.localtime(one.at),
            one.seq,
            one.data.get("of") or str(one.staff_id or ""),
            one.staff_name,
            one.data,
        )
        for one in events
    ]


def clocks_of(case: Any, facts: Iterable[Fact], *, now: datetime, calendar: Any = None) -> list[Clock]:
    """The clocks of a case at a moment."""
    grades = [*case.grades, "urgent"] if case.urgency == "urgent" else case.grades
    rules = rules_for(
        shipped_rules(),
        channel=case.channel,
        kind=case.kind,
        grades=grades,
        on=timezone.localtime(case.received_at).date(),
    )
    return clocks(facts, rules, calendar or working_calendar(), timezone.localtime(now))


def page_of(actor: Actor, case_id: UUID) -> CasePage:
    """A case for its page. Out of sight is 404."""
    return _page(actor, case_of(actor, case_id))


def resident_page(actor: Actor, case_id: UUID) -> CasePage:
    """The same for whoever holds its code (`cases.follow`), sensitive or not."""
    actor.need("cases.follow")
    found = Case.objects.visible_to(actor).filter(pk=case_id).first()
    if found is None:
        raise NotVisible()
    return _page(actor, found)


def _page(actor: Actor, case: Case) -> CasePage:
    case_id = case.pk
    events = list(events_of(actor, case_id))
    facts = facts_of(events)
    links = list(Link.objects.visible_to(actor).filter(case_id=case_id).order_by("subject_kind", "name"))
    return CasePage(case, events, standing(facts), clocks_of(case, facts, now=timezone.now()), links)


def due_day(found: Iterable[Clock]) -> date | None:
    """The day that is promised to the resident: when the answer is due, else the end."""
    by_name = {one.name: one for one in found}
    clock = by_name.get("answer") or by_name.get("close") or by_name.get("inform")
    return clock.due.date() if clock else None


def phone_of(case: Case) -> str:
    """The number that was left, whole. The caller records that it was looked at."""
    return keyring().unseal(case.phone_sealed) if case.phone_sealed else ""


def token_of(case: Case) -> str:
    """What opens the resident's page; printed on the receipt."""
    return keyring().unseal(case.token_sealed)
