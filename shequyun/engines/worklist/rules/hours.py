"""When to knock again: what time of day people were met before, at this home, else in this building. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.engines.worklist.choices import REACHED, VisitOutcome

# Parts of a day as people say them: from that hour on, and an hour to propose.
PARTS: tuple[tuple[int, int, Any], ...] = (
    (0, 9, _("in the morning")),
    (12, 13, _("around noon")),
    (14, 15, _("in the afternoon")),
    (17, 19, _("in the evening")),
)
ENOUGH = 3  # meetings in a building before its habit counts
TRIES = (VisitOutcome.MET.value, VisitOutcome.NOBODY_HOME.value)


@dataclass(frozen=True, slots=True)
class Knock:
    """A visit as far as the time of day matters. `weekend`: on a Saturday or Sunday."""

    at: datetime
    outcome: str

    @property
    def slot(self) -> tuple[bool, int]:
        """(weekend, part of the day)."""
        part = max(index for index, (hour, _at, _words) in enumerate(PARTS) if self.at.hour >= hour)
        return self.at.weekday() >= 5, part


@dataclass(frozen=True, slots=True)
class Better:
    """Another time to try. `why`: what worked, or what did not."""

    weekend: bool
    hour: int
    words: Any
    why: Any


def better_time(home: Iterable[Knock], building: Iterable[Knock]) -> Better | None:
    """When to try again, local times; None where nobody has knocked in vain.

    First what worked at this home (the share of knocks that met somebody, then how often); then what works in the
    building where there is enough to go by; else a part of the day that was not tried.
    """
    here = [knock for knock in home if knock.outcome in TRIES or knock.outcome in REACHED]
    if not any(knock.outcome == VisitOutcome.NOBODY_HOME for knock in here):
        return None
    failed = {slot for slot, (met, all_) in _tally(here).items() if not met}
    best = _best(here, but=set())
    if best:
        slot, met, tried = best
        return _say(slot, _("met here %(met)d of %(tried)d times at this time"), met, tried)
    around = _best(list(building), but=failed)
    if around and around[1] >= ENOUGH:
        slot, met, tried = around
        return _say(slot, _("in this building, %(met)d of %(tried)d knocks at this time met somebody"), met, tried)
    untried = next((slot for slot in _ORDER if slot not in failed), None)
    return (
        _say(untried, _("not tried yet; %(tried)d knocks at other times met nobody"), 0, len(here)) if untried else None
    )


_ORDER = [(False, 3), (True, 0), (False, 1), (False, 0), (False, 2), (True, 2), (True, 3), (True, 1)]


def _tally(knocks: Iterable[Knock]) -> dict[tuple[bool, int], tuple[int, int]]:
    """(met, tried) by slot."""
    met: Counter[tuple[bool, int]] = Counter()
    tried: Counter[tuple[bool, int]] = Counter()
    for knock in knocks:
        if knock.outcome == VisitOutcome.MET or knock.outcome == VisitOutcome.NOBODY_HOME:
            tried[knock.slot] += 1
            met[knock.slot] += knock.outcome == VisitOutcome.MET
    return {slot: (met[slot], tried[slot]) for slot in tried}


def _best(knocks: list[Knock], *, but: set[tuple[bool, int]]) -> tuple[tuple[bool, int], int, int] | None:
    """The slot with the best share of meetings, outside those that failed."""
    found = [(slot, met, tried) for slot, (met, tried) in _tally(knocks).items() if met and slot not in but]
    return max(found, key=lambda one: (one[1] / one[2], one[1], -_ORDER.index(one[0])), default=None)


def _say(slot: tuple[bool, int], why: Any, met: int, tried: int) -> Better:
    weekend, part = slot
    _from, hour, words = PARTS[part]
    said = (_("at the weekend, %(part)s") if weekend else _("on a weekday, %(part)s")) % {"part": words}
    return Better(weekend, hour, said, why % {"met": met, "tried": tried})
