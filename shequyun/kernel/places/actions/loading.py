"""Loading the area tree."""

import csv
from pathlib import Path

from shequyun.kernel.places.models import Area

PARENT_LENGTHS = {6: 2, 9: 6, 12: 9, 15: 12}


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
