"""Where a suggestion stands, and who still waits for word of it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shequyun.programmes.deputies.choices import Stage


def stage_of(*, case_state: str, withdrawn: bool, waiting: int) -> Stage:
    """From the state of its case (empty: not handed in) and how many still wait to be told of its answer."""
    if withdrawn:
        return Stage.WITHDRAWN
    if not case_state:
        return Stage.DRAFT
    if case_state == "new":
        return Stage.HANDED_IN
    if case_state not in ("closed", "done"):
        return Stage.HANDLED
    return Stage.ANSWERED if waiting else Stage.TOLD


@dataclass(frozen=True)
class Word:
    """Somebody was told at a moment."""

    who: str
    at: datetime


def still_waiting(who: Iterable[str], told: Iterable[Word], answered_at: datetime | None) -> list[str]:
    """Those who were not told since the answer, in their order; nobody where there is no answer. What was told of an
    earlier answer does not count for a later one."""
    if answered_at is None:
        return []
    known = {word.who for word in told if word.at >= answered_at}
    return [one for one in who if one not in known]
