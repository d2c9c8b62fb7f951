"""The list of organisations."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.faces.workbench.people_columns import Cell
from shequyun.faces.workbench.registers import Column, Register, seen_column, text
from shequyun.kernel.labels.queries import carried
from shequyun.kernel.organisations.choices import ORGANISATION_KINDS, ORGANISATION_STATES
from shequyun.kernel.organisations.queries import masked_phone
from shequyun.kernel.places.queries import area_names


@dataclass(frozen=True)
class Known:
    """What the cells of a page need beyond the records."""

    areas: dict[str, str]
    labels: Any


def _know(request: HttpRequest, page: list[Any], names: set[str]) -> Known:
    return Known(
        area_names({one.community for one in page}) if "community" in names else {},
        carried(request.actor, [one.pk for one in page], today=timezone.localdate()) if "labels" in names else {},
    )


def _where(one: Any, known: Known) -> Cell:
    return Cell("text", f"{one.building.door if one.building else ''} {one.room}".strip())


def _settable(request: HttpRequest) -> list[tuple[Any, list[tuple[str, Any]]]]:
    return [
        (_("State"), [(f"state={code}", label) for code, label in ORGANISATION_STATES.items()]),
        (_("Kind"), [(f"kind={code}", label) for code, label in ORGANISATION_KINDS.items()]),
    ]


ORGANISATIONS = Register(
    kind="organisation",
    url_name="workbench:organisations",
    one="workbench:organisation",
    called=lambda one: str(one.name),
    first=_("Name in use"),
    order="address",
    first_order=("name",),
    correct="organisations.correct",
    settable=_settable,
    know=_know,
    columns={
        "kind": text("kind", _("Kind"), table=ORGANISATION_KINDS, order=("kind", "name")),
        "state": text("state", _("State"), table=ORGANISATION_STATES, order=("state", "name")),
        "address": Column(_("Address"), _where, ("community", "building__sort_key", "name")),
        "people": text("head_count", _("People working there"), number=True),
        "registered": text("registered_name", _("Registered name"), usual=False),
        "code": text("credit_code", _("Unified social credit code"), usual=False),
        "legal": text("legal_person", _("Legal representative"), usual=False),
        "contact": text("contact_name", _("Contact"), usual=False),
        "phone": Column(_("Phone"), lambda one, _known: Cell("text", masked_phone(one)), usual=False),
        "opened": Column(_("Opened on"), lambda one, _known: Cell("day", one.opened_on), ("opened_on",), usual=False),
        "labels": Column(_("Labels"), lambda one, known: Cell("labels", known.labels.get(one.pk, []))),
        "community": Column(
            _("Committee"), lambda one, known: Cell("text", known.areas.get(one.community, "")), usual=False
        ),
        "observed": seen_column(),
    },
)
