"""Requests as everybody may read them: matter, building, state, dates. No words, names, numbers, rooms."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from shequyun.base.actor import Actor
from shequyun.engines.cases.choices import OPEN_STATES, State
from shequyun.engines.cases.queries import cases, last_event_at
from shequyun.engines.cases.rules.matters import Matter
from shequyun.kernel.places.queries import area_names, buildings
from shequyun.programmes.open311.rules.asking import REQUEST_ID, Asked, NoSuchThing
from shequyun.programmes.open311.rules.services import services


@dataclass(frozen=True)
class PublicRequest:
    """One request. `address` is the building's door, or nothing."""

    key: str
    open: bool
    notes: str
    service: Matter
    agency: str
    received_at: datetime
    updated_at: datetime
    due_at: datetime | None
    address: str


def public_actor(area: str) -> Actor:
    """Everybody, in an area that is open."""
    return Actor(name="Open311", role="open311", area=area, rights=frozenset({"open311.read"}))


def requests(actor: Actor, asked: Asked) -> list[PublicRequest]:
    """Requests that meet what is asked for, the latest first; a fixed number of queries."""
    actor.need("open311.read")
    found = _public(actor)
    if asked.ids:
        keys = [match.groups() for key in asked.ids if (match := REQUEST_ID.fullmatch(key))]
        wanted = Q(pk=None)
        for community, number in keys:
            wanted |= Q(community=community, number=number)
        found = found.filter(wanted)
    else:
        found = found.filter(received_at__gte=asked.since, received_at__lte=asked.until)
        found = found.filter(matter__in=asked.codes) if asked.codes else found
        if asked.statuses and len(set(asked.statuses)) == 1:
            is_open = Q(state__in=OPEN_STATES)
            found = found.filter(is_open if asked.statuses[0] == "open" else ~is_open)
    start = (asked.page - 1) * asked.page_size
    return _seen(actor, list(found.order_by("-received_at", "pk")[start : start + asked.page_size]))


def one_request(actor: Actor, key: str) -> PublicRequest:
    """One request; of one that was merged, how the other stands. 404 for what is not public."""
    actor.need("open311.read")
    match = REQUEST_ID.fullmatch(key)
    found = _public(actor, merged=True).filter(community=match[1], number=match[2]).first() if match else None
    if found is None:
        raise NoSuchThing(name="service_request_id")
    if found.state == State.MERGED:
        other = _public(actor).filter(pk=found.merged_into).first()
        if other is None:
            raise NoSuchThing(name="service_request_id")
        found.state, found.result, found.due_at, found.updated = other.state, other.result, other.due_at, other.updated
    return _seen(actor, [found])[0]


def _public(actor: Actor, *, merged: bool = False) -> Any:
    found: Any = cases(actor).filter(sensitive=False, matter__in=list(services()))
    found = found if merged else found.exclude(state=State.MERGED)
    return found.annotate(updated=Subquery(last_event_at(actor, OuterRef("pk"))))


def _seen(actor: Actor, found: list[Any]) -> list[PublicRequest]:
    keys = {case.building_id for case in found if case.building_id}
    doors = {one.pk: one.door for one in buildings(actor).filter(pk__in=keys)}
    names = area_names({case.community for case in found})
    return [_one(case, doors.get(case.building_id, ""), names.get(case.community, case.community)) for case in found]


def _one(case: Any, door: str, agency: str) -> PublicRequest:
    is_open = case.state in OPEN_STATES
    notes = case.get_result_display() if case.result and not is_open else case.get_state_display()
    return PublicRequest(
        f"{case.community}-{case.number}", is_open, notes, services()[case.matter], agency, case.received_at,
        case.updated or case.received_at, case.due_at if is_open else None, door,
    )  # fmt: skip
