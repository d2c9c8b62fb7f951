"""Promises: making one, keeping it, and saying that it is not kept and why."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow, NotVisible
from shequyun.base.ids import new_id
from shequyun.engines.worklist.choices import SubjectKind
from shequyun.engines.worklist.models import Promise, PromiseEnd
from shequyun.engines.worklist.queries.promises import promise_of
from shequyun.engines.worklist.queries.subjects import subject_seen


class PromiseEmpty(BadInput):
    sentence = _("Say what is promised.")


class PromisedInThePast(BadInput):
    sentence = _("A promise cannot be due in the past: %(day)s. Choose today or a later day.")


class PromiseEnded(NotNow):
    sentence = _("%(who)s already recorded the outcome of this promise on %(day)s.")


class BrokenWithoutReason(BadInput):
    sentence = _("Say why the promise is not kept; the person it was made to has a right to know.")


@dataclass(frozen=True)
class Where:
    """The community of a promise, and the home and building that it takes one to."""

    community: str
    dwelling_id: UUID | None = None
    building_id: UUID | None = None
    name: str = ""


@action("promises.make")
def make_promise(
    actor: Actor,
    *,
    subject_kind: str,
    subject_id: UUID,
    to_name: str,
    what: str,
    due_on: date,
    origin_kind: str,
    origin_id: UUID | None,
    community: str = "",
    promise_id: UUID | None = None,
) -> UUID:
    """Promise something to somebody by a day. Returns the promise's id.

    The subject is a resident, a home, an organisation or a building in sight (404 otherwise); anything else (a case)
    needs the `community` that it lies in. Refuses an empty promise, and a day that has passed. Twice with one
    `promise_id` is once.
    """
    known = Promise.objects.visible_to(actor).filter(pk=promise_id).first() if promise_id else None
    if known is None:
        where = _where(actor, subject_kind, subject_id, community)
        known = write_promise(
            actor, where, subject_kind=subject_kind, subject_id=subject_id, to_name=to_name, what=what, due_on=due_on,
            origin_kind=origin_kind, origin_id=origin_id, promise_id=promise_id,
        )  # fmt: skip
    note("promise", known.pk, known.community, what=known.what, due=known.due_on.isoformat(), origin=origin_kind)
    return known.pk


def _where(actor: Actor, kind: str, key: UUID, community: str) -> Where:
    if kind in SubjectKind.values:
        found = subject_seen(actor, kind, key)
        return Where(found.community, found.dwelling_id, found.building_id, found.name)
    if not community or not actor.scope.holds(community):
        raise NotVisible()
    return Where(community)


def write_promise(
    actor: Actor,
    where: Where,
    *,
    what: str,
    due_on: date,
    to_name: str = "",
    promise_id: UUID | None = None,
    made_on: date | None = None,
    **more: Any,
) -> Promise:
    """Write a promise whose place is known, as made on a day (today unless said). The caller's action records it."""
    if not what.strip():
        raise PromiseEmpty()
    if due_on < (made_on or timezone.localdate()):
        raise PromisedInThePast(day=due_on.isoformat())
    return Promise.objects.create(
        id=promise_id or new_id(),
        community=where.community,
        dwelling_id=where.dwelling_id,
        building_id=where.building_id,
        to_name=(to_name.strip() or where.name)[:64],
        what=what.strip()[:200],
        due_on=due_on,
        staff_id=actor.staff_id,
        staff_name=actor.name,
        **more,
    )


@action("promises.keep", right="promises.make")
def keep_promise(actor: Actor, promise_id: UUID, *, words: str = "") -> None:
    """The promise is kept, today. Refuses one that has ended."""
    _end(actor, promise_id, kept=True, words=words)


@action("promises.break", right="promises.make")
def break_promise(actor: Actor, promise_id: UUID, *, reason: str) -> None:
    """The promise cannot be kept, and why. Refuses one that has ended, and an empty reason."""
    if not reason.strip():
        raise BrokenWithoutReason()
    _end(actor, promise_id, kept=False, words=reason)


def _end(actor: Actor, promise_id: UUID, *, kept: bool, words: str) -> None:
    promise = promise_of(actor, promise_id)
    end, fresh = PromiseEnd.objects.get_or_create(
        promise=promise,
        defaults={
            "community": promise.community,
            "kept": kept,
            "reason": words.strip()[:200],
            "staff_id": actor.staff_id,
            "staff_name": actor.name,
        },
    )
    if not fresh:
        raise PromiseEnded(who=end.staff_name, day=timezone.localtime(end.at).date().isoformat())
    note("promise", promise.pk, promise.community, what=promise.what, kept=kept, reason=words.strip())
