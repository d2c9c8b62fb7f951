"""Discrepancies told in words: about whom, what is known and what is claimed, each with its source."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.facts.queries import field_value, origins
from shequyun.kernel.organisations.queries import organisations
from shequyun.kernel.places.queries import buildings, dwellings
from shequyun.kernel.residents.queries import people_behind, residents


@dataclass(frozen=True)
class About:
    """What a discrepancy is about: its page, its name, where it is."""

    url: str
    name: str
    place: str


@dataclass(frozen=True)
class Line:
    """One discrepancy in words."""

    found: Any
    label: Any
    about: About | None
    known: Any
    claimed: Any
    known_origin: Any


def told(request: HttpRequest, page: Iterable[Any]) -> list[Line]:
    """Lines of a page, in a fixed number of queries."""
    found = list(page)
    known = origins(one.known_batch_id for one in found if one.known_batch_id)
    about = subjects_named(request, [(one.subject_kind, one.subject_id) for one in found])
    return [_line(one, known, about.get(one.subject_id)) for one in found]


def _line(found: Any, known: dict[str, Any], about: About | None) -> Line:
    field = subject_of(found.subject_kind).field(found.field)
    before, after = field_value(field, found.known), field_value(field, found.claimed)
    return Line(found, field.label, about, before, after, known.get(str(found.known_batch_id)))


def subjects_named(request: HttpRequest, said: list[tuple[str, UUID]]) -> dict[UUID, About]:
    """What subjects of any kind are called, as far as the actor may see them: one query per kind that is asked for."""
    by_kind: dict[str, list[UUID]] = {}
    for kind, key in said:
        by_kind.setdefault(kind, []).append(key)
    named: dict[UUID, About] = {}
    for kind, keys in by_kind.items():
        if kind in _READ:
            named |= dict(_READ[kind](request, keys))
    return named


def _person(key: UUID, resident: Any) -> tuple[UUID, About]:
    place = resident.dwelling.address if resident.dwelling else ""
    return key, About(reverse("workbench:resident", args=[resident.pk]), resident.name, place)


def _residents(request: HttpRequest, keys: list[UUID]) -> list[tuple[UUID, About]]:
    return [_person(one.pk, one) for one in residents(request.actor).filter(pk__in=keys).select_related("dwelling")]


def _behind(kind: str) -> Any:
    return lambda request, keys: [_person(key, one) for key, one in people_behind(request.actor, kind, keys).items()]


def _homes(request: HttpRequest, keys: list[UUID]) -> list[tuple[UUID, About]]:
    found = dwellings(request.actor).filter(pk__in=keys)
    return [(one.pk, About(reverse("workbench:dwelling", args=[one.pk]), one.address, "")) for one in found]


def _buildings(request: HttpRequest, keys: list[UUID]) -> list[tuple[UUID, About]]:
    found = buildings(request.actor).filter(pk__in=keys)
    return [(one.pk, About(reverse("workbench:building", args=[one.pk]), one.door, one.estate)) for one in found]


def _organisations(request: HttpRequest, keys: list[UUID]) -> list[tuple[UUID, About]]:
    found = organisations(request.actor).filter(pk__in=keys)
    return [
        (
            one.pk,
            About(
                reverse("workbench:organisation", args=[one.pk]), one.name, one.building.door if one.building else ""
            ),
        )
        for one in found
    ]


_READ: dict[str, Any] = {
    "resident": _residents,
    "document": _behind("document"),
    "stay": _behind("stay"),
    "dwelling": _homes,
    "building": _buildings,
    "organisation": _organisations,
}
