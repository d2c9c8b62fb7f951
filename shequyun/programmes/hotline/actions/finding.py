"""What orders speak of: places, callers, cases that are known. A fixed number of queries for a whole list."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from shequyun.base.actor import Actor
from shequyun.base.secrets import keyring
from shequyun.engines.cases.choices import OPEN_STATES
from shequyun.engines.cases.queries import by_outside_number, cases
from shequyun.engines.intake.actions.addressing import Addresses
from shequyun.kernel.places.queries import aliases, buildings, dwellings, roads_of_lanes
from shequyun.kernel.residents.queries import residents
from shequyun.programmes.hotline.models import Order
from shequyun.programmes.hotline.rules.reading import Said

LATELY, JUST_NOW = timedelta(days=30), timedelta(days=7)


@dataclass
class Place:
    """Where an order is: a home or a building that is known, or only a text. `problem`: why it was not found."""

    text: str = ""
    community: str = ""
    dwelling_id: UUID | None = None
    building_id: UUID | None = None
    problem: str = ""


@dataclass
class Found:
    """What is known of the orders of a list, by number, by place, by telephone."""

    orders: Mapping[str, Order] = field(default_factory=dict)
    cases: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    callers: Mapping[bytes, list[Any]] = field(default_factory=dict)
    at_home: Mapping[UUID, list[Any]] = field(default_factory=dict)
    near: Sequence[Any] = ()

    def caller(self, said: Said, place: Place) -> tuple[UUID | None, bool]:
        """(the resident who called, only where name and telephone agree with one person; whether somebody of that name
        lives there all the same)."""
        if not said.caller:
            return None, False
        same = [one for one in self.callers.get(blind(said.phone), ()) if one.name == said.caller] if said.phone else []
        same = [one for one in same if not place.community or one.community == place.community] or same
        if len(same) == 1:
            return same[0].pk, False
        there = self.at_home.get(place.dwelling_id, ()) if place.dwelling_id else ()
        return None, any(one.name == said.caller for one in there)

    def alike(self, matter: str, place: Place, resident_id: UUID | None, received: datetime) -> list[tuple[Any, int]]:
        """(case, score) of cases that may be the same: open, not from the hotline, the same matter, lately."""
        found = []
        for case in self.near:
            if case.matter != matter or case.received_at < received - LATELY:
                continue
            same_person = resident_id is not None and case.resident_id == resident_id
            same_house = place.building_id is not None and case.building_id == place.building_id
            if same_person:
                found.append((case, 85))
            elif same_house and case.received_at >= received - JUST_NOW:
                found.append((case, 60))
        return sorted(found, key=lambda pair: (-pair[1], str(pair[0].pk)))[:3]


def blind(phone: str) -> bytes:
    """A telephone number as it is compared."""
    return keyring().blind(phone)


def find(actor: Actor, told: Sequence[tuple[Said, str]]) -> Found:
    """Everything that the orders of a list need. `told`: what each says, and the prefix of its sheet."""
    numbers = {said.number for said, _prefix in told if said.number}
    places = _places(actor, {(said.address, prefix) for said, prefix in told if said.address})
    phones = {blind(said.phone) for said, _prefix in told if said.phone}
    homes = {place.dwelling_id for place in places.values() if place.dwelling_id}
    houses = {place.building_id for place in places.values() if place.building_id}
    callers = _callers(actor, phones)
    people = {one.pk for found in callers.values() for one in found}
    return Found(
        orders={one.number: one for one in Order.objects.visible_to(actor).filter(number__in=numbers)},
        cases=by_outside_number(actor, numbers),
        places=places,
        callers=callers,
        at_home=_at_home(actor, homes),
        near=_near(actor, houses, people),
    )


def _places(actor: Actor, texts: Collection[tuple[str, str]]) -> dict[tuple[str, str], Place]:
    reader = Addresses(aliases(actor), roads_of_lanes(actor))
    read = {key: reader.read(key[0], ["", "", "", ""], key[1]) for key in texts}
    homes, doors = defaultdict(list), defaultdict(list)
    for home in dwellings(actor).filter(address__in={one.address for one in read.values() if one.address}):
        homes[home.address].append(home)
    for house in buildings(actor).filter(door__in={one.door for one in read.values() if one.door}):
        doors[house.door].append(house)
    return {key: _place(key[0], one, homes.get(one.address, []), doors.get(one.door, [])) for key, one in read.items()}


def _place(text: str, read: Any, homes: list[Any], houses: list[Any]) -> Place:
    if len({one.community for one in [*homes, *houses]}) > 1:
        return Place(text, problem="hotline.place_ambiguous")
    if len(homes) == 1:
        return Place(text, homes[0].community, homes[0].pk, homes[0].building_id)
    if len(houses) == 1:
        return Place(_rest(text, read), houses[0].community, None, houses[0].pk)
    return Place(text, problem="" if read.outside else "hotline.place_unknown")


def _rest(text: str, read: Any) -> str:
    """What a text says beside the house: 恒丰路610弄3号楼下花坛 -> 楼下花坛; nothing where it is only the house, or a room."""
    if read.address and read.address != read.door:
        return str(read.address).removeprefix(read.door)
    _house, _sign, rest = text.rpartition("号")
    return rest.strip() if rest and not rest.isdigit() else ""


def _callers(actor: Actor, phones: Collection[bytes]) -> dict[bytes, list[Any]]:
    found: dict[bytes, list[Any]] = defaultdict(list)
    for one in residents(actor).filter(Q(phone_blind__in=phones) | Q(other_phone_blind__in=phones)):
        for number in {bytes(one.phone_blind or b""), bytes(one.other_phone_blind or b"")} & set(phones):
            found[number].append(one)
    return found


def _at_home(actor: Actor, homes: Collection[UUID]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for one in residents(actor).filter(dwelling_id__in=homes):
        if one.dwelling_id:
            found[one.dwelling_id].append(one)
    return found


def _near(actor: Actor, houses: Collection[UUID], people: Collection[UUID]) -> list[Any]:
    """Open cases without a number of the hotline, at the houses or of the people of a list."""
    found = cases(actor).filter(outside_number="", state__in=OPEN_STATES)
    return list(found.filter(Q(building_id__in=houses) | Q(resident_id__in=people)).order_by("-received_at"))
