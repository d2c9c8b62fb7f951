"""Reading promises: open ones, those about a subject, those from a visit or a case."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.records import ScopedQuerySet
from shequyun.engines.worklist.choices import PromiseState
from shequyun.engines.worklist.models import Promise, PromiseHandOver
from shequyun.engines.worklist.rules.states import promise_state

_unseen: list[Callable[[Actor], Q]] = []


def leave_out(unseen: Callable[[Actor], Q]) -> None:
    """For engines above: the promises that an actor may not see are there for whoever keeps them alone."""
    _unseen.append(unseen)


def promises(actor: Actor) -> ScopedQuerySet[Promise]:
    """Promises in the actor's area with their ends, and who keeps them: `keeper_id`, `keeper_name`."""
    handed = PromiseHandOver.objects.filter(promise=OuterRef("pk"), community=OuterRef("community"))
    last = handed.order_by("-at", "-pk")
    found = (
        Promise.objects.visible_to(actor)
        .select_related("end")
        .annotate(
            keeper_id=Coalesce(Subquery(last.values("to_id")[:1]), "staff_id"),
            keeper_name=Coalesce(Subquery(last.values("to_name")[:1]), "staff_name"),
        )
    )
    for unseen in _unseen:
        found = found.exclude(unseen(actor) & ~Q(keeper_id=actor.staff_id))
    return found  # type: ignore[return-value]


def open_promises(actor: Actor, *, by: UUID | None = None, until: date | None = None) -> ScopedQuerySet[Promise]:
    """Promises that are neither kept nor broken, by date; of one keeper, due by a day, if given."""
    found = promises(actor).filter(end=None)
    if by is not None:
        found = found.filter(keeper_id=by)
    if until is not None:
        found = found.filter(due_on__lte=until)
    return found.order_by("due_on", "pk")  # type: ignore[return-value]


def promises_of(actor: Actor, subject_kind: str, subject_id: UUID) -> list[Promise]:
    """Promises about a subject; about a home or a building also those to the people there. Open ones first."""
    column = {"dwelling": "dwelling_id", "building": "building_id"}.get(subject_kind, "subject_id")
    found = promises(actor).filter(**{column: subject_id})
    return sorted(found, key=lambda one: (hasattr(one, "end"), one.due_on.toordinal()))


def promises_from(actor: Actor, origin_ids: Iterable[UUID]) -> dict[UUID, list[Promise]]:
    """Promises by what they came from: visits, cases."""
    found: dict[UUID, list[Promise]] = {}
    for one in promises(actor).filter(origin_id__in=list(origin_ids)).order_by("due_on", "pk"):
        found.setdefault(one.origin_id, []).append(one)  # type: ignore[arg-type]
    return found


def promise_of(actor: Actor, promise_id: UUID) -> Promise:
    """One promise. Out of sight is 404."""
    found = promises(actor).filter(pk=promise_id).first()
    if found is None:
        raise NotVisible()
    return found


def promise_is(promise: Any, *, today: date) -> PromiseState:
    """What a promise is on a day."""
    end = getattr(promise, "end", None)
    ended_on = timezone.localtime(end.at).date() if end else None
    withdrawn = bool(end and end.withdrawn)
    return promise_state(promise.due_on, end.kept if end else None, ended_on, today=today, withdrawn=withdrawn)


def promise_hand_overs(actor: Actor, promise_ids: Iterable[UUID]) -> dict[UUID, list[PromiseHandOver]]:
    """Through whose hands promises went, by promise, the newest first."""
    found: dict[UUID, list[PromiseHandOver]] = {}
    rows = PromiseHandOver.objects.visible_to(actor).filter(promise_id__in=list(promise_ids))
    for one in rows.order_by("-at", "-pk"):
        found.setdefault(one.promise_id, []).append(one)
    return found
