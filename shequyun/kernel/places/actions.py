"""Entering and correcting buildings and homes, other names of addresses, and loading the area tree."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NotNow
from shequyun.base.ids import new_id
from shequyun.kernel.facts.actions import Applied, Say, observe
from shequyun.kernel.places.models import Alias, Area, Dwelling
from shequyun.kernel.places.queries import building_of, dwelling_of

PARENT_LENGTHS = {6: 2, 9: 6, 12: 9, 15: 12}


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


@action("dwellings.correct")
def name_alias(actor: Actor, *, community: str, said: str, meant: str) -> None:
    """Remember that people say one name and mean another, for reading addresses in a committee."""
    Alias.objects.update_or_create(community=community, said=said, defaults={"meant": meant})
    note("alias", said, community, meant=meant)


def load_areas(path: Path) -> int:
    """Read the area tree (columns code, name, level) into the table; what is there is renamed, never removed.

    Run by the owner's role at set-up. Returns how many areas the file held.
    """
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    areas = [
        Area(code=row["code"], name=row["name"], level=row["level"], parent_id=parent_code(row["code"])) for row in rows
    ]
    areas.sort(key=lambda area: (len(area.code), area.code))
    Area.objects.bulk_create(
        areas, update_conflicts=True, update_fields=["name", "level", "parent"], unique_fields=["code"], batch_size=2000
    )
    return len(areas)


def parent_code(code: str) -> str | None:
    """The code of the area above: levels are told by length (2 city, 6 district, 9, 12, 15)."""
    length = PARENT_LENGTHS.get(len(code))
    return code[:length] if length else None
