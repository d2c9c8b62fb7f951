"""Which column means which field: by its title, by what was remembered, by what stands in it. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from shequyun.engines.intake.rules.headers import BY_SUBJECT, NOT_KEPT, SERIAL, folded
from shequyun.engines.intake.rules.layout import Column, RawRow, text_of

SAMPLE = 50  # rows whose cells are looked at
LIKE_ENOUGH = 84  # rapidfuzz ratio from which a title counts as a misspelling of a known one

TITLE = _("the title is known")
REMEMBERED = _("as it was set the last time")
CONTENT = _("the cells look so")
SPELLING = _("the title is spelt almost so")
NO_PURPOSE = _("not kept: no duty of the committee needs it")
SERIAL_NUMBER = _("running number")
UNKNOWN = _("unknown title")
TAKEN = _("another column has this meaning already")


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
    """A guess per column, in order. `remembered` maps folded titles to fields as a person set them before.

    No field is given twice: the surer column has it.
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
    parts = [title, *(folded(part) for part in reversed(column.title.split("/")))]
    if title in remembered:
        return Guess(column.index, remembered[title], 1.0, REMEMBERED)
    if any(part in NOT_KEPT for part in parts):
        return Guess(column.index, "", 1.0, NO_PURPOSE)
    if any(part in SERIAL for part in parts):
        return Guess(column.index, "", 1.0, SERIAL_NUMBER)
    known = {folded(said): name for name, titles in BY_SUBJECT[subject].items() for said in titles}
    joined = _joined(column.title)
    for part in [*joined, *parts]:
        if part in known:
            return Guess(column.index, known[part], 0.95, TITLE)
    return _by_content(column, subject, sample) or _by_spelling(column, title, known)


def _joined(title: str) -> list[str]:
    """户籍地址/路弄 is about the hukou address whatever stands below; 现住址/弄 about the lane."""
    upper = folded(title.split("/")[0]) if "/" in title else ""
    return [upper] if upper.startswith(("户籍", "户口所在")) else []


def _by_spelling(column: Column, title: str, known: Mapping[str, str]) -> Guess:
    hit = process.extractOne(title, known.keys(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH) if len(title) > 2 else None
    if hit is None:
        return Guess(column.index, "", 0.0, UNKNOWN)
    return Guess(column.index, known[hit[0]], hit[1] / 100 * 0.8, SPELLING)


_LOOKS = (
    ("document_number", re.compile(r"\d{17}[\dXx]|\d{15}")),
    ("phone", re.compile(r"1[3-9]\d{9}(\.0)?")),
    ("sex", re.compile(r"[男女]")),
    ("living_address", re.compile(r".*(路|弄).*\d+号.*")),
)


def _by_content(column: Column, subject: str, sample: Sequence[RawRow]) -> Guess | None:
    if subject != "resident":
        return None
    texts = [text_of(row.cells[column.index]) for row in sample[:SAMPLE] if column.index < len(row.cells)]
    texts = [text for text in texts if text]
    for name, form in _LOOKS:
        if len(texts) >= 3 and sum(1 for text in texts if form.fullmatch(text)) >= len(texts) * 0.6:
            return Guess(column.index, name, 0.7, CONTENT)
    return None
