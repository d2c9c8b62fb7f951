"""Promises made in a case: records of the worklist, so that they stand on the day of whoever made them."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _now

from shequyun.base.action import action
from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.engines.cases.actions.recording import handled, happen, locked, said, settle
from shequyun.engines.cases.choices import Happened
from shequyun.engines.worklist.actions import break_promise, keep_promise, make_promise
from shequyun.engines.worklist.queries import promise_of


@action("cases.promise", right="promises.make")
def promise(actor: Actor, case_id: UUID, *, what: str, due_on: date) -> UUID:
    """Promise something to whoever brought the case, by a day; it stands on their page. The words of a promise in a
    sensitive case stay in the case: elsewhere only its number shows."""
    case = handled(actor, case_id)
    words = said(what)[:200]
    name = "" if case.sensitive else case.caller_name
    shown = _now("Case %(number)s") % {"number": case.number} if case.sensitive else words
    subject = ("resident", case.resident_id) if case.resident_id and not case.sensitive else ("case", case.pk)
    key = make_promise(
        actor, subject_kind=subject[0], subject_id=subject[1], to_name=name or _now("the resident"), what=shown,
        due_on=due_on, origin_kind="case", origin_id=case.pk, community=case.community,
    )  # fmt: skip
    happen(actor, case, Happened.PROMISED, words, to_resident=True, promise=str(key), due=due_on.isoformat())
    settle(actor, case, "promise", due=due_on.isoformat())
    return key


@action("cases.end_promise", right="promises.make")
def end_promise(actor: Actor, promise_id: UUID, *, kept: bool, words: str = "") -> UUID:
    """A promise of a case was kept, or is not and why; the resident reads it. Returns the case's id."""
    found = promise_of(actor, promise_id)
    if found.origin_kind != "case" or found.origin_id is None:
        raise NotVisible()
    case = locked(actor, found.origin_id)
    if kept:
        keep_promise(actor, promise_id, words=words)
    else:
        break_promise(actor, promise_id, reason=words)
    happen(actor, case, Happened.KEPT, words, to_resident=True, promise=str(promise_id), kept=kept)
    settle(actor, case, "end_promise", kept=kept)
    return case.pk
