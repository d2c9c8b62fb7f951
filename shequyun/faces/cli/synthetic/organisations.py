"""Invented organisations: firms on the floors of office buildings, shops at the street."""

from collections.abc import Iterator
from datetime import date

from shequyun.faces.cli.synthetic import names
from shequyun.faces.cli.synthetic.names import Draw
from shequyun.faces.cli.synthetic.numbers import credit_code, phone
from shequyun.faces.cli.synthetic.people import EMPLOYERS
from shequyun.faces.cli.synthetic.records import Building, Organisation

_SHOPS = (
    "便利店",
    "面馆",
    "理发店",
    "水果店",
    "药房",
    "五金店",
    "洗衣店",
    "裁缝铺",
    "房产中介",
    "奶茶店",
    "文具店",
    "小吃店",
    "花店",
    "眼镜店",
)
_SIGNS = (
    "阿婆",
    "老弄堂",
    "小满",
    "顺发",
    "福来",
    "佳佳",
    "一心",
    "惠民",
    "春申",
    "弄口",
    "宝记",
    "益友",
    "双喜",
    "和记",
)
_STATES = ("open",) * 88 + ("paused",) * 6 + ("closed",) * 6


def firms(building: Building, draw: Draw, serial: int, on: date) -> Iterator[Organisation]:
    """Those in one building: in offices about seven rooms of ten are let, a shop has one tenant. Homes have none."""
    for room in _let_rooms(building, draw):
        shop = building.kind == "shop"
        name = _shop_name(draw) if shop else EMPLOYERS[int(draw() * len(EMPLOYERS))]
        sex = "1" if draw() < 0.6 else "2"
        boss = names.full_name(draw, names.surname(draw), sex, 1962 + int(draw() * 34))
        opened = date.fromordinal(on.toordinal() - 30 - int(draw() * min(9_000, (on.year - building.built_year) * 365)))
        yield Organisation(
            f"{building.community}-{building.key.rsplit('-', 1)[1]}-{room or '1'}", building.community, name, credit_code(serial), building.key,
            room, "sole" if shop else "company", boss, phone(draw), _heads(draw, shop), _STATES[int(draw() * 100)], opened,
        )  # fmt: skip
        serial += 1


def _let_rooms(building: Building, draw: Draw) -> list[str]:
    if building.kind == "shop":
        return [""] if draw() < 0.9 else []
    if building.kind != "office":
        return []
    rooms = [
        f"{floor}{room:02}" for floor in range(2, building.floors + 1) for room in range(1, (building.units or 1) + 1)
    ]
    return [room for room in rooms if draw() < 0.7]


def _shop_name(draw: Draw) -> str:
    return _SIGNS[int(draw() * len(_SIGNS))] + _SHOPS[int(draw() * len(_SHOPS))]


def _heads(draw: Draw, shop: bool) -> int:
    return 1 + int(draw() * 5) if shop else 2 + int(draw() ** 3 * 180)
