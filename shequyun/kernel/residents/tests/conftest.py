"""A building with four homes, and short ways to enter and look."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from shequyun.base.actor import Actor
from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.residents.actions import Paper, enter
from shequyun.kernel.residents.models import Household, Resident, Stay

SINCE = date(2020, 1, 1)


class Street:
    """What the tests of residents need of a community, as one actor sees it."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.homes = [new_id() for _ in range(4)]
        building = new_id()
        says = [
            Say("building", actor.area, {"floors": 2}, subject_id=building, new=True, fixed={"door": "恒丰路610弄3号"})
        ]
        says += [
            Say("dwelling", actor.area, {"use": "home"}, subject_id=home, new=True,
                fixed={"building_id": building, "address": f"恒丰路610弄3号10{at}", "room": f"10{at}"})
            for at, home in enumerate(self.homes, 1)
        ]  # fmt: skip
        with entered(actor.scope):
            observe(actor, says, source="police", observed_on=SINCE)

    def enter(
        self, name: str, home: int = 0, *, kinds: tuple[str, ...] = ("living",), number: str = "", **more: Any
    ) -> UUID:
        """Somebody at a home since 2020."""
        values = {"name": name, **more.pop("values", {})}
        paper = Paper("mainland_id", number) if number else None
        return enter(
            self.actor, values=values, dwelling_id=self.homes[home], kinds=kinds, paper=paper,
            from_date=more.pop("since", SINCE), source="police", **more,
        )  # fmt: skip

    def resident(self, key: UUID) -> Resident:
        with entered(self.actor.scope):
            return Resident.objects.get(pk=key)

    def stays(self, key: UUID) -> list[tuple[str, int, date | None, str]]:
        """(kind, number of the home, to, why) of a resident's stays, in the order of kinds and homes."""
        with entered(self.actor.scope):
            found = Stay.objects.filter(resident_id=key)
            return sorted(
                ((stay.kind, self.homes.index(stay.dwelling_id), stay.to_date, stay.end_reason) for stay in found),
                key=lambda stay: stay[:2],
            )

    def open(self, key: UUID, kind: str = "living") -> Stay:
        with entered(self.actor.scope):
            return Stay.objects.get(resident_id=key, kind=kind, to_date=None)

    def household(self, key: UUID) -> Household:
        with entered(self.actor.scope):
            return Household.objects.get(pk=key)

    def members(self, household: UUID) -> dict[str, str]:
        """Relation by name of those who belong to a household now."""
        with entered(self.actor.scope):
            found = Stay.objects.filter(household_id=household, to_date=None).select_related("resident")
            return {stay.resident.name: stay.relation for stay in found}


@pytest.fixture
def street(alice: Actor) -> Street:
    return Street(alice)
