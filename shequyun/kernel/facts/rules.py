"""Trust rules: what may overwrite what. Pure; ranks and dates are arguments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from shequyun.kernel.facts.choices import Verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one source is trusted for one field: 0 to 100, and for how many days its word holds (None: always)."""

    rank: int
    holds_days: int | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """Somebody said it: with what standing, about which day."""

    standing: Standing
    observed_on: date


def decide(known: Any, known_word: Word, said_word: Word) -> Verdict:
    """What becomes of a value that differs from the known one.

    - Nothing known: taken over.
    - About an earlier day: disputed if said by a higher source, otherwise outdated.
    - Said by an equal or higher source: taken over.
    - Said by a lower source: taken over once the known word no longer holds, otherwise disputed.
    """
    if known in (None, ""):
        return Verdict.SET
    higher = said_word.standing.rank > known_word.standing.rank
    if said_word.observed_on < known_word.observed_on:
        return Verdict.DISPUTED if higher else Verdict.OUTDATED
    if higher or said_word.standing.rank == known_word.standing.rank:
        return Verdict.SET
    return Verdict.SET if _lapsed(known_word, said_word.observed_on) else Verdict.DISPUTED


def _lapsed(word: Word, on: date) -> bool:
    days = word.standing.holds_days
    return days is not None and word.observed_on + timedelta(days=days) < on


@dataclass(frozen=True)
class TrustTable:
    """Standings by (subject kind, field, source), then (subject kind, "*", source), then the source's own rank."""

    rules: Mapping[tuple[str, str, str], Standing]
    sources: Mapping[str, int]

    def standing(self, kind: str, field: str, source: str) -> Standing:
        """The standing that counts for a field. Unknown sources have none: rank 0."""
        return (
            self.rules.get((kind, field, source))
            or self.rules.get((kind, "*", source))
            or Standing(self.sources.get(source, 0))
        )


def table_of(rules: Iterable[tuple[str, str, str, int, int | None]], sources: Mapping[str, int]) -> TrustTable:
    """A trust table from rows of (subject kind, field, source, rank, holds_days)."""
    return TrustTable(
        {(kind, field, source): Standing(rank, days) for kind, field, source, rank, days in rules}, sources
    )


def is_stale(observed_on: date, stale_after: int | None, on: date) -> bool:
    """Whether a value has aged past what its field allows."""
    return stale_after is not None and observed_on + timedelta(days=stale_after) < on
