"""How many residents each choice of a filter would show: one question for all of them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from shequyun.base.actor import Actor
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
    presences, total = Counter(dict.fromkeys(PRESENCES, 0)), 0
    sexes, communities = Counter[str](), Counter[str]()
    for community, sex, presence, count in rows:
        right = (
            wanted.community in ("", community),
            wanted.sex in ("", sex),
            wanted.presence in ("any", presence) or (wanted.presence not in PRESENCES and presence != "gone"),
        )
        total += count * all(right)
        communities[community] += count * (right[1] and right[2])
        sexes[sex] += count * (right[0] and right[2])
        presences[presence] += count * (right[0] and right[1])
    return Facets(dict(presences), dict(sexes), dict(communities), total)


def _kept(actor: Actor, today: date) -> list[tuple[str, str, str, int]]:
    return [
        (one.community, sex, presence, count)
        for one in tallies(actor.scope, today=today)
        for sex, counts in one.people.items()
        for presence, count in zip(PRESENCES, counts, strict=True)
    ]
