"""People of the register to look for, with the plain values that a search box is given."""

from dataclasses import dataclass
from random import Random

from bench.world import HENGFENG, World
from shequyun.base.scope import entered
from shequyun.base.secrets import keyring
from shequyun.kernel.places.queries import buildings
from shequyun.kernel.residents.queries import documents_of, residents


@dataclass(frozen=True)
class Known:
    """One resident, and how somebody may ask for them."""

    key: str
    name: str
    pinyin: str
    initials: str
    phone: str
    document: str
    door: str
    home: str
    dwelling: str
    building: str


def drawn(world: World, count: int) -> list[Known]:
    """The same people every time, from committees that went through the door."""
    actor = world.actors["li"]
    with entered(actor.scope):
        found = residents(actor).filter(living_here=True, community=HENGFENG).select_related("dwelling__building")
        with_numbers = list(found.exclude(phone_sealed=None).order_by("pk"))
        chosen = Random(7).sample(with_numbers, min(count, len(with_numbers)))
        return [_known(actor, one) for one in chosen]


def doors(world: World) -> list[str]:
    """The keys of the buildings."""
    actor = world.actors["li"]
    with entered(actor.scope):
        return [str(key) for key in buildings(actor).values_list("pk", flat=True)]


def _known(actor: object, one: object) -> Known:
    papers = documents_of(actor, one.pk)
    return Known(
        str(one.pk), one.name, one.pinyin, one.initials, keyring().unseal(bytes(one.phone_sealed)),
        keyring().unseal(bytes(papers[0][0].number_sealed)) if papers else "", one.dwelling.building.door,
        one.dwelling.address, str(one.dwelling_id), str(one.dwelling.building_id),
    )  # fmt: skip
