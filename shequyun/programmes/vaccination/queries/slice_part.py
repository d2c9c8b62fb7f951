"""Doses in the slice of a phone: what people have received, and the products that can be recorded at the door."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from shequyun.base.actor import Actor
from shequyun.engines.sync.queries import Part, register_part
from shequyun.kernel.facts.queries import changed_since
from shequyun.kernel.residents.queries import residents_behind
from shequyun.programmes.vaccination.choices import Evidence, products
from shequyun.programmes.vaccination.models import Dose


def _rows(actor: Actor, building_ids: Collection[UUID]) -> dict[UUID, list[Any]]:
    """[resident, product, day] by building, the earliest first."""
    where: dict[UUID, set[UUID]] = {}
    for building, resident in residents_behind(actor, building_ids):
        where.setdefault(resident, set()).add(building)
    doses = Dose.objects.visible_to(actor).filter(resident_id__in=list(where), withdrawn_on=None).order_by("given_on")
    found: dict[UUID, list[Any]] = {}
    for resident, product, day in doses.values_list("resident_id", "product", "given_on"):
        for building in where[resident]:
            found.setdefault(building, []).append([resident, product, day])
    return found


def _touched(actor: Actor, since: datetime) -> set[UUID]:
    keys = changed_since(actor, "dose", since)
    people = set(Dose.objects.visible_to(actor).filter(pk__in=keys).values_list("resident_id", flat=True))
    return {building for building, _resident in residents_behind(actor, None, residents=people)}


def _tables(actor: Actor) -> dict[str, Any]:
    """Every product by name; and what a dose is known by, for whoever may record one."""
    names = [[code, product.name] for code, product in products().items()]
    found: dict[str, Any] = {"products": names}
    if actor.can("vaccination.record"):
        found["evidences"] = [[code, str(label)] for code, label in Evidence.choices]
    return found


register_part(Part("doses", "vaccination.read", _rows, _touched, _tables))
