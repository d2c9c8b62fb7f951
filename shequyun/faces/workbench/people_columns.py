"""The columns that a list of people can show, worked out for a page in a fixed number of queries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.labels.queries import Carried, carried
from shequyun.kernel.places.queries import area_names
from shequyun.kernel.residents.rules.presence import PRESENCE_LABELS, presence_of

DEFAULT = ("presence", "phone", "labels", "observed_on")
SORT_LABELS = {
    "address": _("Address"),
    "name": _("Name"),
    "age": _("Youngest first"),
    "-age": _("Oldest first"),
    "observed": _("Longest not confirmed"),
}


@dataclass(frozen=True)
class Known:
    """What the cells of a page need beyond the resident."""

    labels: Mapping[Any, list[Carried]]
    committees: Mapping[str, str]


@dataclass(frozen=True)
class Cell:
    """One cell: text, a day, or labels."""

    kind: str
    value: Any


def _masked(name: str) -> Callable[[Any, Known], Cell]:
    def cell(resident: Any, known: Known) -> Cell:
        field = subject_of("resident").field(name)
        said = field.read(getattr(resident, field.kept))
        return Cell("text", field.mask(said) if said and field.mask else "")

    return cell


def _plain(name: str) -> Callable[[Any, Known], Cell]:
    def cell(resident: Any, known: Known) -> Cell:
        field = subject_of("resident").field(name)
        return Cell("text", field.shown(getattr(resident, name)) or "")

    return cell


def _contact(resident: Any, known: Known) -> Cell:
    return Cell("text", f"{resident.contact_name} {_masked('contact_phone')(resident, known).value}".strip())


def _presence(resident: Any, known: Known) -> Cell:
    return Cell("text", PRESENCE_LABELS.get(presence_of(resident.hukou_here, resident.living_here), ""))


COLUMNS: Mapping[str, tuple[Any, Callable[[Any, Known], Cell]]] = {
    "presence": (_("Presence"), _presence),
    "phone": (_("Phone"), _masked("phone")),
    "contact": (_("Emergency contact"), _contact),
    "labels": (_("Labels"), lambda resident, known: Cell("labels", known.labels.get(resident.pk, []))),
    "birth_date": (_("Date of birth"), lambda resident, known: Cell("text", resident.birth_date or "")),
    "observed_on": (_("Last confirmed"), lambda resident, known: Cell("day", resident.observed_on)),
    "community": (_("Committee"), lambda resident, known: Cell("text", known.committees.get(resident.community, ""))),
    "nationality": (_("Nationality or region"), _plain("nationality")),
    "political": (_("Political status"), _plain("political")),
    "education": (_("Education"), _plain("education")),
    "marital": (_("Marital status"), _plain("marital")),
    "employer": (_("Place of work"), _plain("employer")),
    "remark": (_("Remark"), _plain("remark")),
}


def chosen(said: list[str]) -> list[tuple[str, Any]]:
    """(name, label) of the columns asked for, in their own order; the usual ones where none is."""
    wanted = [name for name in COLUMNS if name in said] or list(DEFAULT)
    return [(name, COLUMNS[name][0]) for name in wanted]


def rows(
    actor: Actor, people: list[Any], columns: list[tuple[str, Any]], *, today: date
) -> list[tuple[Any, list[Cell]]]:
    """(resident, cells) of a page."""
    names = {name for name, _label in columns}
    known = Known(
        carried(actor, [one.pk for one in people], today=today) if "labels" in names else {},
        area_names(one.community for one in people) if "community" in names else {},
    )
    return [(one, [COLUMNS[name][1](one, known) for name, _label in columns]) for one in people]
