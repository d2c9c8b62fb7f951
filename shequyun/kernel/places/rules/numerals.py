"""Characters and numerals of addresses brought to one form: half-width, Arabic, one kind of dash."""

import re

from shequyun.base.widths import half_width

DIGITS = {ch: value for value, ch in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
UNITS = {"十": 10, "百": 100, "千": 1000}
_BEFORE_A_UNIT = re.compile(r"(?<!假)[零〇○一二两三四五六七八九十百千]+(?=支弄|弄|号|幢|栋|单元|层(?!阁)|楼|室|组)")
_BETWEEN_NUMBERS = re.compile(r"(?<=\d)\s+(?=\d)")
_LIST = re.compile(r"(?<=\d)\s*[,，、;；]\s*(?=\d)")
_DASHES = re.compile(r"[‐‑‒–—―－﹣ｰ_~～至]+")
_NOISE = re.compile(r"[\s,，.。;；:：'\"“”‘’()（）【】\[\]\ufeff\u200b]+")


def plain(text: str) -> str:
    """Half-width, without spaces and punctuation, Chinese numerals before 弄, 号, 室 … as digits, dashes as "-".

    A space between two numbers divides them (3 301 is 3-301); a comma does too, and stays: 301,302 are two rooms.
    """
    divided = _BETWEEN_NUMBERS.sub("-", _LIST.sub("、", half_width(text)))
    joined = _NOISE.sub("", _DASHES.sub("-", divided)).upper()
    return _BEFORE_A_UNIT.sub(lambda match: str(number_of(match.group())), joined)


def number_of(numeral: str) -> int:
    """六百一十 -> 610, 三〇一 -> 301, 十二 -> 12."""
    if not any(ch in UNITS for ch in numeral):
        return int("".join(str(DIGITS[ch]) for ch in numeral))
    total, digit = 0, 0
    for ch in numeral:
        if ch in UNITS:
            total += (digit or 1) * UNITS[ch]
            digit = 0
        else:
            digit = DIGITS[ch]
    return total + digit
