"""How a value is written so that the form's own drop-down, example or title would have it so. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from shequyun.engines.intake.rules.headers import folded

YES = ("是", "有", "√", "✓", "V", "Y", "1", "对", "☑", "属于")
NO = ("否", "无", "×", "✗", "X", "N", "0", "2", "不是", "□", "不属于")
_CHOICE = re.compile(r"([0-9A-Za-z])\s*[.、:：\-－=)）]?\s*([\u4e00-\u9fff]{1,8})")
_IN_BRACKETS = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]")
_CODED = re.compile(r"^\s*([0-9A-Za-z]{1,3})\s*[.、:：\-－ )）]\s*(.+)$")


def written(value: Any, meaning: Any, column: Mapping[str, Any]) -> Any:
    """The cell of a value: text, a whole number, or a day. `column` has title, options (its drop-down), format, sample.

    Nothing becomes "". What the drop-down does not offer is written in full words: the reader can see it.
    """
    if value is None or value == "":
        return ""
    if meaning.kind == "flag":
        return _flag(bool(value), column)
    if meaning.kind == "code":
        return _code(str(value), meaning.codes, column)
    if meaning.kind == "day" or isinstance(value, date):
        return _day(value, column)
    if meaning.kind == "number" and not column.get("options"):
        return int(value) if str(value).lstrip("-").isdigit() else str(value)
    return _offered(str(value), column)


def _flag(value: bool, column: Mapping[str, Any]) -> str:
    options = [str(one) for one in column.get("options") or ()] or [c + w for c, w in _choices(column)]
    wanted, _other = (YES, NO) if value else (NO, YES)
    for option in options:
        if _bare(option) in wanted or option.strip() in wanted or (not column.get("options") and option[1:] in wanted):
            return option if column.get("options") else _code_of(option)
    if options:
        return "" if not value else options[0]
    sample = str(column.get("sample") or "").strip()
    if sample in YES or sample in NO:
        return _pair(sample)[0 if value else 1]
    return "是" if value else "否"


def _pair(sample: str) -> tuple[str, str]:
    """Yes and no as the example writes one of them; a tick has no opposite but an empty cell."""
    pairs = {"有": ("有", "无"), "无": ("有", "无"), "1": ("1", "0"), "0": ("1", "0"), "Y": ("Y", "N"), "N": ("Y", "N")}
    if sample in ("√", "✓", "V", "☑"):
        return sample, ""
    if sample in ("×", "✗", "X"):
        return "√", sample
    return pairs.get(sample, ("是", "否"))


def _code(code: str, codes: Any, column: Mapping[str, Any]) -> str:
    words = getattr(codes, "written", {}).get(code) or str((codes or {}).get(code, code))
    options = [str(one) for one in column.get("options") or ()]
    read = getattr(codes, "read", lambda text: None)
    for option in options:
        if option == words or _bare(option) == words:
            return option
    for option in options:
        if read(option) == code or read(_bare(option)) == code:
            return option
    for said, word in _choices(column):
        if not options and (word == words or read(word) == code or words.startswith(word)):
            return said
    sample = str(column.get("sample") or "").strip()
    if not options and sample and sample == read(sample) and sample in (codes or {}):
        return code
    return words


def _offered(text: str, column: Mapping[str, Any]) -> str:
    """The option that says the same, or the text."""
    for option in column.get("options") or ():
        if folded(str(option)) == folded(text) or folded(_bare(str(option))) == folded(text):
            return str(option)
    return text


def _bare(option: str) -> str:
    """An option without its number: 1.男 -> 男."""
    found = _CODED.match(option)
    return found[2].strip() if found else option.strip()


def _code_of(option: str) -> str:
    return option[:1]


def _choices(column: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(number, word) that a title explains: 性别（1男2女）, 是否独居(1.是 0.否)."""
    inside = " ".join(_IN_BRACKETS.findall(str(column.get("title", ""))))
    found = _CHOICE.findall(inside)
    return found if len(found) >= 2 else []


def _day(value: Any, column: Mapping[str, Any]) -> Any:
    """As the example writes days; a real day where the cell is formatted as one; otherwise 2021-06-16 as text."""
    if not isinstance(value, date):
        return str(value)
    sample, title, form = (str(column.get(key) or "") for key in ("sample", "title", "format"))
    for pattern, shape in _SHAPES:
        if re.fullmatch(pattern, sample):
            return value.strftime(shape).replace("/0", "/") if "/" in shape else value.strftime(shape)
    if re.search(r"[ymd]{1,4}.*[ymd]", form, re.IGNORECASE):
        return value
    if "年月" in title and "日" not in title:
        return value.strftime("%Y-%m")
    return value.isoformat()


_SHAPES: Sequence[tuple[str, str]] = (
    (r"\d{8}", "%Y%m%d"),
    (r"\d{6}", "%Y%m"),
    (r"\d{4}\.\d{1,2}\.\d{1,2}", "%Y.%m.%d"),
    (r"\d{4}\.\d{1,2}", "%Y.%m"),
    (r"\d{4}/\d{1,2}/\d{1,2}", "%Y/%m/%d"),
    (r"\d{4}年\d{1,2}月\d{1,2}日", "%Y年%m月%d日"),
    (r"\d{4}年\d{1,2}月", "%Y年%m月"),
    (r"\d{4}-\d{1,2}", "%Y-%m"),
)
