"""Finding residents by what people type into the one search box.

Every way is a range or an equality on a leakproof type, so that row-level security does not turn indexes off
(architecture.md, Scope). Part of a name is searched inside a subdistrict or less only.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from shequyun.base.actor import Actor
from shequyun.base.records import ScopedQuerySet
from shequyun.base.scope import SUBDISTRICT
from shequyun.base.secrets import keyring
from shequyun.base.widths import half_width
from shequyun.kernel.residents.models import Document, Resident
from shequyun.kernel.residents.queries.listing import residents
from shequyun.kernel.residents.rules.contacts import read_phones

_LATIN = re.compile(r"[a-zA-Z' ]+")
_NUMBER = re.compile(r"[0-9A-Za-z]{5,20}")
_TAIL = re.compile(r"\d{3}[\dXx]")


_WHOLE = re.compile(r"\d{3}[\dXx]|(?=.*\d)[0-9A-Za-z]{8,11}|\d{15}|\d{17}[\dXx]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A resident who was found, and by what: name, pinyin, initials, document, phone, tail."""

    resident: Resident
    by: str


def find_residents(actor: Actor, text: str, *, limit: int = 8) -> list[Hit]:
    """Residents whom the text may mean, the surest way first, nobody twice. Empty for empty text."""
    text = _folded(text)
    hits: dict[object, Hit] = {}
    for by, ways in _ways(actor, text):
        for found in ways():
            for resident in found.select_related("dwelling")[: limit - len(hits)]:
                hits.setdefault(resident.pk, Hit(resident, by))
            if len(hits) >= limit:
                return list(hits.values())
    return list(hits.values())


def is_number(text: str) -> bool:
    """Whether a text is a whole number of a document or phone, however it is divided, or the end of one."""
    text = _folded(text)
    return bool(_WHOLE.fullmatch(text) or _phone_of(text))


Way = Callable[[], list[ScopedQuerySet[Resident]]]


def _ways(actor: Actor, text: str) -> list[tuple[str, Way]]:
    if not text:
        return []
    ways: list[tuple[str, Way]] = []
    if _TAIL.fullmatch(text):
        ways.append(("tail", lambda: _by_tail(actor, text.upper())))
    if _NUMBER.fullmatch(text) and any(ch.isdigit() for ch in text):
        ways.append(("document", lambda: [_by_document(actor, Q(number_blind=keyring().blind(text.upper())))]))
    if phone := _phone_of(text):
        ways.append(("phone", lambda: [_by_phone(actor, phone)]))
    if _LATIN.fullmatch(text):
        key = re.sub(r"[' ]", "", text).lower()
        ways.append(("initials", lambda: [_prefixed(actor, "initials", key)]))
        ways.append(("pinyin", lambda: [_prefixed(actor, "pinyin", key)]))
    if not text.isascii() or _LATIN.fullmatch(text):
        ways.append(("name", lambda: [_prefixed(actor, "name", text)]))
        if len(actor.area) >= SUBDISTRICT and not text.isascii():
            ways.append(("part", lambda: [residents(actor).filter(name__contains=text).order_by("name", "pk")]))
    return ways


def _prefixed(actor: Actor, column: str, prefix: str) -> ScopedQuerySet[Resident]:
    """Values that begin so, as a range on a "C"-collated column; the exact ones come first by nature."""
    after = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    found = residents(actor).filter(**{f"{column}__gte": prefix, f"{column}__lt": after})
    return found.order_by(column, "pk")  # type: ignore[return-value]


def _by_tail(actor: Actor, tail: str) -> list[ScopedQuerySet[Resident]]:
    blind = keyring().blind_tail(tail)
    phone = residents(actor).filter(phone_tail=blind).order_by("pinyin", "pk")
    return [_by_document(actor, Q(number_tail=blind)), phone]  # type: ignore[list-item]


def _by_document(actor: Actor, condition: Q) -> ScopedQuerySet[Resident]:
    papers = Document.objects.visible_to(actor).filter(condition).values("resident_id")
    return residents(actor).filter(pk__in=papers).order_by("pinyin", "pk")  # type: ignore[return-value]


def _phone_of(text: str) -> str:
    """The one telephone number that a text is: several at once would be several guesses."""
    numbers, more = read_phones(text)
    return numbers[0] if len(numbers) == 1 and not more else ""


def _by_phone(actor: Actor, phone: str) -> ScopedQuerySet[Resident]:
    blind = keyring().blind(phone)
    return residents(actor).filter(phone_blind=blind).order_by("pinyin", "pk")  # type: ignore[return-value]


def _folded(text: str) -> str:
    """Full-width letters and digits become half-width; outer spaces go."""
    return half_width(text).strip()
