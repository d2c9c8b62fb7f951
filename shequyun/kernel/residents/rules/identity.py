"""Identity documents: GB 11643 with its check digit, the 15-digit form, permits of compatriots, passports. Pure.

The address code of a number is historic (310108 was merged into 310106 in 2015): it is never held against today's
list. 81, 82 and 83 begin the numbers of residents of Hong Kong, Macao and Taiwan.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput
from shequyun.base.widths import half_width

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
_SOUND = re.compile(r"[0-9]{17}[0-9X]")
_EXCEL = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)
_FLOAT = re.compile(r"\d{15,18}\.0+")
_ZEROS = re.compile(r"\.0+$")
_DIGITS = re.compile(r"\d{14,19}[\dX]?")
_EIGHTEEN = re.compile(r"\d{17}[\dX]")
_BETWEEN = re.compile(r"[\s'`‘’\-‐–—_\ufeff\u200b]")


class DigitsLost(BadInput):
    """Excel keeps fifteen digits of a number; the rest is gone."""

    code = "identity.digits_lost"
    sentence = _(
        "Excel has shortened this number (%(said)s); its last digits are lost. Format the column as text and type it again."
    )


class WrongCheckDigit(BadInput):
    """GB 11643-1999: the last sign follows from the seventeen before it."""

    code = "identity.wrong_check_digit"
    sentence = _("The check digit does not match: after the first 17 digits it must be %(right)s. A digit is mistyped.")


class WrongLength(BadInput):
    """18 signs, or 15 in the old form."""

    code = "identity.wrong_length"
    sentence = _("An identity number has 18 characters; this has %(length)s.")


class ImpossibleDate(BadInput):
    """The birth date inside the number exists in no calendar."""

    code = "identity.impossible_date"
    sentence = _("The birth date inside the number (%(said)s) does not exist.")


class UnknownForm(BadInput):
    """No document that we know looks so."""

    code = "identity.unknown_form"
    sentence = _("This does not look like a document of this type.")


class BirthContradicts(BadInput):
    """The date of birth beside the number says otherwise than the number."""

    code = "identity.birth_contradicts"
    sentence = _("The date of birth says %(said)s, the document says %(document)s.")


class SexContradicts(BadInput):
    """The sex beside the number says otherwise than the number (17th digit odd: male)."""

    code = "identity.sex_contradicts"
    sentence = _("The sex does not agree with the document.")


@dataclass(frozen=True, slots=True)
class IdentityDocument:
    """A document as it was read: its kind, the number in normal form, and what the number says of its holder."""

    kind: str
    number: str
    birth_date: date | None = None
    sex: str = ""


def read_document(text: str, kind: str = "") -> IdentityDocument:
    """A document number, however it is typed. `kind` is a code of DOCUMENT_KINDS; without one it is told by the form.

    Refuses numbers that Excel shortened, wrong check digits, lengths and dates, and forms that no document has.
    """
    number = text if _SOUND.fullmatch(text) else _mended(text)
    if kind in ("", "mainland_id", "mainland_id_15", "hmt_residence") and _looks_mainland(number, kind):
        return _mainland(number)
    return _other(number, kind)


def _mended(text: str) -> str:
    """The number without what people put between its signs, and what spreadsheets put behind it."""
    number = _BETWEEN.sub("", half_width(text)).upper()
    if _EXCEL.fullmatch(number) or (_FLOAT.fullmatch(number) and len(number.split(".")[0]) > 15):
        raise DigitsLost(said=number)
    return _ZEROS.sub("", number)


def _looks_mainland(number: str, kind: str) -> bool:
    return bool(kind) or bool(_DIGITS.fullmatch(number))


def _mainland(number: str) -> IdentityDocument:
    if len(number) == 15 and number.isdigit():
        number = from_15_digits(number)
        return IdentityDocument("mainland_id", number, _born(number), _sex(number))
    if len(number) != 18:
        raise WrongLength(length=len(number))
    if not _EIGHTEEN.fullmatch(number):
        raise UnknownForm()
    if number[15:] == "000" and check_digit(number[:17]) != number[17]:
        raise DigitsLost(said=number)
    birth = _born(number)
    right = check_digit(number[:17])
    if number[17] != right:
        raise WrongCheckDigit(right=right)
    kind = "hmt_residence" if number[:2] in ("81", "82", "83") else "mainland_id"
    return IdentityDocument(kind, number, birth, _sex(number))


def _other(number: str, kind: str) -> IdentityDocument:
    forms = {
        "hong_kong_macao_permit": r"[HM]\d{8}(\d{2})?",
        "taiwan_permit": r"\d{8}|\d{10}[A-Z]?",
        "passport": r"(?=.*\d)[A-Z0-9]{5,20}",
        "foreign_permanent": r"[A-Z]{3}\d{12}|9\d{17}",
        "birth_certificate": r"[A-Z]\d{9}",
        "other": r".{3,30}",
    }
    if kind:
        if not re.fullmatch(forms.get(kind, ""), number):
            raise UnknownForm()
        return IdentityDocument(kind, number)
    for known in ("hong_kong_macao_permit", "taiwan_permit", "birth_certificate", "foreign_permanent"):
        if re.fullmatch(forms[known], number):
            return IdentityDocument(known, number)
    if re.fullmatch(r"[A-Z]{1,2}\d{6,8}|\d{9}", number):
        return IdentityDocument("passport", number)
    raise UnknownForm()


def check_digit(first17: str) -> str:
    """The 18th sign for seventeen digits (GB 11643-1999, ISO 7064 mod 11-2)."""
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(first17, WEIGHTS, strict=True)) % 11]


def from_15_digits(number: str) -> str:
    """The 18-sign form of a number of the first generation: the century is 19."""
    first17 = f"{number[:6]}19{number[6:]}"
    return first17 + check_digit(first17)


def check_agrees(document: IdentityDocument, *, birth_date: date | None, sex: str) -> None:
    """Refuses a date of birth or a sex that contradicts what the number says."""
    if document.birth_date and birth_date and document.birth_date != birth_date:
        raise BirthContradicts(said=birth_date.isoformat(), document=document.birth_date.isoformat())
    if document.sex and sex in ("1", "2") and document.sex != sex:
        raise SexContradicts()


def _born(number: str) -> date:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise ImpossibleDate(said=number[6:14]) from None


def _sex(number: str) -> str:
    return "1" if int(number[16]) % 2 else "2"
