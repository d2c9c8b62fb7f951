"""What can be done with areas, addresses, buildings and homes."""

from shequyun.kernel.places.actions.correcting import (
    correct_building,
    correct_buildings,
    correct_dwelling,
    correct_dwellings,
    enter_dwelling,
)
from shequyun.kernel.places.actions.gridding import close_grid, open_grid, rename_grid
from shequyun.kernel.places.actions.loading import load_areas, parent_code
from shequyun.kernel.places.actions.naming import forget_alias, name_alias

__all__ = [
    "close_grid",
    "correct_building",
    "correct_buildings",
    "correct_dwelling",
    "correct_dwellings",
    "enter_dwelling",
    "forget_alias",
    "load_areas",
    "name_alias",
    "open_grid",
    "parent_code",
    "rename_grid",
]
