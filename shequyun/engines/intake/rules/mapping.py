"""Which column means which field: by what was remembered, by its title, by what stands in it. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from shequyun.engines.intake.rules.cells import Column, RawRow
from shequyun.engines.intake.rules.headers import BY_SUBJECT, NOT_KEPT, OTHERS, SERIAL, folded
from shequyun.engines.intake.rules.sniffing import contradicted, looks_like

LIKE_ENOUGH = 84  # rapidfuzz ratio from which a title counts as a misspelling of a known one

TITLE = _("the title is known")
REMEMBERED = _("as set last time")
CONTENT = _("judged by the cells")
AGAINST_TITLE = _("the cells do not fit the title")
SPELLING = _("the title is similar")
NO_PURPOSE = _("not kept: no duty of the committee needs it")
SERIAL_NUMBER = _("running number")
OTHER_PERSON = _("about somebody other than the person of the row")
UNKNOWN = _("unknown title")
TAKEN = _("another column already has this meaning")


@dataclass(frozen=True)
class Guess:
    """What a column seems to be: a field's name or "", how sure (0 to 1), and why."""

    column: int
    target: str
    confidence: float
    why: Any


def suggest(
    columns: Sequence[Column],
    subject: str,
    *,
    remembered: Mapping[str, str] | None = None,
    sample: Sequence[RawRow] = (),
) -> list[Guess]:
    """A guess per column, in order. `remembered` maps folded titles to fields as a person set them before; "" means
    left out. `sample` are some lines of the list, whose cells confirm, contradict or propose.

    No field is given twice: the surer column has it, the first of equals; the others say TAKEN.
    """
    guesses = [_guess(column, subject, remembered or {}, sample) for column in columns]
    best: dict[str, Guess] = {}
    for guess in guesses:
        if guess.target and (guess.target not in best or guess.confidence > best[guess.target].confidence):
            best[guess.target] = guess
    return [
        guess if not guess.target or best[guess.target] is guess else Guess(guess.column, "", 0.0, TAKEN)
        for guess in guesses
    ]


def _guess(column: Column, subject: str, remembered: Mapping[str, str], sample: Sequence[RawRow]) -> Guess:
    title = folded(column.title)
    if title and title in remembered:
        return Guess(column.index, remembered[title], 1.0, REMEMBERED)
    parts = [title, *(folded(part) for part in reversed(column.title.split("/")))]
    for known, why in ((NOT_KEPT, NO_PURPOSE), (SERIAL, SERIAL_NUMBER)):
        if any(part in known for part in parts):
            return Guess(column.index, "", 1.0, why)
    texts = _texts(column, sample)
    if target := _by_title(column.title, subject):
        return _confirmed(column, target, subject, texts)
    if any(word in title for word in OTHERS) and subject == "resident":
        return Guess(column.index, "", 0.0, OTHER_PERSON)
    if look := looks_like(texts, subject, untitled=not title):
        return Guess(column.index, look, 0.7 if look != "name" else 0.5, CONTENT)
    return _by_spelling(column, title, subject)


def _by_title(title: str, subject: str) -> str:
    """The field of a title. Of a title in two lines, 户籍地址/路弄 is about the hukou address whatever stands below,
    联系人/电话 about the contact, 现住址/弄 about the lane, 基本信息/姓名 about the name."""
    known = _known(subject)
    upper, _slash, lower = title.rpartition("/")
    above, whole = folded(upper), folded(title.replace("/", ""))
    if folded(title) in known or whole in known:
        return known.get(folded(title)) or known[whole]
    if upper and above.startswith(("户籍", "户口所在", "户口地址")):
        return known.get(above, "hukou_address" if subject == "resident" else "")
    if upper and any(word in above for word in OTHERS):
        return known.get(above, "") if folded(lower) in ("姓名", "名字") else ""
    return known.get(folded(lower), "") or known.get(above, "")


@cache
def _known(subject: str) -> Mapping[str, str]:
    return {folded(said): name for name, titles in BY_SUBJECT[subject].items() for said in titles}


def _confirmed(column: Column, target: str, subject: str, texts: Sequence[str]) -> Guess:
    """The title's field, unless most cells have the form of another: numbers that are identity numbers are no phones."""
    other = contradicted(texts, target, subject)
    return Guess(column.index, other, 0.6, AGAINST_TITLE) if other else Guess(column.index, target, 0.95, TITLE)


def _texts(column: Column, sample: Sequence[RawRow]) -> list[Any]:
    return [row.cells[column.index] for row in sample[:50] if column.index < len(row.cells)]


def _by_spelling(column: Column, title: str, subject: str) -> Guess:
    known = _known(subject)
    plain = re.sub(r"[\d一二三]$", "", title)
    if plain != title and plain in known:
        return Guess(column.index, known[plain], 0.8, SPELLING)
    hit = (
        process.extractOne(title, known.keys(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH) if len(title) > 2 else None
    )
    if hit is None:
        return Guess(column.index, "", 0.0, UNKNOWN)
    return Guess(column.index, known[hit[0]], round(hit[1] / 100 * 0.8, 2), SPELLING)
