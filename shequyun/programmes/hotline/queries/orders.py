"""Orders by what is due first. Every way in goes through the cases that an actor sees: sensitive ones stay hidden."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case as When
from django.db.models import Count, DateTimeField, F, OuterRef, Q, Subquery, Value
from django.db.models import When as If
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.records import ScopedQuerySet
from shequyun.engines.cases.choices import OPEN_STATES, State
from shequyun.engines.cases.queries import cases
from shequyun.engines.intake.queries import uploads
from shequyun.programmes.hotline.models import Order

DUES = ("late", "today", "week", "later")
STATES = ("open", "ready", "handed_in")


@dataclass(frozen=True)
class OrderFilter:
    """`state`: open, ready (answered, not handed in since), handed_in; `due`: one of DUES, of the open ones; `upload`: of
    one list; `text`: an order's number, or words of it."""

    state: str = "open"
    due: str = ""
    upload: str = ""
    text: str = ""


@dataclass(frozen=True)
class OrderView:
    """An order with its case, or the one that it was merged into. `due_at` is the earlier of the hotline's limit and the clock that is due first."""

    order: Any
    case: Any
    due_at: datetime | None

    @property
    def clock(self) -> str:
        """The clock that is due first; "" where it is the hotline's own limit."""
        own = self.order.limit_at is not None and self.due_at == self.order.limit_at
        return "" if own or self.due_at is None else self.case.due_clock

    @property
    def ready(self) -> bool:
        """Whether there is an answer to hand in."""
        return self.case.state in (State.CLOSED, State.DONE)

    @property
    def handed_in(self) -> bool:
        """Whether the answer that there is went back."""
        at = self.order.handed_in_at
        return self.ready and at is not None and at >= (self.case.closed_at or at)


def orders(actor: Actor, wanted: OrderFilter, *, now: datetime) -> ScopedQuerySet[Order]:
    """Orders that meet the filter, those due first first. Those of cases that the actor does not see are left out."""
    actor.need("cases.read")
    brought = cases(actor).filter(pk=OuterRef("case_id"))
    seen = cases(actor).filter(pk=OuterRef("final"))
    found: Any = Order.objects.visible_to(actor).annotate(
        final=Coalesce(Subquery(brought.values("merged_into")[:1]), "case_id"),
        case_state=Subquery(seen.values("state")[:1]),
        closed_at=Subquery(seen.values("closed_at")[:1]),
        case_due=Subquery(seen.values("due_at")[:1]),
        words=Subquery(seen.values("words")[:1]),
    )
    found = found.filter(case_state__isnull=False).annotate(due=_due_at())
    found = found.filter(_state(wanted.state)).filter(_due(wanted.due, now) if wanted.due else Q())
    if key := _uuid(wanted.upload):
        found = found.filter(upload_id=key)
    if wanted.text:
        found = found.filter(Q(number__startswith=wanted.text.strip().upper()) | Q(words__contains=wanted.text.strip()))
    return found.order_by(F("due").asc(nulls_last=True), "number")


def _due_at() -> Any:
    """Of an open case, the hotline's limit or the clock that is due first, whichever is earlier; a paused one keeps the limit."""
    return When(
        If(case_state__in=OPEN_STATES, then=Coalesce(Least("limit_at", "case_due"), "limit_at", "case_due")),
        default=Value(None),
        output_field=DateTimeField(null=True),
    )


def _state(state: str) -> Q:
    over = Q(case_state__in=[State.CLOSED, State.DONE])
    back = Q(handed_in_at__isnull=False, handed_in_at__gte=F("closed_at"))
    return {
        "open": Q(case_state__in=OPEN_STATES),
        "ready": over & ~back,
        "handed_in": over & back,
    }.get(state, Q())


def _due(due: str, now: datetime) -> Q:
    today = timezone.localtime(now).date()
    tomorrow, week = (timezone.make_aware(datetime.combine(today + timedelta(days=days), time.min)) for days in (1, 8))
    return {
        "late": Q(due__lt=now),
        "today": Q(due__gte=now, due__lt=tomorrow),
        "week": Q(due__gte=tomorrow, due__lt=week),
        "later": Q(due__gte=week),
    }.get(due, Q())


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def counts(actor: Actor, wanted: OrderFilter, *, now: datetime) -> dict[str, dict[str, int]]:
    """How many orders each choice of a filter would show, the others staying as they are."""
    whole = orders(actor, replace(wanted, state="", due=""), now=now).order_by()
    by_state = whole.aggregate(**{state: Count("pk", filter=_state(state)) for state in STATES})
    still = orders(actor, replace(wanted, state="open", due=""), now=now).order_by()
    by_due = still.aggregate(**{due: Count("pk", filter=_due(due, now)) for due in DUES})
    return {"state": by_state, "due": by_due}


def order_views(actor: Actor, found: Any) -> list[OrderView]:
    """Orders (of a page) with their cases: one query for all."""
    listed = list(found)
    known = {case.pk: case for case in cases(actor).filter(pk__in=[one.final for one in listed])}
    return [OrderView(one, known[one.final], one.due) for one in listed if one.final in known]


def orders_of_case(actor: Actor, case_id: UUID) -> list[Order]:
    """What the hotline says of a case. The caller has the case."""
    return list(Order.objects.visible_to(actor).filter(case_id=case_id).order_by("number"))


def lists(actor: Actor, *, limit: int = 12) -> list[Any]:
    """The latest lists of orders that came in."""
    return list(uploads(actor).filter(subject_kind="order").exclude(applied=[])[:limit])
