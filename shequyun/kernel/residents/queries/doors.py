"""Who is behind the doors of whole buildings, in bulk and masked, for phones that work without a network."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from shequyun.base.actor import Actor
from shequyun.base.scope import above
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.residents.models import Document, Resident, Stay
from shequyun.kernel.residents.rules.presence import presence_of

PERSON = (
    "pk", "name", "initials", "pinyin", "sex", "birth_date", "phone_sealed", "version", "observed_on", "hukou_here",
    "living_here",
)  # fmt: skip
STAY = ("pk", "resident_id", "dwelling_id", "kind", "tenure", "relation", "household_id", "from_date", "observed_on")


@dataclass(frozen=True, slots=True)
class Behind:
    """The people and open stays of one building, as rows of plain values. Numbers are masks, never whole."""

    people: list[list[Any]]
    stays: list[list[Any]]


def behind_doors(actor: Actor, building_ids: Collection[UUID]) -> dict[UUID, Behind]:
    """By building: [id, name, initials, pinyin, sex, born, phone, document, version, seen, presence] of everybody with
    an open stay there, and [id, resident, home, kind, tenure, relation, household, since, seen] of the stays."""
    inside = {"dwelling__building_id__in": list(building_ids), "to_date": None, "resident__merged_into": None}
    stays = list(
        Stay.objects.visible_to(actor).filter(**inside).order_by("pk").values_list("dwelling__building_id", *STAY)
    )
    people = _people(actor, {row[2] for row in stays})
    found = {key: Behind([], []) for key in building_ids}
    placed: set[tuple[UUID, UUID]] = set()
    for building, *stay in stays:
        if (building, stay[1]) not in placed:
            placed.add((building, stay[1]))
            found[building].people.append(people[stay[1]])
        found[building].stays.append(stay)
    return found


def _people(actor: Actor, keys: Collection[UUID]) -> dict[UUID, list[Any]]:
    papers = _papers(actor, keys)
    phone = subject_of("resident").field("phone")
    rows = Resident.objects.visible_to(actor).filter(pk__in=keys).values_list(*PERSON).iterator(chunk_size=2000)
    return {
        key: [
            key, name, initials, pinyin, sex, born, _masked(phone, sealed), papers.get(key, ""), version, seen,
            presence_of(hukou, living),
        ]
        for key, name, initials, pinyin, sex, born, sealed, version, seen, hukou, living in rows
    }  # fmt: skip


def _papers(actor: Actor, keys: Collection[UUID]) -> dict[UUID, str]:
    """The newest document of each, masked."""
    number = subject_of("document").field("number")
    found = Document.objects.visible_to(actor).filter(resident_id__in=keys).order_by("valid_from", "pk")
    return {key: _masked(number, sealed) for key, sealed in found.values_list("resident_id", "number_sealed")}


def _masked(field: Any, sealed: Any) -> str:
    return field.mask(str(field.read(sealed))) if sealed else ""


def residents_behind(
    actor: Actor, building_ids: Collection[UUID] | None, *, residents: Collection[UUID] | None = None
) -> set[tuple[UUID, UUID]]:
    """(building, resident) of the open stays in some buildings, or of some residents."""
    found = Stay.objects.visible_to(actor).filter(to_date=None, resident__merged_into=None)
    if building_ids is not None:
        found = found.filter(dwelling__building_id__in=list(building_ids))
    if residents is not None:
        found = found.filter(resident_id__in=list(residents))
    return set(found.values_list("dwelling__building_id", "resident_id"))


def neighbours(actor: Actor, dwelling_id: UUID, *, name: str) -> list[Resident]:
    """People of a name who have an open stay at a home."""
    here = Stay.objects.visible_to(actor).filter(dwelling_id=dwelling_id, to_date=None).values("resident_id")
    return list(Resident.objects.visible_to(actor).filter(pk__in=here, name=name, merged_into=None).order_by("pk"))


def touched_buildings(actor: Actor, since: datetime) -> set[UUID]:
    """Buildings in the actor's area of which anything was written since a moment: place, people, stays, documents.

    By way of the batches, whose areas are the community's own, those above it and those within it.
    """
    scope = actor.scope
    with connection.cursor() as cursor:
        cursor.execute(
            _TOUCHED,
            {"lo": scope.lo, "hi": scope.hi, "above": above(actor.area), "since": since},
        )
        return {key for (key,) in cursor.fetchall()}


_TOUCHED = """
with moved as materialized (
  select c.subject_kind, c.subject_id, coalesce(c.old->>'resident_id', '') as was_of, coalesce(c.old->>'dwelling_id', '') as was_at
  from facts_batch b join facts_change c on c.batch_id = b.id
  where b.applied_at >= %(since)s
    and ((b.area >= %(lo)s and b.area < %(hi)s) or b.area = any(%(above)s))
    and c.community >= %(lo)s and c.community < %(hi)s
), people as (
  select subject_id as id from moved where subject_kind = 'resident'
  union select d.resident_id from moved m join residents_document d on d.id = m.subject_id where m.subject_kind = 'document'
  union select m.was_of::uuid from moved m where m.was_of <> ''
), homes as (
  select subject_id as id from moved where subject_kind = 'dwelling'
  union select s.dwelling_id from moved m join residents_stay s on s.id = m.subject_id where m.subject_kind = 'stay'
  union select s.dwelling_id from people p join residents_stay s on s.resident_id = p.id
  union select h.dwelling_id from moved m join residents_household h on h.id = m.subject_id where m.subject_kind = 'household'
  union select m.was_at::uuid from moved m where m.was_at <> ''
)
select subject_id from moved where subject_kind = 'building'
union select d.building_id from homes h join places_dwelling d on d.id = h.id
"""
