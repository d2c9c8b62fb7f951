"""What the deputies who sign a suggestion say of its answer, each and together. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from shequyun.programmes.deputies.choices import Contentment


@dataclass(frozen=True)
class Said:
    """A deputy rated the answer at a moment."""

    who: str
    rating: str
    at: datetime


def holding(said: Iterable[Said], answered_at: datetime | None) -> dict[str, str]:
    """The rating that holds, by deputy: their last one of the answer that holds; while it is handled again, their last."""
    told = sorted((one for one in said if answered_at is None or one.at >= answered_at), key=lambda one: one.at)
    return {one.who: one.rating for one in told}


def together(signed: Collection[str], held: dict[str, str]) -> str:
    """One who is not content is enough; otherwise nothing is said before all have rated."""
    ratings = {held.get(one, "") for one in signed}
    if Contentment.NOT in ratings:
        return Contentment.NOT
    if not signed or "" in ratings:
        return ""
    return Contentment.MOSTLY if Contentment.MOSTLY in ratings else Contentment.CONTENT
