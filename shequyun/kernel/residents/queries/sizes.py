"""How much belongs to a committee and to a house: numbers alone, for whoever moves borders."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Count

from shequyun.base.actor import Actor
from shequyun.kernel.places.queries import buildings, dwellings
from shequyun.kernel.residents.models import Resident


class Size(NamedTuple):
    """Houses, homes, and people with a record."""

    buildings: int
    homes: int
    people: int


class House(NamedTuple):
    """A house with its homes and the people whose record names one of them."""

    id: UUID
    door: str
    estate: str
    homes: int
    people: int


def sizes_of_committees(actor: Actor) -> dict[str, Size]:
    """By code; committees that hold nothing are left out. Needs `areas.reorganise`."""
    actor.need("areas.reorganise")
    people = Resident.objects.visible_to(actor).filter(merged_into=None)
    counted = [
        dict(found.order_by().values_list("community").annotate(Count("pk")))
        for found in (buildings(actor), dwellings(actor), people)
    ]
    codes = sorted({code for counts in counted for code in counts})
    return {code: Size(*(counts.get(code, 0) for counts in counted)) for code in codes}


def sizes_of_buildings(actor: Actor, community: str) -> list[House]:
    """The houses of a committee as people walk them. Needs `areas.reorganise`."""
    actor.need("areas.reorganise")
    homes = dwellings(actor).filter(community=community).order_by().values_list("building_id")
    people = Resident.objects.visible_to(actor).filter(community=community, merged_into=None).order_by()
    by_house = dict(homes.annotate(Count("pk")))
    known = dict(people.values_list("dwelling__building_id").annotate(Count("pk")))
    return [
        House(one.pk, one.door, one.estate, by_house.get(one.pk, 0), known.get(one.pk, 0))
        for one in buildings(actor).filter(community=community)
    ]
