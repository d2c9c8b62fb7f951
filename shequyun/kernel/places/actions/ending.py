"""A committee that ends because it is merged into another one, and the grids that go along."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow, NotVisible
from shequyun.base.scope import above
from shequyun.kernel.places.models import Area, Building
from shequyun.kernel.places.queries import area_of


class NotOneCommittee(BadInput):
    """From one committee into another."""

    code = "areas.not_one_committee"
    sentence = _("Choose two different committees: one that gives and one that receives.")


class EndedCommittee(NotNow):
    """A committee that has ended gives and takes nothing."""

    code = "areas.ended"
    sentence = _("%(name)s no longer exists; choose a committee that is in use.")


class DoorInBoth(NotNow):
    """One record per door."""

    code = "areas.door_in_both"
    sentence = _("Both committees have these addresses: %(doors)s. Correct or remove one of each first.")


def refuse_doors(keys: Collection[UUID], _new: str) -> Collection[UUID]:
    """Called where a building would come to a committee that has its door."""
    doors = Building.objects.filter(pk__in=keys).order_by("door").values_list("door", flat=True)
    raise DoorInBoth(doors="、".join(doors[:5]))


def lock_area(area: str) -> None:
    """Whatever writes much into the same area happens one after the other: this area alone, those around it shared."""
    with connection.cursor() as cursor:
        for wider in above(area):
            if wider != area:
                cursor.execute("select pg_advisory_xact_lock_shared(hashtextextended(%s, 7))", [wider])
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 7))", [area])


def two_committees(actor: Actor, old: str, new: str) -> tuple[Area, Area]:
    """Both committees, locked in one order. Refuses others than two committees in force in the actor's area."""
    if old == new:
        raise NotOneCommittee()
    for code in sorted((old, new)):
        lock_area(code)
    areas = area_of(actor, old), area_of(actor, new)
    for area in areas:
        if area.level != "committee":
            raise NotVisible()
        if area.valid_to is not None:
            raise EndedCommittee(name=area.name)
    return areas


def end_committee(old: Area, new: Area, on: date) -> None:
    """The old committee ends on a day; its grids go on under the new one, with their names and their buildings.

    Run after the buildings have moved.
    """
    last = Area.objects.filter(parent=new, level="grid").order_by("-code").values_list("code", flat=True).first()
    number = int(last[-3:]) if last else 0
    for grid in Area.objects.filter(parent=old, level="grid", valid_to=None).order_by("code"):
        number += 1
        code = f"{new.code}{number:03d}"
        Area.objects.create(code=code, name=_free_name(new, grid.name), level="grid", parent=new, valid_from=on)
        Building.objects.filter(community=new.code, grid=grid.code).update(grid=code)
        _end(grid, on, code)
    _end(old, on, new.code)


def _free_name(new: Area, name: str) -> str:
    """A grid's name, told apart where the new committee has one of that name."""
    taken = set(Area.objects.filter(parent=new, level="grid", valid_to=None).values_list("name", flat=True))
    return next(one for one in (name, *(f"{name[:60]} {n}" for n in range(2, 1000))) if one not in taken)


def _end(area: Area, on: date, successor: str) -> None:
    """Ended on a day; one that began that day or later never was in force, and keeps no days."""
    area.valid_to, area.successor = on, successor
    if area.valid_from and area.valid_from >= on:
        area.valid_from = None
    area.save(update_fields=["valid_from", "valid_to", "successor"])
