"""The slice: what one phone carries of its community, whole at first, then only the buildings that were touched.

A chunk is one building with its homes, people and stays, as rows of plain values; the phone keeps it encrypted and
replaces it whole. People without an open stay behind a door of the community are in no slice.
"""

import gzip
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.base.errors import Refusal
from shequyun.engines.sync.choices import CAP, COME_BACK, FORMAT, LAPSE, OVERLAP, SLICES_AT_ONCE
from shequyun.engines.sync.models import Device
from shequyun.engines.sync.queries.parts import parts_for
from shequyun.engines.sync.queries.tables import tables
from shequyun.kernel.places.queries import area_named, buildings, dwellings
from shequyun.kernel.residents.queries import behind_doors, touched_buildings

SLOT = 0x5115CE  # of advisory locks: nobody else uses this number
LEVEL = 5  # of gzip: a third of the time of 9, a few per cent larger


class Busy(Refusal):
    """Others take their first slice; the desk must go on."""

    code = "sync.busy"
    status = 503
    sentence = _("Many phones are fetching data right now. This phone will try again automatically.")


def slice_of(actor: Actor, device: Device, *, since: str = "") -> bytes:
    """The slice of the device's community as gzipped JSON: all of it, or the buildings touched since a cursor.

    Rows beyond CAP people are left out building by building, and `left_out` says which. Refuses (503) to make more
    than SLICES_AT_ONCE whole ones at a time.
    """
    actor.need("field.use")
    cursor = timezone.now()
    before = parse_datetime(since) if since else None
    if before is None:
        _take_slot()
    return packed(_content(actor, device, before) | {"cursor": cursor.isoformat(), "format": FORMAT})


def packed(content: Any) -> bytes:
    """As it goes over the air: gzipped JSON."""
    return gzip.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str).encode(), LEVEL)


def _take_slot() -> None:
    """One of a few locks that end with the transaction."""
    with connection.cursor() as cursor:
        for slot in range(SLICES_AT_ONCE):
            cursor.execute("select pg_try_advisory_xact_lock(%s, %s)", [SLOT, slot])
            if cursor.fetchone()[0]:
                return
    raise Busy(retry_after=COME_BACK)


def _content(actor: Actor, device: Device, before: datetime | None) -> dict[str, Any]:
    standing = list(buildings(actor))
    wanted = {b.pk for b in standing} if before is None else _touched(actor, before)
    people = behind_doors(actor, wanted) if actor.can("residents.read") else {}
    homes = _homes(actor, wanted)
    more = {part.name: part.rows(actor, wanted) for part in parts_for(actor) if before or not part.apart}
    chunks, left_out, count = [], [], 0
    for building in standing:
        if building.pk not in wanted:
            continue
        behind = people.get(building.pk)
        size = len(behind.people) if behind else 0
        if count + size > CAP:
            left_out.append(building.door)
            continue
        count += size
        chunks.append(
            _chunk(building, homes.get(building.pk, []), behind)
            | {n: rows.get(building.pk, []) for n, rows in more.items()}
        )
    return {
        "whole": before is None,
        "community": {"code": device.community, "name": area_named(device.community)},
        "worker": actor.name,
        "rights": sorted(actor.rights),
        "tables": tables(actor),
        "lapse_days": LAPSE.days,
        "buildings": [b.pk for b in standing],
        "chunks": chunks,
        "people": count,
        "cap": CAP,
        "left_out": left_out,
    }


def _touched(actor: Actor, cursor: datetime) -> set[UUID]:
    since = cursor - OVERLAP
    return touched_buildings(actor, since).union(*(part.touched(actor, since) for part in parts_for(actor)))


def _chunk(building: Any, homes: list[list[Any]], behind: Any) -> dict[str, Any]:
    return {
        "id": building.pk,
        "door": building.door,
        "estate": building.estate,
        "kind": building.kind,
        "floors": building.floors,
        "grid": building.grid,
        "sort": building.sort_key,
        "homes": homes,
        "people": behind.people if behind else [],
        "stays": behind.stays if behind else [],
    }


def _homes(actor: Actor, wanted: set[UUID]) -> dict[UUID, list[list[Any]]]:
    """[id, room, unit, floor, part, use, tenure, version, seen] by building, as people walk them."""
    found: dict[UUID, list[list[Any]]] = {}
    rows = dwellings(actor).filter(building_id__in=wanted).values_list(
        "building_id", "pk", "room", "unit", "floor", "part", "use", "tenure", "version", "observed_on"
    )  # fmt: skip
    for building, *row in rows:
        found.setdefault(building, []).append(row)
    return found
