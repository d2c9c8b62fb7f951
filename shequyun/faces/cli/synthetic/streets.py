"""The doors of the demo's subdistrict, 310106011, committee by committee, and streets for any other committee.

The road names are those of the neighbourhood; lanes, numbers, houses, floors and years are invented. Two estates are
where the stories look for them: 恒丰路610弄 and 新福康里 on 新闸路.
"""

from collections.abc import Iterator
from typing import NamedTuple

from shequyun.faces.cli.synthetic.names import Draw


class Block(NamedTuple):
    """Houses of one kind behind one lane (or on the road itself): numbers first to last, in steps."""

    road: str
    lane: str
    estate: str
    kind: str
    first: int
    last: int
    step: int
    floors: int
    per_floor: int
    year: int


def _lane(road: str, lane: int, last: int, year: int, estate: str = "") -> Block:
    return Block(road, str(lane), estate, "lane", 1, last, 1, 3, 0, year)


def _walkup(road: str, lane: int, last: int, year: int, estate: str = "") -> Block:
    return Block(road, str(lane), estate, "walkup", 1, last, 1, 6, 4, year)


def _towers(
    road: str, lane: int, count: int, floors: int, per_floor: int, year: int, estate: str = "", first: int = 1
) -> Block:
    return Block(road, str(lane), estate, "tower", first, first + count - 1, 1, floors, per_floor, year)


def _office(road: str, number: int, floors: int, per_floor: int, year: int, name: str) -> Block:
    return Block(road, "", name, "office", number, number, 1, floors, per_floor, year)


def _shops(road: str, first: int, last: int) -> Block:
    return Block(road, "", "", "shop", first, last, 2, 1, 1, 1985)


DEMO: dict[str, tuple[Block, ...]] = {
    "310106011002": (
        _lane("奉贤路", 148, 50, 1928, "奉贤里"), _lane("奉贤路", 68, 40, 1931), _walkup("南汇路", 69, 8, 1983),
        _walkup("奉贤路", 220, 6, 1986), _towers("北京西路", 605, 3, 20, 6, 1998, "静北苑"),
        _office("北京西路", 688, 22, 4, 2003, "北京西路商务楼"), _shops("奉贤路", 101, 161),
    ),
    "310106011003": (
        _lane("北京西路", 318, 60, 1925), _lane("凤阳路", 601, 50, 1929, "凤阳里"), _walkup("石门二路", 41, 10, 1984, "东王小区"),
        _towers("大田路", 108, 2, 24, 6, 2001), _shops("凤阳路", 560, 620),
    ),
    "310106011004": (
        _lane("新闸路", 944, 40, 1930), _walkup("康定东路", 85, 12, 1985), _towers("武定路", 60, 4, 18, 6, 1997, "新德公寓"),
        _walkup("泰兴路", 481, 10, 1982), _office("新闸路", 968, 18, 4, 2006, "新闸商务楼"),
    ),
    "310106011007": (
        _lane("山海关路", 274, 70, 1926, "郑家巷里"), _lane("山海关路", 339, 40, 1932), _walkup("大田路", 346, 8, 1981),
        _towers("山海关路", 439, 2, 26, 8, 2005), _shops("山海关路", 240, 330),
    ),
    "310106011008": (
        _lane("北京西路", 707, 50, 1927), _walkup("张家宅路", 60, 20, 1983, "张家宅小区"), _walkup("石门二路", 196, 6, 1987),
        _towers("北京西路", 741, 3, 20, 6, 1999), _shops("石门二路", 180, 240),
    ),
    "310106011013": (
        _lane("慈溪路", 88, 40, 1930, "祥福里"), _lane("新闸路", 568, 60, 1924), _walkup("新闸路", 618, 10, 1984),
        _towers("大田路", 218, 3, 24, 6, 2004), _shops("慈溪路", 60, 120),
    ),
    "310106011021": (
        _towers("武定路", 128, 9, 18, 6, 2000, "达安城"), _walkup("江宁路", 262, 8, 1986), _lane("江宁路", 83, 20, 1933),
        _office("江宁路", 188, 25, 5, 2007, "江宁商务楼"), _shops("武定路", 100, 126),
    ),
    "310106011022": (
        _walkup("新闸路", 906, 20, 2001, "新福康里"), _towers("新闸路", 906, 4, 24, 6, 2001, "新福康里", 21),
        _lane("康定东路", 33, 30, 1930), _shops("新闸路", 880, 934),
    ),
    "310106011023": (
        _walkup("恒丰路", 610, 12, 1984, "恒丰小区"), _towers("恒丰路", 568, 3, 24, 6, 2003, "恒丰苑"), _lane("光复路", 195, 35, 1929),
        _walkup("恒丰路", 720, 10, 1986), _office("恒丰路", 638, 28, 5, 2009, "恒丰商务楼"), _shops("恒丰路", 590, 608),
    ),
    "310106011026": (
        _towers("石门二路", 333, 6, 28, 6, 2006, "华沁家园"), _walkup("康定东路", 20, 8, 1985), _lane("泰兴路", 606, 15, 1934),
        _office("石门二路", 345, 15, 4, 2008, "石门商务楼"), _shops("泰兴路", 560, 600),
    ),
    "310106011027": (
        _lane("新闸路", 632, 100, 1921, "东斯文里"), _lane("大田路", 464, 60, 1918, "西斯文里"),
        _towers("新闸路", 688, 2, 30, 6, 2010), _shops("新闸路", 640, 684),
    ),
}  # fmt: skip

_ROADS = [
    "长丰路",
    "永和路",
    "新民路",
    "建业路",
    "安远路",
    "平江路",
    "嘉善路",
    "兴业路",
    "同心路",
    "广延路",
    "景凤路",
    "清河路",
    "松柏路",
    "梅川路",
    "桃浦路",
    "柳州路",
    "桂林路",
    "兰溪路",
    "银杏路",
    "丹桂路",
    "和田路",
    "延川路",
    "天等路",
    "宜君路",
    "高邮路",
    "昭化路",
    "泗塘路",
    "虎林路",
    "通河路",
    "岭南路",
    "宝通路",
    "中兴路",
    "东新路",
    "武宁路",
    "长寿路",
]


def endless(draw: Draw) -> Iterator[Block]:
    """Blocks for a committee of which nothing is known: 35 % of the homes in lanes or walk-ups of the 1980s each."""
    start = int(draw() * len(_ROADS))
    roads = [_ROADS[start], _ROADS[start - 7]]
    lane = 20
    while True:
        lane += 10 + int(draw() * 40)
        road, chance = roads[draw() < 0.3], draw()
        if chance < 0.3:
            yield _lane(road, lane, 30 + int(draw() * 20), 1920 + int(draw() * 25))
        elif chance < 0.68:
            yield _walkup(road, lane, 6 + int(draw() * 8), 1978 + int(draw() * 15), f"{road[:2]}小区")
        else:
            yield _towers(road, lane, 2, 18 + int(draw() * 16), 6, 1995 + int(draw() * 20), f"{road[:2]}苑")
        if draw() < 0.2:
            yield _shops(road, lane + 401, lane + 419)
