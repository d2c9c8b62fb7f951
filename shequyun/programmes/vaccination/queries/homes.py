"""How the homes of a building stand with a vaccine: what the lens of the grid shows."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shequyun.base.actor import Actor
from shequyun.kernel.residents.queries import residents
from shequyun.programmes.vaccination.choices import State
from shequyun.programmes.vaccination.queries.persons import standings


@dataclass(frozen=True)
class HomeStanding:
    """Counts of those who live in a home, by state."""

    states: dict[State, int]

    def of(self, *states: State) -> int:
        """How many stand in any of the states."""
        return sum(self.states.get(state, 0) for state in states)

    @property
    def people(self) -> int:
        return sum(self.states.values())


def homes_standing(actor: Actor, building_id: Any, vaccine: str, *, on: date) -> dict[UUID, HomeStanding]:
    """By home of a building; homes in which nobody lives are left out."""
    found = residents(actor).filter(dwelling__building_id=building_id, living_here=True, death_date=None)
    people = list(found)
    now = standings(actor, people, on=on, vaccines=[vaccine])
    homes: dict[Any, dict[State, int]] = defaultdict(dict)
    for person in people:
        state, counts = now[person.pk][vaccine].standing.state, homes[person.dwelling_id]
        counts[state] = counts.get(state, 0) + 1
    return {key: HomeStanding(counts) for key, counts in homes.items()}
