"""Adding to what happened to a case, and what follows from it: state, clocks, desks. Used by every action of cases."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, ChangedMeanwhile, NotNow, NotVisible
from shequyun.engines.cases.choices import Happened, Part
from shequyun.engines.cases.models import Case, Event, Party
from shequyun.engines.cases.queries.pages import clocks_of, events_of, facts_of
from shequyun.engines.cases.queries.seeing import cases
from shequyun.engines.cases.rules.states import Standing, standing

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


class CaseOver(NotNow):
    code = "cases.over"
    sentence = _("Case %(number)s is closed. Re-open it first if there is more to do.")


class SayIt(BadInput):
    code = "cases.say_it"
    sentence = _("The note is empty. Write something first.")


class NotYourCase(NotNow):
    code = "cases.not_yours"
    sentence = _("%(who)s handles case %(number)s. Ask for it to be handed over, or let the head assign it.")


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Record as having happened at an earlier moment: what was noted on paper first, lists from other systems, the demo."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)


def now() -> datetime:
    """The moment at which what is recorded happened."""
    return _moment.get() or timezone.now()


def locked(actor: Actor, case_id: UUID, base_version: int | None = None) -> Case:
    """The case, held until the action ends. Refuses one out of sight, and one that changed since `base_version`."""
    found = cases(actor).select_for_update(of=("self",)).filter(pk=case_id).first()
    if found is None:
        raise NotVisible()
    if base_version is not None and base_version != found.version:
        raise ChangedMeanwhile()
    return found


def open_case(actor: Actor, case_id: UUID, base_version: int | None = None) -> Case:
    """The same, refusing a case that is over."""
    found = locked(actor, case_id, base_version)
    if not found.is_open:
        raise CaseOver(number=found.number)
    return found


def handled(actor: Actor, case_id: UUID, base_version: int | None = None) -> Case:
    """The same, for whoever handles it, is co-handler or first contact, or leads; where nobody has it, for everybody."""
    found = open_case(actor, case_id, base_version)
    mine = Party.objects.filter(case_id=found.pk, community=found.community, staff_id=actor.staff_id).exclude(
        part=Part.SEEN
    )
    if found.handler_id and not actor.can("cases.lead") and not mine.exists():
        raise NotYourCase(number=found.number, who=found.handler_name)
    return found


def happen(
    actor: Actor, case: Case, kind: Happened, words: str = "", /, *, to_resident: bool = False, **data: Any
) -> Event:
    """Add one event. The caller brings what follows up to date with `settle` at its end."""
    case.version += 1
    return Event.objects.create(
        community=case.community, case_id=case.pk, seq=case.version, kind=kind, at=now(), staff_id=actor.staff_id,
        staff_name=actor.name, words=words.strip(), to_resident=to_resident, data=data,
    )  # fmt: skip


def settle(actor: Actor, case: Case, verb: str, /, **details: Any) -> Standing:
    """Bring the case's row and desks up to date with its events, and note what was done for the trail."""
    facts = facts_of(events_of(actor, case.pk))
    found = standing(facts)
    for name, value in derived(case, found, facts).items():
        setattr(case, name, value)
    case.save()
    _desks(case, found)
    note("case", case.pk, case.community, number=case.number, did=verb, **details)
    return found


def derived(case: Case, found: Standing, facts: list[Any]) -> dict[str, Any]:
    """What the row of a case says, computed from its events."""
    told = clocks_of(case, facts, now=now())
    waiting = [one for one in told if one.presses] if found.is_open else []
    last = {fact.kind: fact.at for fact in facts}
    over = not found.is_open and found.state != "merged"
    return {
        "state": found.state, "sensitive": found.sensitive, "first_id": _key(found.first), "first_name": found.first_name,
        "handler_id": _key(found.handler), "handler_name": found.handler_name, "asked_area": found.asked_area,
        "due_at": waiting[0].due if waiting else None, "due_clock": waiting[0].name if waiting else "",
        "answered_at": last.get("answered"), "closed_at": last.get("closed") if over else None,
        "in_time": all(one.state != "missed" for one in told if one.name in ("answer", "close", "redo")) if over else None,
        "result": found.result, "result_by": date.fromisoformat(found.result_by) if found.result_by else None,
        "satisfied": found.satisfied, "reopened": found.reopened,
        "merged_into": _key(found.merged_into),
    }  # fmt: skip


def _key(text: str) -> UUID | None:
    return UUID(text) if text else None


def _desks(case: Case, found: Standing) -> None:
    """Who takes part now."""
    wanted = {(found.first, Part.FIRST), (found.handler, Part.HANDLER)} | {(key, Part.CO) for key in found.co}
    wanted |= {(key, Part.SEEN) for key in found.handlers}
    pairs = {(UUID(key), part) for key, part in wanted if key}
    here = Party.objects.filter(case_id=case.pk, community=case.community)
    known = {(one.staff_id, one.part): one.pk for one in here}
    here.filter(pk__in=[key for pair, key in known.items() if pair not in pairs]).delete()
    Party.objects.bulk_create(
        Party(community=case.community, case_id=case.pk, staff_id=staff, part=part)
        for staff, part in sorted(pairs - known.keys(), key=str)
    )


def said(words: str) -> str:
    """The words, refusing none."""
    if not words.strip():
        raise SayIt()
    return words.strip()
