"""How people write names, dates, addresses and numbers by hand: forms that mean the same, and mistakes that do not."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeAlias

from shequyun.faces.cli.synthetic.names import Draw
from shequyun.faces.cli.synthetic.numbers import CHECKS
from shequyun.faces.cli.synthetic.records import Building, Dwelling

DateForm: TypeAlias = Callable[[date], Any]
_CHINESE = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))
# Ten forms of one day. The two-digit year is only for the years 1930 to 1999, which it leaves without doubt.
DATE_FORMS: tuple[DateForm, ...] = (
    lambda day: day.isoformat(),
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: full_width(f"{day.year}-{day.month:02}-{day.day:02}"),
    lambda day: f"{day.isoformat()} 00:00:00",
    lambda day: int(f"{day:%Y%m%d}"),
    lambda day: datetime(day.year, day.month, day.day),
    lambda day: f"{day.year % 100:02}.{day.month}.{day.day}" if 1930 <= day.year < 2000 else f" {day.isoformat()} ",
)


def full_width(text: str) -> str:
    """Digits and Latin letters as they come from a Chinese keyboard."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def written_name(draw: Draw, name: str) -> str:
    """The same name with a space inside, another middle dot, or as it is."""
    if "·" in name:
        return name.replace("·", "•.・‧"[int(draw() * 4)])
    if name.isascii() or len(name) > 3:
        return name
    form = int(draw() * 8)
    return (
        f"{name[0]}　{name[1:]}"
        if form == 0
        else " ".join(name)
        if form == 1 and len(name) == 2
        else f" {name} "
        if form == 2
        else name
    )


def written_sex(draw: Draw, sex: str) -> Any:
    """男, M, 1 and other ways."""
    return (("男", "男", "男性", "M", "1", 1), ("女", "女", "女性", "F", "2", 2))[sex == "2"][int(draw() * 6)]


def written_document(draw: Draw, number: str) -> str:
    """The same number with a small x, full-width digits or spaces."""
    form = int(draw() * 8)
    if form == 0:
        return full_width(number)
    return (
        f"{number[:6]} {number[6:14]} {number[14:]}"
        if form == 1 and len(number) == 18
        else number.lower()
        if form < 5
        else number
    )


def written_phone(draw: Draw, phone: str) -> Any:
    """The same number with spaces or dashes, full-width, or as a number."""
    form = int(draw() * 8)
    groups = (phone[:3], phone[3:7], phone[7:])
    if form == 0 and phone:
        return int(phone)
    return (
        full_width(phone)
        if form == 1
        else "-".join(groups)
        if form == 2 and phone
        else " ".join(groups)
        if form == 3 and phone
        else phone
    )


def written_address(draw: Draw, building: Building, home: Dwelling) -> str:
    """The same address: with the area in front, with 室 or a dash, full-width, with spaces, with Chinese numerals."""
    form = int(draw() * 8)
    plain = home.address_text
    if form == 0:
        return f"上海市静安区{plain}{'室' if home.room else ''}"
    if form == 1:
        return full_width(plain)
    if form == 2 and home.room:
        lane = f"{building.lane}弄" if building.lane else ""
        return f"{building.road}{lane}{building.number}-{home.room}"
    if form == 3:
        return plain.replace("弄", "弄 ").replace("号", "号 ")
    if form == 4 and home.room:
        return f"{plain[: -len(home.room)]}{''.join(_CHINESE[digit] for digit in home.room)}室"
    return f"{plain}室" if form < 7 and home.room else plain


def wrong_check(number: str) -> str:
    """The number with a last sign that does not fit."""
    return number[:17] + CHECKS[(CHECKS.index(number[17].upper()) + 3) % 11]
