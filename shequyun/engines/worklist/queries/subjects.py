"""What a task, a visit or a promise is about, whatever its kind: its community, its name, where to go."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.kernel.organisations.queries import organisations
from shequyun.kernel.places.queries import buildings, dwellings
from shequyun.kernel.residents.queries import residents


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject with its place. `record` is the row itself."""

    kind: str
    key: UUID
    community: str
    name: str
    dwelling_id: UUID | None
    building_id: UUID | None
    door: str
    room: str
    grid: str
    place: str
    record: Any

    @property
    def label(self) -> str:
        """Where, in short: door and room."""
        return f"{self.door}{self.room}" if self.kind != "building" else self.door


def subjects_of(actor: Actor, kind: str, keys: Iterable[UUID]) -> dict[UUID, Subject]:
    """The subjects in sight among these, by key."""
    wanted = set(keys)
    return {one.pk: _subject_from(kind, one) for one in _KINDS[kind](actor).filter(pk__in=wanted)} if wanted else {}


def subject_seen(actor: Actor, kind: str, key: UUID) -> Subject:
    """One subject. Out of sight, and kinds that are none, are 404."""
    found = subjects_of(actor, kind, [key]).get(key) if kind in _KINDS else None
    if found is None:
        raise NotVisible()
    return found


def _residents(actor: Actor) -> QuerySet[Any]:
    return residents(actor).select_related("dwelling__building")


_KINDS: dict[str, Any] = {
    "resident": _residents,
    "dwelling": dwellings,
    "organisation": organisations,
    "building": buildings,
}


def _subject_from(kind: str, one: Any) -> Subject:
    """A row that was read already (a resident with its home and building) as a subject."""
    dwelling = one.dwelling if kind == "resident" else one if kind == "dwelling" else None
    building = one if kind == "building" else dwelling.building if dwelling else getattr(one, "building", None)
    room = dwelling.room if dwelling else getattr(one, "room", "")
    name = getattr(one, "name", "") or (dwelling.address if dwelling else building.door if building else "")
    place = (
        f"{one.community}{building.sort_key if building else chr(0x10FFFF)}{dwelling.sort_key if dwelling else room}"
    )
    return Subject(
        kind, one.pk, one.community, name, dwelling.pk if dwelling else None, building.pk if building else None,
        building.door if building else "", room, building.grid if building else "", place, one,
    )  # fmt: skip
