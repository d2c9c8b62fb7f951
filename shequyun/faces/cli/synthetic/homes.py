"""Houses and their homes: a block of streets.py becomes buildings and dwellings."""

from collections.abc import Iterator

from shequyun.faces.cli.synthetic.names import Draw
from shequyun.faces.cli.synthetic.records import Building, Dwelling
from shequyun.faces.cli.synthetic.streets import Block

# The parts (部位) of lane houses as they were let, with their floors.
_LANE_HOUSES = (
    (("客堂", 1), ("前楼", 2), ("后楼", 2), ("亭子间", 2), ("三层阁", 3)),
    (("前客堂", 1), ("后客堂", 1), ("前楼", 2), ("后楼", 2), ("亭子间", 2), ("三层阁", 3)),
    (("前客堂", 1), ("后客堂", 1), ("前楼", 2), ("后楼", 2), ("亭子间", 2), ("三层阁", 3)),
    (("前客堂", 1), ("后客堂", 1), ("西厢房", 1), ("前楼", 2), ("后楼", 2), ("亭子间", 2), ("三层阁", 3)),
)
_AREAS = {"lane": (9, 16), "walkup": (32, 30), "tower": (58, 80)}  # square metres: from, and how many more


def houses(block: Block, code: str, start: int) -> Iterator[Building]:
    """The buildings of a block, keyed from `start` on."""
    for place, number in enumerate(range(block.first, block.last + 1, block.step)):
        yield Building(
            f"{code}-b{start + place:04}", code, block.road, block.lane, "", str(number), block.estate, block.kind,
            block.floors, block.per_floor or None, block.kind in ("tower", "office"), block.year, "",
        )  # fmt: skip


def door(building: Building) -> str:
    """The normal form of the building's address: 恒丰路610弄3号."""
    lane = f"{building.lane}弄" if building.lane else ""
    return f"{building.road}{lane}{building.number}号"


def rooms(building: Building, draw: Draw, start: int) -> Iterator[Dwelling]:
    """The homes behind a door, from the ground up, keyed from `start` on. Offices and shops have none."""
    if building.kind not in _AREAS:
        return
    low, more = _AREAS[building.kind]
    address = door(building)
    parts = _parts(building, draw)
    for place, (floor, room, part) in enumerate(parts):
        area = round(low + draw() * more, 1)
        yield Dwelling(
            f"{building.community}-d{start + place:05}",
            building.key,
            "",
            floor,
            room,
            part,
            "home",
            "",
            area,
            address + room + part,
        )


def _parts(building: Building, draw: Draw) -> list[tuple[int, str, str]]:
    if building.kind == "lane":
        return [(floor, "", part) for part, floor in _LANE_HOUSES[int(draw() * len(_LANE_HOUSES))]]
    return [
        (floor, f"{floor}{room:02}", "")
        for floor in range(1, building.floors + 1)
        for room in range(1, (building.units or 0) + 1)
    ]
