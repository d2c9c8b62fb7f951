"""The grammar of addresses: 路 弄 支弄 号 幢 单元 层 室 部位, as Shanghai numbers its doors, and general Chinese forms.

号 is a house number (usually one staircase), 幢 a physical building, 弄 a lane: three different things. The committee is
not part of an address; what is written of it is set aside in `area_text`. What cannot be read is said, in `unread`.
Source of the order of elements: 上海市地名管理条例 art. 5, 9 (doors are numbered along the road), and the order of elements
that the police use (published in 海口, 2018; in 武汉 the estate stands before the block).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from shequyun.kernel.places.rules.numerals import plain

_HAN = r"[\u4e00-\u9fff]"
_PARTS = (
    "前客堂|后客堂|客堂|前楼|后楼|亭子间|三层阁|二层阁|阁楼|底层|灶披间|灶间|东厢房|西厢房|前厢房|后厢房|厢房|天井|晒台|"
    "前间|后间|东间|西间|中间|统间|假三层|过街楼|汽车间|地下室|搭建"
)
# Stages in the order in which an address goes from large to small; each is tried where the last one ended.
_STAGES = [
    ("area", rf"上海市?(?={_HAN})"),
    ("area", rf"{_HAN}{{1,4}}?(?<!小)区(?=.)"),
    ("area", rf"{_HAN}{{2,8}}?(?:街道|镇)(?:办事处)?"),
    ("area", rf"{_HAN}{{2,10}}?(?:居民委员会|居委会|居委|村委会)"),
    ("road", rf"{_HAN}{{1,10}}?(?:公路|大道|路|(?:街(?!道)|巷|浜)(?![东西南北中]?路))(?!口)"),
    ("lane", r"(\d+[甲乙丙]?)弄"),
    ("sublane", r"(\d+[甲乙丙]?)(?:支弄|弄)"),
    (
        "estate",
        rf"{_HAN}{{1,12}}?(?:小区|新村(?:[一二三四五六七八九十]+村)?|花园|家园|公寓|大厦|大楼|广场|别墅|苑|里|坊|邨|城|村)",
    ),
    ("three", r"(\d+)[-/](\d+)[-/]([A-Z]?\d{2,5}[A-Z]?)室?$"),
    ("two", r"(\d+[甲乙丙]?)[-/]([A-Z]?\d{2,5}[A-Z]?)室?$"),
    ("number", r"((?:临)?[甲乙丙丁]?\d+[甲乙丙丁戊]?(?:之\d+|-\d+)?)号(?!楼)([甲乙丙丁戊]|之\d+)?"),
    ("house", rf"{_HAN}{{2,12}}?(?:大厦|大楼|商务楼|广场|中心|公寓|宾馆|商厦)"),
    ("block", r"(\d+|[A-Z]|[东西南北])(?:幢|栋|座|号楼)"),
    ("unit", r"(\d+|[A-Z甲乙丙])单元"),
    ("floor", r"(B?\d+)(?:层(?!阁)|楼|F(?![A-Z\d]))"),
    ("room", r"([A-Z]?\d{1,5}[A-Z]?(?:-\d+)?)(?:室|房)?(?![\d路弄号幢栋层楼])"),
    ("part", rf"(?:{_PARTS}){{1,2}}"),
]
_COMPILED = [(name, re.compile(pattern)) for name, pattern in _STAGES]
_SORT = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it was read. Empty parts were not said. `unread` is what followed no rule."""

    area_text: str = ""
    road: str = ""
    lane: str = ""
    sublane: str = ""
    estate: str = ""
    number: str = ""
    block: str = ""
    unit: str = ""
    floor: str = ""
    room: str = ""
    part: str = ""
    unread: str = ""

    @property
    def door(self) -> str:
        """The normal form up to the house number or block: 恒丰路610弄3号. Without road and lane, the estate leads."""
        lead = self.road or ("" if self.lane else self.estate)
        parts = (
            (self.lane, "弄"),
            (self.sublane, "支弄"),
            (self.number, "号"),
            (self.block, "幢"),
            (self.unit, "单元"),
        )
        return lead + "".join(f"{value}{word}" for value, word in parts if value)

    @property
    def room_label(self) -> str:
        """The home behind the door: 301, 2层前楼, 亭子间."""
        floor = f"{self.floor}层" if self.floor and not self.room else ""
        return f"{floor}{self.room}{self.part}"

    @property
    def normal(self) -> str:
        """The whole in normal form: 恒丰路610弄3号301. Reading it gives the same address."""
        return self.door + self.room_label

    @property
    def storey(self) -> int | None:
        """The floor, as said or as the room number tells (301 -> 3, 1203 -> 12); None if neither does."""
        if self.floor.isdigit():
            return int(self.floor)
        digits = re.sub(r"\D", "", self.room.split("-")[0])
        return int(digits[:-2]) if len(digits) in (3, 4) else None


def read_address(text: str, aliases: Mapping[str, str] | None = None) -> Address:
    """An address however it is written: full-width, Chinese numerals, 12-301, the area left out or in front.

    `aliases` replaces other names of roads, lanes and estates first. Never refuses: what cannot be read is in `unread`.
    """
    for said, meant in (aliases or {}).items():
        text = text.replace(said, meant)
    return _read(plain(text))


@lru_cache(maxsize=100_000)
def _read(text: str) -> Address:
    found: dict[str, str] = {}
    unread, position, stage = "", 0, 0
    while position < len(text):
        hit = _next(text, position, stage)
        if hit is None:
            unread += text[position]
            position += 1
            continue
        stage, name, match = hit
        _take(found, name, match)
        position, stage = match.end(), stage + 1
    return _settled(Address(**found, unread=unread.strip("-/#")))


def _next(text: str, position: int, stage: int) -> tuple[int, str, re.Match[str]] | None:
    for index in range(stage, len(_COMPILED)):
        name, pattern = _COMPILED[index]
        match = pattern.match(text, position)
        if match:
            return index, name, match
    return None


def _take(found: dict[str, str], name: str, match: re.Match[str]) -> None:
    if name == "area":
        found["area_text"] = found.get("area_text", "") + match.group()
    elif name == "three":
        found["lane"], found["number"], found["room"] = match.groups()
    elif name == "two":
        found["number"], found["room"] = match.groups()
    elif name == "house":
        found.setdefault("estate", match.group())
    elif name == "number":
        found["number"] = match.group(1) + (match.group(2) or "")
    elif match.groups():
        found[name] = match.group(1)
    else:
        found[name] = match.group()


def _settled(address: Address) -> Address:
    """A lone "3号301" behind a road and no lane keeps its number; a bare number is a room."""
    if address.room.lstrip("0") != address.room:
        return replace(address, room=address.room.lstrip("0"))
    return address


def sort_key(text: str) -> str:
    """A key that orders doors as people walk them: numbers by value, not by sign."""
    return _SORT.sub(lambda match: match.group().zfill(5), text)
