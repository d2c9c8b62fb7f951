"""What a form sums up: counts by sex, age, home and label; sentences with blanks below the list. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from shequyun.engines.ledgers.rules.mapping import band_of

_GAP = re.compile(r"([\u4e00-\u9fff0-9\-—~～至到以上及岁周年满]*?)([:：]?)(_+|＿+|[　 ]+)(人|户|名)")
_SIGNS = {
    "填报单位": "committee", "填表单位": "committee", "报送单位": "committee", "居委会": "committee", "居委": "committee",
    "居民区": "committee", "社区": "committee", "单位": "committee", "街道": "subdistrict", "填报日期": "day", "填表日期": "day",
    "上报日期": "day", "填表时间": "day", "填报时间": "day", "日期": "day", "填表人": "by", "填报人": "by", "经办人": "by", "制表人": "by",
}  # fmt: skip
_SIGNED = re.compile(rf"({'|'.join(_SIGNS)})[:：][_＿\s]*")
_TOTAL = re.compile(r"^(合\s*计|总\s*计|共\s*计|累\s*计)[:：]?$")


def number_of(measure: str, people: Iterable[Any]) -> int:
    """The count that a measure names (count_men:60-69, count_homes, count:label:low_income) among `people` (Known)."""
    what, *more = measure.split(":")
    chosen = [one for one in people if _meets(one, what, more)]
    if what == "count_homes":
        return len({one.resident.dwelling_id for one in chosen if one.resident.dwelling_id})
    return len(chosen)


def _meets(one: Any, what: str, more: Sequence[str]) -> bool:
    if (what == "count_men" and one.resident.sex != "1") or (what == "count_women" and one.resident.sex != "2"):
        return False
    if more[:1] == ["label"]:
        return more[1] in one.labels
    if more[:1] == ["lives_alone"]:
        return bool(one.alone)
    if more:
        least, most = map(int, more[0].split("-"))
        return one.age is not None and least <= one.age <= most
    return True


def filled_sentence(text: str, people: Sequence[Any]) -> str:
    """A line below a list with its blanks filled: 共____人，其中男____人，女____人，60岁以上____人."""

    def one(match: re.Match[str]) -> str:
        said, colon, _blank, unit = match.groups()
        measure = _measure(said, unit)
        return f"{said}{colon}{number_of(measure, people)}{unit}" if measure else match[0]

    return _GAP.sub(one, text)


def _measure(said: str, unit: str) -> str:
    bare = re.sub(r"^(其中|以上|今|现)", "", said)
    if bare.endswith(("户数", "共")) and unit == "户":
        return "count_homes"
    if bare.endswith(("男", "男性")):
        return "count_men"
    if bare.endswith(("女", "女性")):
        return "count_women"
    if band := band_of(re.sub(r"^[^\d年满]*", "", bare)):
        return f"count:{band[0]}-{band[1]}"
    if bare.endswith(("独居", "独居老人")):
        return "count:lives_alone"
    return "count" if unit != "户" and bare.endswith(("共", "合计", "共计", "总计", "人数", "总数")) else ""


def signed(text: str, said: Mapping[str, str]) -> str:
    """A line such as 填报单位：, 填表人： or 填报日期： with what belongs behind it; any other as it is."""
    found = _SIGNED.fullmatch(text.strip())
    return f"{text.rstrip()}{said[_SIGNS[found[1]]]}" if found else text


def is_total(text: str) -> bool:
    """Whether a cell below the list announces the sum of the line."""
    return bool(_TOTAL.match(text.strip()))


def grouped(people: Iterable[Any], key: Callable[[Any], str]) -> Mapping[str, list[Any]]:
    """The people by a key, in the order in which keys appear."""
    groups: dict[str, list[Any]] = {}
    for one in people:
        groups.setdefault(key(one), []).append(one)
    return groups
