"""What a line of a list would do: a new case, a change of one, nothing, a question to a person, or it is sent back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _now

from shequyun.base.actor import Actor
from shequyun.base.masks import mask_name, mask_phone
from shequyun.engines.cases.choices import Kind, State, Urgency
from shequyun.engines.cases.rules.matters import OTHER, matters, suggest
from shequyun.engines.intake.choices import Decision, RowState
from shequyun.engines.intake.fields import Filed, Judged, Line
from shequyun.engines.worklist.queries import working_calendar
from shequyun.programmes.hotline.actions.finding import Found, Place, blind, find
from shequyun.programmes.hotline.models import Order
from shequyun.programmes.hotline.rules.reading import Said, read_order

ALIKE, AGAIN = "hotline.alike", "hotline.again"
OVER = (State.CLOSED, State.DONE)
SHOWN = 60


@dataclass
class Plan:
    """One order of a list with all that follows from it."""

    line: Line
    said: Said
    place: Place
    matter: str
    received: datetime
    resident_id: UUID | None = None
    order: Order | None = None
    case: Any = None
    reopen: bool = False
    kept: dict[str, Any] = field(default_factory=dict)
    changes: list[list[str]] = field(default_factory=list)
    judged: Judged = field(default_factory=lambda: Judged(RowState.NEW))

    @property
    def hidden(self) -> bool:
        """Whether only those who handle it may read what it is about."""
        return self.said.confidential or matters()[self.matter].sensitive


def judge(actor: Actor, filed: Filed, lines: Sequence[Line]) -> list[Judged]:
    """A verdict for every line."""
    return [plan.judged for plan in plans(actor, filed, lines)]


def plans(actor: Actor, filed: Filed, lines: Sequence[Line]) -> list[Plan]:
    """What every line would do, after what people decided."""
    now, calendar = timezone.localtime().replace(tzinfo=None), working_calendar()
    told = [read_order(line.cells, now=now, calendar=calendar) for line in lines]
    found = find(actor, [(said, line.prefix) for said, line in zip(told, lines, strict=True)])
    first: dict[str, Line] = {}
    return [_plan(filed, line, said, found, first) for line, said in zip(lines, told, strict=True)]


def _plan(filed: Filed, line: Line, said: Said, found: Found, first: dict[str, Line]) -> Plan:
    place = found.places.get((said.address, line.prefix)) or Place(said.address)
    plan = Plan(line, said, place, _matter(said), _received(filed, said))
    plan.resident_id, namesake = found.caller(said, place)
    plan.order, plan.case = found.orders.get(said.number), found.cases.get(said.number)
    plan.kept = _kept(said)
    if place.problem:
        said.tell(place.problem, "address")
    if namesake:
        said.tell("hotline.namesake", "caller")
    if said.refused:
        _verdict(plan, RowState.REFUSED)
    elif said.number in first:
        said.tell("hotline.twice", "number", row=first[said.number].line)
        _verdict(plan, RowState.DUPLICATE, duplicate_of=first[said.number].number)
    else:
        first[said.number] = line
        _decide(plan, found, *filed.verdicts.get(line.number, ("", None)))
    plan.judged.reasons, plan.judged.summary = said.problems, _summary(plan)
    plan.judged.community = plan.case.community if plan.case else place.community
    return plan


def _matter(said: Said) -> str:
    """The matter that the hotline's own class and the words speak of most."""
    hits = suggest(f"{said.about} {said.words}")
    return hits[0].matter.code if hits else OTHER


def _received(filed: Filed, said: Said) -> datetime:
    """When the order was given to us: as the list says, else the morning of its day, never later than now."""
    now = timezone.now()
    if said.received:
        return min(timezone.make_aware(said.received), now)
    opens = working_calendar().opens
    return min(timezone.make_aware(datetime.combine(filed.observed_on, opens)), now)


def _verdict(plan: Plan, state: RowState, **more: Any) -> None:
    plan.judged = Judged(state, **more)


