"""Entering and correcting buildings and homes."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow, NotVisible
from shequyun.base.ids import new_id
from shequyun.base.scope import COMMITTEE
from shequyun.kernel.facts.actions import Applied, Say, observe
from shequyun.kernel.places.models import Dwelling
from shequyun.kernel.places.queries import building_of, buildings, dwelling_of, dwellings


class GridElsewhere(BadInput):
    """A grid lies in one committee."""

    code = "places.grid_elsewhere"
    sentence = _("This grid belongs to another committee. Choose buildings of the grid's own committee.")


class HomeExists(NotNow):
    """One record per address."""

    code = "places.home_exists"
    sentence = _("A home with this address is already recorded.")


@action("buildings.correct")
def correct_building(
    actor: Actor, building_id: UUID, *, values: Mapping[str, Any], base_version: int, source: str = "desk"
) -> Applied:
    """Say that fields of a building are otherwise than known. Refuses an outdated `base_version` (409)."""
    building = building_of(actor, building_id)
    return _correct(actor, "building", building.pk, building.community, values, base_version, source)


@action("dwellings.correct")
def correct_dwelling(
    actor: Actor, dwelling_id: UUID, *, values: Mapping[str, Any], base_version: int, source: str = "desk"
) -> Applied:
    """Say that fields of a home are otherwise than known. Refuses an outdated `base_version` (409)."""
    dwelling = dwelling_of(actor, dwelling_id)
    return _correct(actor, "dwelling", dwelling.pk, dwelling.community, values, base_version, source)


def _correct(
    actor: Actor, kind: str, key: UUID, community: str, values: Mapping[str, Any], version: int, source: str
) -> Applied:
    say = Say(kind, community, values, subject_id=key, base_version=version)
    _batch, applied = observe(actor, [say], source=source, observed_on=timezone.localdate())
    note(kind, key, community, fields=sorted(values), disputed=applied.disputed)
    return applied


@action("buildings.correct")
def correct_buildings(actor: Actor, building_ids: Collection[UUID], *, values: Mapping[str, Any]) -> Applied:
    """Say the same of several buildings. Refuses one out of sight, and a grid of another committee (422)."""
    grid = str(values.get("grid", ""))
    found = buildings(actor).filter(pk__in=building_ids)
    if grid and found.exclude(community=grid[:COMMITTEE]).exists():
        raise GridElsewhere(grid=grid)
    return _correct_all(actor, "building", found, building_ids, values)


@action("dwellings.correct")
def correct_dwellings(actor: Actor, dwelling_ids: Collection[UUID], *, values: Mapping[str, Any]) -> Applied:
    """Say the same of several homes. Refuses one out of sight."""
    return _correct_all(actor, "dwelling", dwellings(actor).filter(pk__in=dwelling_ids), dwelling_ids, values)


def _correct_all(actor: Actor, kind: str, found: Any, keys: Collection[UUID], values: Mapping[str, Any]) -> Applied:
    places = dict(found.order_by("pk").values_list("pk", "community"))
    if not places or len(places) != len(set(keys)):
        raise NotVisible()
    says = [Say(kind, community, values, subject_id=key) for key, community in places.items()]
    _batch, applied = observe(actor, says, source="desk", observed_on=timezone.localdate())
    note(kind, None, actor.area, fields=sorted(values), count=len(says), disputed=applied.disputed)
    return applied


@action("dwellings.correct")
def enter_dwelling(
    actor: Actor, building_id: UUID, *, room: str, floor: int | None = None, part: str = "", source: str = "desk"
) -> UUID:
    """Enter a home in a building. Refuses an address that is recorded already (409)."""
    building = building_of(actor, building_id)
    address = f"{building.door}{room}{part}"
    if Dwelling.objects.visible_to(actor).filter(community=building.community, address=address).exists():
        raise HomeExists(address=address)
    key = new_id()
    fixed = {
        "building_id": building.pk,
        "address": address,
        "room": room,
        "part": part,
        "floor": floor,
        "sort_key": f"{building.sort_key}{floor or 0:03d}{room}",
    }
    say = Say("dwelling", building.community, {}, subject_id=key, fixed=fixed, new=True)
    observe(actor, [say], source=source, observed_on=timezone.localdate())
    note("dwelling", key, building.community, address=address)
    return key
