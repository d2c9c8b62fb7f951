"""Everything that one resident's page shows, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.request import once
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.facts.queries import Fact, changes_of, facts_of
from shequyun.kernel.residents.models import Document, Household, Merge, Resident, Stay
from shequyun.kernel.residents.queries.sheets import living_alone

if TYPE_CHECKING:
    from shequyun.kernel.facts.models import Change

OFFERED = frozenset({"phone", "contact_name", "contact_phone"})


@dataclass(frozen=True)
class Page:
    """A resident with facts, documents (masked), stays, the people they live with, and what follows from them."""

    resident: Resident
    facts: list[Fact]
    documents: list[tuple[Document, str]]
    stays: list[Stay]
    housemates: list[Stay]
    elsewhere: list[Resident]
    merges: list[Merge]
    lives_alone: bool

    @property
    def open_stays(self) -> list[Stay]:
        return [stay for stay in self.stays if stay.to_date is None]

    @property
    def known(self) -> list[Fact]:
        """What is known, and the few that every page offers."""
        return [fact for fact in self.facts if fact.value or fact.field.name in OFFERED]

    @property
    def unknown(self) -> list[Fact]:
        return [fact for fact in self.facts if not fact.value and fact.field.name not in OFFERED]

    @property
    def households(self) -> list[Household]:
        """The households that the resident belongs to now."""
        return list({stay.household_id: stay.household for stay in self.open_stays}.values())


@once
def resident_of(actor: Actor, resident_id: UUID) -> Resident:
    """One resident with their home, merged away or not. Out of sight is 404."""
    found = Resident.objects.visible_to(actor).select_related("dwelling__building").filter(pk=resident_id).first()
    if found is None:
        raise NotVisible()
    return found


def page_of(actor: Actor, resident_id: UUID, *, on: date) -> Page:
    """The resident's page. Out of sight is 404."""
    resident = resident_of(actor, resident_id)
    stays = _stays(actor, resident.pk)
    return Page(
        resident=resident,
        facts=facts_of(actor, "resident", resident, on=on),
        documents=documents_of(actor, resident.pk),
        stays=stays,
        housemates=housemates(actor, resident, stays),
        elsewhere=same_person(actor, resident),
        merges=list(Merge.objects.visible_to(actor).filter(kept=resident, undone_at=None).select_related("absorbed")),
        lives_alone=resident.pk in living_alone(actor, [resident.pk]),
    )


@once
def _stays(actor: Actor, resident_id: UUID) -> list[Stay]:
    """Every stay of a resident: the open ones first, then the latest."""
    found = Stay.objects.visible_to(actor).filter(resident_id=resident_id)
    stays = list(found.select_related("dwelling__building", "household").order_by("-to_date", "kind"))
    return sorted(stays, key=lambda stay: (stay.to_date is not None, -(stay.from_date or date.min).toordinal()))


@once
def _papers(actor: Actor, resident_id: UUID) -> list[Document]:
    found = Document.objects.visible_to(actor).filter(resident_id=resident_id)
    return list(found.order_by("-valid_from", "-pk"))


def documents_of(actor: Actor, resident_id: UUID) -> list[tuple[Document, str]]:
    """A resident's documents with their masked numbers, the newest first."""
    field = subject_of("document").field("number")
    assert field.mask is not None
    return [(document, field.mask(str(field.read(document.number_sealed)))) for document in _papers(actor, resident_id)]


def housemates(actor: Actor, resident: Resident, stays: list[Stay]) -> list[Stay]:
    """Open stays of everybody else in the households that the resident belongs to now, heads first."""
    households = {stay.household_id for stay in stays if stay.to_date is None}
    found = Stay.objects.visible_to(actor).filter(household_id__in=households, to_date=None)
    return list(
        found.exclude(resident_id=resident.pk)
        .select_related("resident", "household")
        .order_by("household_id", "relation")
    )


def same_person(actor: Actor, resident: Resident) -> list[Resident]:
    """Records of the same person in other communities of the actor's area, by the document's blind index."""
    if resident.link is None:
        return []
    found = Resident.objects.visible_to(actor).filter(link=resident.link, merged_into=None)
    return list(found.exclude(pk=resident.pk).select_related("dwelling"))


def history_of(actor: Actor, resident_id: UUID) -> "list[Change]":
    """Every change of the resident, their documents and stays, the newest first."""
    resident = resident_of(actor, resident_id)
    parts = [*_stays(actor, resident.pk), *_papers(actor, resident.pk)]
    return changes_of(actor, [resident.pk, *(part.pk for part in parts)])


def household_of(actor: Actor, household_id: UUID) -> tuple[Household, list[Stay]]:
    """A household with its open stays, the head first. Out of sight is 404."""
    household = Household.objects.visible_to(actor).select_related("dwelling").filter(pk=household_id).first()
    if household is None:
        raise NotVisible()
    stays = Stay.objects.visible_to(actor).filter(household_id=household.pk, to_date=None).select_related("resident")
    return household, sorted(stays, key=lambda stay: (stay.relation != "02", stay.relation, str(stay.pk)))


def lived_at(actor: Actor, dwelling_id: UUID) -> list[Stay]:
    """Everybody who was ever registered or lived in a home, those who are there now first."""
    found = Stay.objects.visible_to(actor).filter(dwelling_id=dwelling_id, resident__merged_into=None)
    stays = list(found.select_related("resident", "household"))
    stays.sort(key=lambda s: (s.to_date is not None, s.household_id.hex, s.relation != "02", s.relation, str(s.pk)))
    return stays


def by_person(stays: Iterable[Stay]) -> list[list[Stay]]:
    """Stays of a home, grouped by whose they are: who is registered and lives there stands once."""
    people: dict[UUID, list[Stay]] = {}
    for stay in stays:
        people.setdefault(stay.resident_id, []).append(stay)
    return list(people.values())


def other_households(actor: Actor, household: Household) -> list[Household]:
    """Open households of the same home and kind, but this one."""
    found = Household.objects.visible_to(actor).filter(
        dwelling_id=household.dwelling_id, kind=household.kind, closed_on=None
    )
    return list(found.exclude(pk=household.pk).order_by("number", "pk"))


def stay_of(actor: Actor, stay_id: UUID) -> Stay:
    """One stay with its resident and home. Out of sight is 404."""
    found = Stay.objects.visible_to(actor).select_related("resident", "dwelling").filter(pk=stay_id).first()
    if found is None:
        raise NotVisible()
    return found


def people_behind(actor: Actor, kind: str, keys: Iterable[UUID]) -> dict[UUID, Resident]:
    """Whose documents or stays these are, by the key of the document or stay, with their homes."""
    model = {"document": Document, "stay": Stay}[kind]
    found = model.objects.visible_to(actor).filter(pk__in=list(keys))  # type: ignore[attr-defined]
    return {one.pk: one.resident for one in found.select_related("resident__dwelling")}
