"""Addresses of rows: read by the grammar of places, completed from the sheet, or known to lie elsewhere."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from shequyun.engines.intake.actions.lines import as_json
from shequyun.kernel.places.rules.addresses import Address, read_address

_PROVINCES = (
    "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|"
    "西藏|陕西|甘肃|青海|宁夏|新疆|台湾|香港|澳门"
)
_ELSEWHERE = re.compile(
    rf"^(?:{_PROVINCES})(?!.*[路弄]\d*)|^(?:{_PROVINCES})(?:省|市|自治区|.{{0,8}}[市县])|^(?:外省|外地|国外|境外)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """An address as read: its normal form, its door, what a new home there is fixed by; or text of somewhere else."""

    text: str
    address: str = ""
    door: str = ""
    fixed: Mapping[str, Any] = field(default_factory=dict)
    kept: str = ""  # `fixed` as JSON, written once for all who live there
    outside: bool = False
    problems: tuple[tuple[str, Mapping[str, Any]], ...] = ()


class Addresses:
    """Reads addresses, each text once. `aliases` are the other names of the area, `roads` the road of each lane in it."""

    def __init__(self, aliases: Mapping[str, str], roads: Mapping[str, str]) -> None:
        self.aliases, self.roads = aliases, roads
        self.known: dict[tuple[str, ...], Place] = {}

    def read(self, text: str, parts: Sequence[str], prefix: str) -> Place:
        """The place of a text, or of road, lane, number and room in columns of their own, completed by the prefix."""
        key = (text, prefix, *parts)
        if key not in self.known:
            self.known[key] = self._read(text or composed(parts), prefix)
        return self.known[key]

    def _read(self, text: str, prefix: str) -> Place:
        if _ELSEWHERE.search(text):
            return Place(text, outside=True)
        address = read_address(text, self.aliases)
        if prefix and not address.road and not address.lane:
            address = completed(address, read_address(prefix, self.aliases))
        if address.lane and not address.road:  # 610-3-301: the area has one road with such a lane
            address = replace(address, road=self.roads.get(address.lane, ""))
        problems = (("places.address_unread", {"unread": address.unread[:40]}),) if address.unread else ()
        if not (address.number or address.block) or (address.unread and not address.room_label):
            return Place(text, problems=problems or (("places.address_unread", {"unread": text[:40]}),))
        fixed = _fixed(address)
        return Place(text, address.normal, address.door, fixed, as_json(fixed), problems=problems)


def composed(parts: Sequence[str]) -> str:
    """One text from road, lane, number and room."""
    road, lane, number, room = parts
    lane = f"{lane}弄" if re.fullmatch(r"\d+[甲乙丙]?", lane) else lane
    number = f"{number}号" if re.fullmatch(r"\d+[甲乙丙]?", number) else number
    return f"{road}{lane}{number}{room}"


def completed(address: Address, prefix: Address) -> Address:
    """An address with what the sheet's name says in front: 301 on the sheet 恒丰路610弄3号."""
    return replace(
        address,
        road=prefix.road,
        lane=prefix.lane,
        sublane=prefix.sublane,
        estate=prefix.estate or address.estate,
        number=address.number or prefix.number,
        block=address.block or prefix.block,
        unit=address.unit or prefix.unit,
    )


def _fixed(address: Address) -> dict[str, Any]:
    return {
        "door": address.door,
        "road": address.road,
        "lane": address.lane,
        "sublane": address.sublane,
        "number": address.number,
        "block": address.block,
        "room": address.room_label,
        "unit": address.unit,
        "floor": address.storey,
        "part": address.part,
    }
