"""What cells are read from: residents with documents, stays, homes and labels, in a fixed number of queries per part."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from shequyun.base.actor import Actor
from shequyun.base.scope import subdistrict_of
from shequyun.engines.ledgers.fields import Known
from shequyun.kernel.labels.queries import carried
from shequyun.kernel.places.queries import area_names
from shequyun.kernel.residents.queries import heads_of, home_sizes, living_alone, open_stays_of, papers_of

PART = 1000


def known_people(
    actor: Actor, found: Any, *, today: date, tell: Callable[[int], None] = lambda done: None
) -> list[Known]:
    """Everybody of a query or list of residents (with dwelling and building), in its order. `tell`: how many so far."""
    people = list(found)
    known: list[Known] = []
    for start in range(0, len(people), PART):
        known += _part(actor, people[start : start + PART], today)
        tell(len(known))
    return known


def _part(actor: Actor, people: Sequence[Any], today: date) -> list[Known]:
    keys = [one.pk for one in people]
    papers, stays = papers_of(actor, keys, today=today), open_stays_of(actor, keys)
    living = {stay.resident_id: stay for stay in stays if stay.kind == "living"}
    hukou = {stay.resident_id: stay for stay in stays if stay.kind == "hukou"}
    heads = heads_of(actor, {stay.household_id for stay in stays})
    sizes = home_sizes(actor, {one.dwelling_id for one in people if one.dwelling_id})
    alone = living_alone(actor, keys)
    labels = carried(actor, keys, today=today)
    areas = _areas(one.community for one in people)
    return [
        Known(
            one, today, papers.get(one.pk), living.get(one.pk), hukou.get(one.pk), heads, sizes.get(one.dwelling_id, 0),
            one.pk in alone, frozenset(c.label.code for c in labels.get(one.pk, [])), tuple(c.label.name for c in labels.get(one.pk, [])),
            areas, actor.name,
        )
        for one in people
    ]  # fmt: skip


def _areas(codes: Iterable[str]) -> dict[str, str]:
    whole = set(codes)
    return area_names(whole | {subdistrict_of(code) for code in whole} | {code[:6] for code in whole})
