"""Putting an invented community through the one door, as the demo, the tests and the bench do.

Every community comes in three batches (a police list, the committee's workbook, visits), building by building, so that
sources and freshness differ as in life. Dates are counted back from the day of loading.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from shequyun.base.actor import Actor
from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.faces.cli.synthetic.records import Community
from shequyun.kernel.facts.actions import Say, apply, open_batch, stage
from shequyun.kernel.facts.actions.applying import drop_staged
from shequyun.kernel.places.rules import sort_key

WAVES = (("police", 300, "公安实有人口"), ("ledger", 120, "居委人口台账"), ("visit", 30, "上门走访"))
ONLY_POLICE = 4  # every fourth building knows the police list alone


@dataclass(frozen=True)
class Loaded:
    """How many subjects of each kind a community brought in."""

    buildings: int
    dwellings: int
    residents: int
    organisations: int


def load(actor: Actor, community: Community, *, today: date) -> Loaded:
    """Enter a whole community, in one transaction. It must be empty: nothing is matched."""
    keys: dict[str, UUID] = {}
    with entered(actor.scope):
        for wave, (source, days, title) in enumerate(WAVES):
            batch = open_batch(actor, source=source, observed_on=today - timedelta(days=days), title=title)
            stage(batch, _sayings(community, wave, keys))
            apply(batch)
            drop_staged(batch.pk)
    return Loaded(
        len(community.buildings), len(community.dwellings), len(community.residents), len(community.organisations)
    )


def _sayings(community: Community, wave: int, keys: dict[str, UUID]) -> Iterator[Say]:
    doors = {building.key for index, building in enumerate(community.buildings) if _wave(index) == wave}
    homes = {dwelling.key for dwelling in community.dwellings if dwelling.building_key in doors}
    people = _people_of(community, homes, wave)
    yield from _places(community, doors, keys)
    yield from (_resident(r, keys) for r in community.residents if r.key in people)
    yield from (_document(d, community.code, keys) for d in community.documents if d.resident_key in people)
    yield from _households(community, people, homes, keys)


def _wave(index: int) -> int:
    return 0 if index % ONLY_POLICE == 0 else 1 + index % 2


def _people_of(community: Community, homes: set[str], wave: int) -> set[str]:
    """The residents whose first stay lies in these homes; those without any come with the first wave."""
    first: dict[str, str] = {}
    for stay in community.stays:
        first.setdefault(stay.resident_key, stay.dwelling_key)
    return {
        resident.key
        for resident in community.residents
        if first.get(resident.key) in homes or (wave == 0 and resident.key not in first)
    }


def _places(community: Community, doors: set[str], keys: dict[str, UUID]) -> Iterator[Say]:
    by_key = {building.key: building for building in community.buildings}
    if not any(key in keys for key in by_key):
        keys.update({key: new_id() for key in by_key})
        keys.update({dwelling.key: new_id() for dwelling in community.dwellings})
    for building in community.buildings:
        if building.key in doors:
            yield _building(building, keys)
    for dwelling in community.dwellings:
        if dwelling.building_key in doors:
            yield _dwelling(dwelling, by_key[dwelling.building_key], keys)
    for organisation in community.organisations:
        if organisation.building_key in doors:
            yield _organisation(organisation, keys)


def _building(b: Any, keys: dict[str, UUID]) -> Say:
    door = door_of(b)
    fixed = {
        "door": door, "road": b.road, "lane": b.lane, "sublane": b.sublane, "number": b.number, "block": "",
        "sort_key": sort_key(door),
    }  # fmt: skip
    values = {
        "estate": b.estate, "kind": b.kind, "floors": b.floors, "units": b.units, "has_lift": b.has_lift,
        "built_year": b.built_year, "grid": b.grid,
    }  # fmt: skip
    return Say("building", b.community, values, subject_id=keys[b.key], fixed=fixed, new=True)


def door_of(b: Any) -> str:
    """A building's door in normal form."""
    lane = f"{b.lane}弄" if b.lane else ""
    sublane = f"{b.sublane}支弄" if b.sublane else ""
    return f"{b.road or b.estate}{lane}{sublane}{b.number}号"


def _dwelling(d: Any, b: Any, keys: dict[str, UUID]) -> Say:
    door = door_of(b)
    label = d.address_text.removeprefix(door)
    fixed = {
        "building_id": keys[b.key], "address": d.address_text, "room": label, "unit": d.unit, "floor": d.floor,
        "part": d.part, "sort_key": sort_key(d.address_text),
    }  # fmt: skip
    values = {"use": d.use, "tenure": d.tenure, "area_m2": f"{d.area_m2:.2f}"}
    return Say("dwelling", b.community, values, subject_id=keys[d.key], fixed=fixed, new=True)


def _organisation(o: Any, keys: dict[str, UUID]) -> Say:
    values = {
        "name": o.name, "registered_name": o.name, "credit_code": o.credit_code, "building_id": keys[o.building_key],
        "room": o.room, "kind": o.kind, "legal_person": o.legal_person, "phone": o.phone, "head_count": o.head_count,
        "state": o.state, "opened_on": o.opened_on,
    }  # fmt: skip
    return Say("organisation", o.community, values, subject_id=new_id(), new=True)


PERSON = (
    "name", "former_name", "sex", "birth_date", "nationality", "education", "marital", "political", "employer",
    "occupation", "hukou_kind", "phone", "contact_name", "contact_phone", "hukou_elsewhere", "living_elsewhere",
)  # fmt: skip


def _resident(r: Any, keys: dict[str, UUID]) -> Say:
    keys[r.key] = new_id()
    values = {name: value for name in PERSON if (value := getattr(r, name)) not in ("", None)}
    if r.died_on:
        values["death_date"] = r.died_on
    return Say("resident", r.community, values, subject_id=keys[r.key], new=True)


def _document(d: Any, community: str, keys: dict[str, UUID]) -> Say:
    values = {
        "kind": d.kind, "number": d.number, "valid_from": d.valid_from, "valid_to": d.valid_to,
        "resident_id": keys[d.resident_key],
    }  # fmt: skip
    return Say("document", community, values, subject_id=new_id(), new=True)


def _households(community: Community, people: set[str], homes: set[str], keys: dict[str, UUID]) -> Iterator[Say]:
    by_key = {household.key: household for household in community.households}
    for stay in community.stays:
        if stay.resident_key not in people:
            continue
        household = by_key[stay.household_key]
        if household.key not in keys:
            keys[household.key] = new_id()
            fixed = {"dwelling_id": keys[household.dwelling_key], "kind": household.kind}
            yield Say(
                "household",
                community.code,
                {"number": household.number},
                subject_id=keys[household.key],
                fixed=fixed,
                new=True,
            )
        yield _stay(stay, community.code, keys)


def _stay(s: Any, community: str, keys: dict[str, UUID]) -> Say:
    values = {
        "tenure": s.tenure, "relation": s.relation, "from_date": s.from_date, "to_date": s.to_date,
        "household_id": keys[s.household_key], "resident_id": keys[s.resident_key],
    }  # fmt: skip
    fixed = {"dwelling_id": keys[s.dwelling_key], "kind": s.kind}
    return Say("stay", community, values, subject_id=new_id(), fixed=fixed, new=True)
