"""Grids under a committee: opened, renamed, closed. Buildings are put into them by a correction."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow, NotVisible
from shequyun.kernel.places.models import Area, Building

MOST = 999  # three digits behind the committee's twelve


class GridNameTaken(NotNow):
    """A committee's grids are told apart by their names."""

    code = "places.grid_name_taken"
    sentence = _("This committee already has a grid called %(name)s.")


class GridInUse(NotNow):
    """A grid that ends must have been emptied first."""

    code = "places.grid_in_use"
    sentence = _("%(n)d buildings are still in this grid. Move them to another one first.")


class NoGridName(BadInput):
    """A grid has a name."""

    code = "places.no_grid_name"
    sentence = _("Give the grid a name.")


@action("areas.change")
def open_grid(actor: Actor, committee: str, *, name: str, on: date | None = None) -> str:
    """A new grid of a committee from a day (today). Returns its code: the committee's and the next three digits.

    Refuses a committee out of sight, an empty name, and a name in use.
    """
    parent = Area.objects.select_for_update().filter(code=committee, level="committee").first()
    if parent is None or not actor.scope.holds(committee):
        raise NotVisible()
    name = _checked(committee, name)
    last = Area.objects.filter(parent=parent, level="grid").order_by("-code").values_list("code", flat=True).first()
    number = int(last[-3:]) + 1 if last else 1
    if number > MOST:
        raise NotNow()
    code = f"{committee}{number:03d}"
    Area.objects.create(code=code, name=name, level="grid", parent=parent, valid_from=on or timezone.localdate())
    note("area", code, committee, did="open", name=name)
    return code


@action("areas.change")
def rename_grid(actor: Actor, code: str, *, name: str) -> None:
    """Call a grid otherwise. Refuses one out of sight or closed, and a name in use."""
    grid = _grid(actor, code)
    grid.name = _checked(grid.parent_id, name, but=code)
    grid.save(update_fields=["name"])
    note("area", code, grid.parent_id, did="rename", name=grid.name)


@action("areas.change")
def close_grid(actor: Actor, code: str) -> None:
    """A grid ends today; one that was opened today is taken out. Refuses one that still holds buildings."""
    grid = _grid(actor, code)
    held = Building.objects.visible_to(actor).filter(grid=code).count()
    if held:
        raise GridInUse(n=held)
    today = timezone.localdate()
    if grid.valid_from and grid.valid_from >= today:
        grid.delete()
    else:
        grid.valid_to = today
        grid.save(update_fields=["valid_to"])
    note("area", code, grid.parent_id, did="close", name=grid.name)


def _grid(actor: Actor, code: str) -> Any:
    found = Area.objects.select_for_update().filter(code=code, level="grid", valid_to=None).first()
    if found is None or not actor.scope.holds(code):
        raise NotVisible()
    return found


def _checked(committee: str, name: str, but: str = "") -> str:
    name = name.strip()
    if not name:
        raise NoGridName()
    if Area.objects.filter(parent_id=committee, level="grid", valid_to=None, name=name).exclude(code=but).exists():
        raise GridNameTaken(name=name)
    return name[:64]
