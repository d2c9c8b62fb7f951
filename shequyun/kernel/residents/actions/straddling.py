"""Who is on which side of a new border between two committees, who is on both, and who no longer is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Count
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.ids import new_id
from shequyun.base.records import Scoped
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.residents.actions.merging import join
from shequyun.kernel.residents.actions.refreshing import refresh_these
from shequyun.kernel.residents.models import Document, Household, Resident, Stay

KINDS = ("living", "hukou")


@dataclass(frozen=True)
class Going:
    """The rows that go; `crossing`: people with stays on both sides -> the stays on the side that their record is not on."""

    rows: dict[type[Scoped], set[UUID]]
    crossing: dict[UUID, list[Stay]]


def parted(old: str, building_ids: set[UUID]) -> Going:
    """What goes with some buildings of a committee. A person's record goes where they live, else where their hukou is,
    else where they were last."""
    building, dwelling = apps.get_model("places.Building"), apps.get_model("places.Dwelling")
    unit = apps.get_model("organisations.Organisation")
    homes = set(dwelling.objects.filter(community=old, building_id__in=building_ids).values_list("pk", flat=True))
    touched = Resident.objects.filter(community=old, merged_into=None, stay__dwelling_id__in=homes).distinct()
    stays = defaultdict[UUID, list[Stay]](list)
    for stay in Stay.objects.filter(resident_id__in=touched.values("pk")):
        stays[stay.resident_id].append(stay)
    people = {key for key, own in stays.items() if max(own, key=_weight).dwelling_id in homes}
    absorbed = _absorbed(people)
    crossing = {
        key: [one for one in own if (one.dwelling_id in homes) != (key in people)] for key, own in stays.items()
    }
    there = {stay.pk for own in stays.values() for stay in own if stay.dwelling_id in homes}
    return Going(
        {
            building: set(building_ids),
            dwelling: homes,
            Household: set(Household.objects.filter(dwelling_id__in=homes).values_list("pk", flat=True)),
            unit: set(unit.objects.filter(community=old, building_id__in=building_ids).values_list("pk", flat=True)),
            Resident: people | absorbed,
            Stay: there | set(Stay.objects.filter(resident_id__in=absorbed).values_list("pk", flat=True)),
        },
        {key: own for key, own in crossing.items() if own},
    )


def _weight(stay: Stay) -> tuple[bool, bool, date]:
    return stay.to_date is None, stay.kind == "living", stay.to_date or stay.from_date or date.min


def _absorbed(kept: Iterable[UUID]) -> set[UUID]:
    """The records that became one with these, and those that had become one with them before."""
    found, fresh = set[UUID](), set(kept)
    while fresh:
        fresh = set(Resident.objects.filter(merged_into__in=fresh).values_list("pk", flat=True)) - found
        found |= fresh
    return found


def rejoined(actor: Actor, going: Going, old: str, new: str) -> int:
    """Give everybody whose stays lie on both sides a record on the other one as well, and their stays there to it. Run
    after the rows have moved. Returns how many."""
    people = Resident.objects.in_bulk(list(going.crossing))
    says, copies = list[Say](), dict[UUID, Resident]()
    for key, person in people.items():
        copy, other = new_id(), (old if person.community == new else new)
        copies[copy] = person
        says += _known_there_too(person, copy, other)
        says += [Say("stay", other, {"resident_id": copy}, subject_id=one.pk) for one in going.crossing[key]]
    if says:
        observe(actor, says, source="system", observed_on=timezone.localdate(), title="")
    for copy, person in copies.items():
        Resident.objects.filter(pk=copy).update(
            batch_id=person.batch_id, observed_on=person.observed_on, provenance=person.provenance
        )
    refresh_these([(one.pk, one.community) for one in people.values()])
    _say_where_else(actor, copies)
    return len(copies)


def _known_there_too(person: Resident, copy: UUID, community: str) -> list[Say]:
    """The record and its documents, as the first committee knows them."""
    says = [Say("resident", community, _values("resident", person), subject_id=copy, new=True)]
    for paper in Document.objects.filter(resident_id=person.pk):
        values = _values("document", paper) | {"resident_id": copy}
        says.append(Say("document", community, values, subject_id=new_id(), new=True))
    return says


def _values(kind: str, row: Any) -> dict[str, Any]:
    fields = [field for field in subject_of(kind).fields if field.kind != FieldKind.LINK]
    values = {field.name: field.read(getattr(row, field.kept)) for field in fields}
    return {name: value for name, value in values.items() if value not in (None, "")}


def _say_where_else(actor: Actor, copies: dict[UUID, Resident]) -> None:
    """Where only one side has the home, the other side's record says which address it is."""
    says = []
    for copy, person in copies.items():
        records = {one.pk: one for one in Resident.objects.filter(pk__in=(copy, person.pk))}
        for kind in KINDS:
            for mine, others in ((copy, person.pk), (person.pk, copy)):
                address = _home(others, kind)
                if address and not getattr(records[mine], f"{kind}_here"):
                    values = {f"{kind}_elsewhere": address[:160]}
                    says.append(Say("resident", records[mine].community, values, subject_id=mine))
    if says:
        observe(actor, says, source="system", observed_on=timezone.localdate(), title="")


def _home(resident_id: UUID, kind: str) -> str:
    found = Stay.objects.filter(resident_id=resident_id, kind=kind, to_date=None)
    return found.values_list("dwelling__address", flat=True).first() or ""


def one_record_each(actor: Actor, community: str, reason: str) -> int:
    """Make the two records one of everybody whom both committees knew by one document and one name; returns how many. Each
    can be taken back on the person's page."""
    there = Resident.objects.filter(community=community, merged_into=None).exclude(link=None)
    twice = there.values("link", "name").annotate(n=Count("pk")).filter(n__gt=1)
    count = 0
    for link, name in list(twice.values_list("link", "name")):
        kept, *others = there.filter(link=link, name=name).order_by("-living_here", "-hukou_here", "pk")
        for other in others:
            join(actor, kept.pk, other.pk, reason[:200])
            count += 1
    return count
