"""How many residents each choice of a filter would show: one question for all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from shequyun.base.actor import Actor
from shequyun.base.facets import beside
from shequyun.kernel.residents.queries.listing import PRESENCES, ResidentFilter, grouped, narrowed
from shequyun.kernel.residents.queries.tallies import tallies


@dataclass(frozen=True, slots=True)
class Facets:
    """How many there are of each choice, the other two kept as they are wanted; and how many the list shows."""

    presence: dict[str, int]
    sex: dict[str, int]
    community: dict[str, int]
    total: int


def facets(actor: Actor, wanted: ResidentFilter, *, today: date) -> Facets:
    """The counts of a list of residents. Nobody is counted where nothing but these three is asked for."""
    rows = grouped(actor, wanted, today=today) if narrowed(wanted) else _kept(actor, today)
    fits: dict[str, Callable[[str], bool]] = {
        "community": lambda code: wanted.community in ("", code),
        "sex": lambda code: wanted.sex in ("", code),
        "presence": lambda name: (
            wanted.presence in ("any", name) or (wanted.presence not in PRESENCES and name != "gone")
        ),
    }
    counts, total = beside(((values, count) for *values, count in rows), fits)
    presence = {name: counts["presence"][name] for name in PRESENCES}
    return Facets(presence, dict(counts["sex"]), dict(counts["community"]), total)


def _kept(actor: Actor, today: date) -> list[tuple[str, str, str, int]]:
    return [
        (one.community, sex, presence, count)
        for one in tallies(actor.scope, today=today)
        for sex, counts in one.people.items()
        for presence, count in zip(PRESENCES, counts, strict=True)
    ]
