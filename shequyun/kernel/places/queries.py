"""Reading areas, buildings and homes."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.records import ScopedQuerySet
from shequyun.base.request import once
from shequyun.kernel.places.models import Alias, Area, Building, Dwelling
from shequyun.kernel.places.rules import read_address


def area_named(code: str) -> str:
    """The name of an area; the code itself where the tree does not hold it."""
    found = Area.objects.filter(code=code).values_list("name", flat=True).first()
    return found or code


def area_names(codes: Iterable[str]) -> dict[str, str]:
    """Names by code, in one query."""
    return dict(Area.objects.filter(code__in=set(codes)).values_list("code", "name"))


def areas_within(actor: Actor, *, level: str = "") -> list[Area]:
    """The areas of the actor's range, by code; of one level, if given."""
    scope = actor.scope
    found = Area.objects.filter(code__gte=scope.lo, code__lt=scope.hi) if scope.lo else Area.objects.none()
    return list((found.filter(level=level) if level else found).order_by("code"))


def districts() -> list[str]:
    """The codes of the districts, for what the system keeps up to date part by part."""
    return list(Area.objects.filter(level="district").order_by("code").values_list("code", flat=True))


def grids(actor: Actor) -> list[Area]:
    """The grids of the actor's area that are in force, by code."""
    return [area for area in areas_within(actor, level="grid") if area.valid_to is None]


def committee_names(actor: Actor | None = None) -> dict[str, str]:
    """Committees in force by code: those in the actor's area; all without an actor."""
    found = Area.objects.filter(level="committee", valid_to=None)
    if actor is not None:
        found = found.filter(code__gte=actor.scope.lo, code__lt=actor.scope.hi)
    return dict(found.order_by("code").values_list("code", "name"))


def buildings(actor: Actor) -> ScopedQuerySet[Building]:
    """Buildings in the actor's area, as people walk them."""
    return Building.objects.visible_to(actor).order_by("community", "sort_key")  # type: ignore[return-value]


def dwellings(actor: Actor) -> ScopedQuerySet[Dwelling]:
    """Homes in the actor's area, as people walk them."""
    found = Dwelling.objects.visible_to(actor).select_related("building")
    return found.order_by("community", "sort_key")  # type: ignore[return-value]


def building_of(actor: Actor, building_id: UUID) -> Building:
    """One building. Out of sight is 404."""
    found = buildings(actor).filter(pk=building_id).first()
    if found is None:
        raise NotVisible()
    return found


def dwelling_of(actor: Actor, dwelling_id: UUID) -> Dwelling:
    """One home with its building. Out of sight is 404."""
    found = dwellings(actor).filter(pk=dwelling_id).first()
    if found is None:
        raise NotVisible()
    return found


def dwelling_community(actor: Actor, dwelling_id: UUID) -> str:
    """The committee that a home belongs to. Out of sight is 404."""
    return dwelling_of(actor, dwelling_id).community


@once
def aliases(actor: Actor) -> dict[str, str]:
    """Other names of roads and estates in the actor's area: what is said -> what is meant."""
    return dict(Alias.objects.visible_to(actor).values_list("said", "meant"))


def alias_list(actor: Actor, community: str) -> list[Alias]:
    """The other names that a committee's people use, by name."""
    return list(Alias.objects.visible_to(actor).filter(community=community).order_by("said"))


def area_of(actor: Actor, code: str) -> Area:
    """One area in the actor's range. Out of sight is 404."""
    found = Area.objects.filter(code=code).first()
    if found is None or not actor.scope.holds(code):
        raise NotVisible()
    return found


def areas_under(actor: Actor, code: str) -> list[Area]:
    """The areas right under one, those in force first, by code."""
    found = Area.objects.filter(parent_id=code, code__gte=actor.scope.lo, code__lt=actor.scope.hi)
    return sorted(found, key=lambda area: (area.valid_to is not None, area.code))


def buildings_by_grid(actor: Actor, community: str) -> dict[str, int]:
    """How many buildings of a committee are in each grid; under "" those in none."""
    found = buildings(actor).filter(community=community).order_by().values_list("grid")
    return dict(found.annotate(Count("pk")))


def roads_of_lanes(actor: Actor) -> dict[str, str]:
    """The road of every lane whose number only one road of the actor's area has: 610 -> 恒丰路."""
    pairs = Building.objects.visible_to(actor).exclude(lane="").exclude(road="").values_list("lane", "road").distinct()
    roads: dict[str, set[str]] = {}
    for lane, road in pairs:
        roads.setdefault(lane, set()).add(road)
    return {lane: found.pop() for lane, found in roads.items() if len(found) == 1}


def find_dwellings(actor: Actor, text: str, *, limit: int = 8) -> list[Dwelling]:
    """Homes that an address names: in full (恒丰路610弄3号301), or in short (610-3-301, 3号301) inside a subdistrict."""
    address = read_address(text, aliases(actor))
    if not address.room_label or not (address.number or address.lane or address.block):
        return []
    found = dwellings(actor).filter(room=address.room_label) if not address.road else dwellings(actor)
    if address.road:
        return list(found.filter(address=address.normal)[:limit])
    parts = {"building__lane": address.lane, "building__number": address.number, "building__block": address.block}
    return list(found.filter(**{key: value for key, value in parts.items() if value})[:limit])


def find_buildings(actor: Actor, text: str, *, limit: int = 8) -> list[Building]:
    """Buildings whose door begins as the address does, or whose lane, number or estate it names."""
    address = read_address(text, aliases(actor))
    door = address.door
    if address.road or (address.estate and door):
        after = door[:-1] + chr(ord(door[-1]) + 1)
        found = buildings(actor).filter(door__gte=door, door__lt=after)
        return list(found[:limit]) or list(_of_estate(actor, address.estate or door, limit))
    if address.lane:
        parts = {"lane": address.lane, "number": address.number}
        return list(buildings(actor).filter(**{key: value for key, value in parts.items() if value})[:limit])
    return list(_of_estate(actor, text, limit)) if text and not text.isascii() else []


def _of_estate(actor: Actor, name: str, limit: int) -> list[Building]:
    return list(buildings(actor).filter(estate=name)[:limit])