def _decide(plan: Plan, found: Found, decision: str, candidate: UUID | None) -> None:
    if plan.case is not None:
        _known(plan, decision)
        return
    alike = found.alike(plan.matter, plan.place, plan.resident_id, plan.received)
    candidates = [[str(case.pk), score, [ALIKE]] for case, score in alike]
    if decision == Decision.SAME:
        plan.case = next((case for case, _score in alike if case.pk == candidate), None)
    if plan.case is not None:
        plan.changes = _changes(plan, {})
        _verdict(plan, RowState.CHANGED, subject_id=plan.case.pk, candidates=candidates, score=alike[0][1])
    elif candidates and decision != Decision.NEW:
        _verdict(plan, RowState.DOUBTFUL, candidates=candidates, score=alike[0][1])
    else:
        _verdict(plan, RowState.NEW, candidates=candidates)


def _known(plan: Plan, decision: str) -> None:
    """An order that is a case already. One that is over and given again waits for a person."""
    before = plan.order.said if plan.order else {}
    plan.changes = _changes(plan, before)
    again = plan.said.again and plan.case.state in OVER and bool(plan.changes)
    if again and decision not in (Decision.SAME, Decision.NEW):
        candidates = [[str(plan.case.pk), 90, [AGAIN]]]
        _verdict(plan, RowState.DOUBTFUL, subject_id=plan.case.pk, candidates=candidates, score=90)
        return
    plan.reopen = again and decision == Decision.SAME
    state = RowState.CHANGED if plan.changes else RowState.UNCHANGED
    _verdict(plan, state, subject_id=plan.case.pk)


def _kept(said: Said) -> dict[str, Any]:
    """What is remembered of an order, for comparison the next time. Blank cells say nothing."""
    values: dict[str, Any] = {
        "words": blind(said.words).hex()[:16] if said.words else "",
        "phone": blind(said.phone).hex()[:16] if said.phone else "",
        "caller": blind(said.caller).hex()[:16] if said.caller else "",
        "address": said.address, "kind": said.kind, "urgency": said.urgency,
        "limit": said.limit.isoformat(timespec="minutes") if said.limit else "",
        "grades": list(said.grades), "state": "again" if said.again else "",
    }  # fmt: skip
    return {name: value for name, value in values.items() if value}


def _changes(plan: Plan, before: Mapping[str, Any]) -> list[list[str]]:
    """[target, old, new] of what the list says otherwise than the last time. What was hidden then is not shown as old."""
    new, said = plan.kept, plan.said
    words = _now("updated, only for those who handle it") if plan.hidden else said.words[:SHOWN]
    shown = {
        "words": ("", words), "phone": ("", mask_phone(said.phone)),
        "caller": ("", mask_name(said.caller) if said.caller else ""),
        "address": ("", words) if plan.hidden else (before.get("address", ""), said.address),
        "kind": (_label(Kind, before.get("kind")), _label(Kind, said.kind)),
        "urgency": (_label(Urgency, before.get("urgency")), _label(Urgency, said.urgency)),
        "limit": (before.get("limit", "").replace("T", " "), f"{said.limit:%Y-%m-%d %H:%M}" if said.limit else ""),
        "grades": ("", _now("supervised") if "supervised" in said.grades else _now("complex")),
        "state": ("", _now("sent again")),
    }  # fmt: skip
    return [[TARGET.get(name, name), *shown[name]] for name in shown if name in new and new[name] != before.get(name)]


TARGET = {"grades": "state"}


def _label(choices: Any, value: str | None) -> str:
    return str(choices(value).label) if value else ""


def _summary(plan: Plan) -> dict[str, Any]:
    """How the line is named in the preview. Of what only some may read, neither words nor caller."""
    said, matter = plan.said, matters()[plan.matter]
    parts = [
        _now("only for those who handle it") if plan.hidden else matter.name,
        _label(Kind, said.kind),
        _label(Urgency, said.urgency) if said.urgency == Urgency.URGENT else "",
        _now("received %(at)s") % {"at": f"{said.received:%m-%d %H:%M}"} if said.received else "",
        _now("limit %(at)s") % {"at": f"{said.limit:%m-%d %H:%M}"} if said.limit else "",
        "" if plan.hidden else said.words[:SHOWN],
    ]
    caller = "" if plan.hidden else mask_name(said.caller) if said.caller else ""
    return {
        "name": said.number, "address": "" if plan.hidden else said.address, "told": " · ".join(part for part in parts if part),
        "changes": plan.changes,
        "facts": [] if plan.hidden else [said.words[:SHOWN], said.address, caller, f"{plan.received:%Y-%m-%d}"],
    }  # fmt: skip
