"""Phone numbers and dates as people type them. Pure."""

import re
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput
from shequyun.base.widths import half_width

_MOBILE = r"(?<!\d)(?:\+?86)?(1[3-9]\d{9})(?!\d)"
_LANDLINE = r"(?<!\d)(?:\(?021\)?)?([2-8]\d{7})(?:转|#|EXT\.?)?(\d{1,5})?(?!\d)"
_PHONES = re.compile(f"{_MOBILE}|{_LANDLINE}", re.IGNORECASE)
_WHOLE = re.compile(r"(?:86)?1[3-9]\d{9}|(?:021)?[2-8]\d{7}")
_MOBILE_ALONE = re.compile(r"1[3-9][0-9]{9}")
_ZEROS = re.compile(r"(?<=\d)\.0+(?!\d)")
_RUN = re.compile(r"\d[\d\s\-–—]*\d")
_SAYS_NOTHING = re.compile(r"[\s,，、;；:：/\\|。.()（）\-–—+]|或|和|手机|电话|座机|宅电")
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_EXCEL_ZERO = date(1899, 12, 30)


class UnreadDate(BadInput):
    """No form of a date that we know."""

    code = "dates.unread"
    sentence = _("This is not a date: %(said)s. Write it as 1952-03-04.")


class PartOfDate(BadInput):
    """A year and a month are not a day."""

    code = "dates.part_only"
    sentence = _("The day is missing: %(said)s. Write the whole date, as 1952-03-04.")


class NotAPhone(BadInput):
    """None, several, or something beside it."""

    code = "phones.not_one"
    sentence = _("This is not one phone number: a mobile has 11 digits, a landline 8 with or without 021.")


def read_phone(text: str) -> str:
    """The one number that was typed. Refuses none, several, and what is no number."""
    numbers, unread = read_phones(text)
    if len(numbers) != 1 or unread:
        raise NotAPhone()
    return numbers[0]


def read_phones(text: str) -> tuple[list[str], str]:
    """(the numbers in a cell, what could not be read). Mobiles have 11 digits, landlines of Shanghai 8 (021 left off).

    Several may stand in one cell, divided by anything; each is given once, in order.
    """
    if _MOBILE_ALONE.fullmatch(text):
        return [text], ""
    joined = _RUN.sub(_joined, _ZEROS.sub("", half_width(text)))
    numbers: list[str] = []
    for match in _PHONES.finditer(joined):
        number = match.group(1) or match.group(2) + (f"-{match.group(3)}" if match.group(3) else "")
        if number not in numbers:
            numbers.append(number)
    return numbers, _SAYS_NOTHING.sub("", _PHONES.sub("", joined))


def _joined(run: re.Match[str]) -> str:
    """A run of digits, spaces and dashes: what belongs to one number is put together, whole numbers stay apart."""
    words = [""]
    for part in re.split(r"[\s\-–—]+", run.group()):
        if _WHOLE.fullmatch(words[-1]):
            words.append(part)
        else:
            words[-1] += part
    return " ".join(words)


_FORMS = (
    (re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]?"), False),
    (re.compile(r"(\d{4})[-/.．、](\d{1,2})[-/.．、](\d{1,2})"), False),
    (re.compile(r"(\d{4})(\d{2})(\d{2})"), False),
    (re.compile(r"(\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"), True),
)
_PART = re.compile(r"(\d{4})[-/.年](\d{1,2})月?|(\d{4})年?|(\d{6})")


def read_date(said: str | float | date, *, today: date) -> date:
    """A date in any of the ways people type it: 1952-03-04, 1952/3/4, 1952.3.4, 19520304, 1952年3月4日, 52.3.4, an
    Excel day number, with or without a time behind it. Two-digit years are read as the past hundred years.

    Refuses dates that do not exist, and a year or month without a day (it says so).
    """
    if isinstance(said, date):
        return date(said.year, said.month, said.day)
    if isinstance(said, float | int):
        return _from_number(float(said))
    half = half_width(said).strip()
    text = _CLOCK.sub("", half).replace(" ", "")
    for form, short in _FORMS:
        match = form.fullmatch(text)
        if match:
            return _made(said, *map(int, match.groups()), today=today if short else None)
    if re.fullmatch(r"\d{5}(\.\d+)?", text) or re.fullmatch(r"\d{8}\.0+", text):
        return _from_number(float(text))
    if _PART.fullmatch(text):
        raise PartOfDate(said=said)
    raise UnreadDate(said=said)


def _from_number(number: float) -> date:
    if 19000101 <= number <= 21001231:
        text = f"{number:.0f}"
        return _made(text, int(text[:4]), int(text[4:6]), int(text[6:]), today=None)
    if 1 <= number < 80000:
        return _EXCEL_ZERO + timedelta(days=int(number))
    raise UnreadDate(said=str(number))


def _made(said: object, year: int, month: int, day: int, *, today: date | None) -> date:
    if today is not None:
        year += 2000 if 2000 + year <= today.year else 1900
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadDate(said=str(said)) from None
