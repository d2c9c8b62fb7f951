"""Labels in the slice: what people and homes carry, as far as the worker may see, and the dictionary to put more."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.engines.sync.queries.parts import Part, register_part
from shequyun.kernel.labels.queries import carried, labels, relabelled
from shequyun.kernel.places.queries import dwellings
from shequyun.kernel.residents.queries import residents_behind


def _rows(actor: Actor, building_ids: Collection[UUID]) -> dict[UUID, list[Any]]:
    """[subject, label, since, until] by building."""
    where: dict[UUID, set[UUID]] = {}
    for building, subject in [*residents_behind(actor, building_ids), *_homes(actor, building_ids)]:
        where.setdefault(subject, set()).add(building)
    found: dict[UUID, list[Any]] = {}
    for subject, several in carried(actor, where, today=timezone.localdate()).items():
        for one in several:
            for building in where[subject]:
                found.setdefault(building, []).append([subject, one.label.pk, one.since, one.until])
    return found


def _homes(actor: Actor, building_ids: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    found = dwellings(actor).filter(building_id__in=list(building_ids))
    return list(found.values_list("building_id", "pk"))


def _touched(actor: Actor, since: datetime) -> set[UUID]:
    """Labels put or taken by hand since a moment; by rule, since the day of it."""
    keys = relabelled(actor, since)
    homes = dwellings(actor).filter(pk__in=keys).values_list("building_id", flat=True)
    people = residents_behind(actor, None, residents=keys)
    return {*homes, *(building for building, _resident in people)}


def _tables(actor: Actor) -> dict[str, Any]:
    """[id, name, short, tone, subject, by rule, asks for evidence] of the labels in sight."""
    rows = [
        [one.pk, one.name, one.short, one.tone, one.subject_kind, one.is_rule, one.needs_evidence]
        for one in labels(actor)
    ]
    return {"labels": rows}


register_part(Part("labels", "residents.read", _rows, _touched, _tables))
