"""A house with one home and one person in it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shequyun.base.actor import Actor
from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.residents.actions import enter
from tests.cast import HERE
from tests.community import plant_areas

DOOR = "恒丰路610弄3号"


@dataclass(frozen=True)
class House:
    """Keys of the house, the home behind it, and of 李梅 who lives there."""

    building: UUID
    dwelling: UUID
    resident: UUID


def built(actor: Actor) -> House:
    """Enter it all as a committee head would."""
    building, home = new_id(), new_id()
    plant_areas(HERE)
    door = {"door": DOOR, "road": "恒丰路", "lane": "610", "number": "3", "sort_key": "恒丰路00610弄00003号"}
    flat = {"building_id": building, "floor": 1, "address": f"{DOOR}102", "room": "102", "sort_key": "2"}
    with entered(actor.scope):
        says = [
            Say("building", HERE, {}, subject_id=building, new=True, fixed=door),
            Say("dwelling", HERE, {"use": "home"}, subject_id=home, new=True, fixed=flat),
        ]
        observe(actor, says, source="police", observed_on=date(2026, 3, 1))
    values = {"name": "李梅", "sex": "2", "phone": "13800001234", "birth_date": date(1949, 12, 31)}
    person = enter(
        actor, values=values, dwelling_id=home, kinds=("living",), paper=None, from_date=date(2020, 1, 1), source="desk"
    )
    return House(building, home, person)
