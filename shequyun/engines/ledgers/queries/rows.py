"""Rows of homes, organisations, discrepancies and committees, for ledgers. Importing this registers them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.engines.ledgers.queries.sources import register_rows
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.facts.queries import discrepancies, field_value
from shequyun.kernel.labels.queries import carried, carries, labels
from shequyun.kernel.organisations.queries import masked_phone, organisations
from shequyun.kernel.places.queries import areas_within, dwellings
from shequyun.kernel.residents.queries import home_sizes, residents
from shequyun.kernel.residents.queries.meeting import HERE, aged, stays


def _dwellings(actor: Actor, wanted: Mapping[str, str], today: date) -> Any:
    found = dwellings(actor)
    if wanted.get("use"):
        found = found.filter(use=wanted["use"])
    if wanted.get("label"):
        keys = [one.pk for one in labels(actor, subject_kind="dwelling") if one.code == wanted["label"]]
        found = found.filter(carries(keys, today=today))
    return found


def _of_dwellings(actor: Actor, part: Sequence[Any], today: date) -> list[dict[str, Any]]:
    keys = [one.pk for one in part]
    sizes, put = home_sizes(actor, keys), carried(actor, keys, today=today)
    field = subject_of("dwelling").field
    return [
        {
            "address": one.address, "building": one.building.door, "floor": one.floor, "use": field("use").shown(one.use),
            "tenure": field("tenure").shown(one.tenure), "area_m2": one.area_m2, "people": sizes.get(one.pk, 0),
            "labels": "、".join(c.label.name for c in put.get(one.pk, [])), "observed_on": one.observed_on,
        }
        for one in part
    ]  # fmt: skip


def _organisations(actor: Actor, wanted: Mapping[str, str], today: date) -> Any:
    return organisations(actor, kind=wanted.get("kind", ""), state=wanted.get("state", ""))


def _of_organisations(actor: Actor, part: Sequence[Any], today: date) -> list[dict[str, Any]]:
    field = subject_of("organisation").field
    return [
        {
            "name": one.name, "kind": field("kind").shown(one.kind), "state": field("state").shown(one.state),
            "address": f"{one.building.door if one.building else ''}{one.room}", "contact_name": one.contact_name,
            "phone": masked_phone(one), "head_count": one.head_count, "credit_code": one.credit_code,
            "observed_on": one.observed_on,
        }
        for one in part
    ]  # fmt: skip


def _discrepancies(actor: Actor, wanted: Mapping[str, str], today: date) -> Any:
    return discrepancies(actor)


def _of_discrepancies(actor: Actor, part: Sequence[Any], today: date) -> list[dict[str, Any]]:
    keys = [one.subject_id for one in part if one.subject_kind == "resident"]
    names = dict(residents(actor).filter(pk__in=keys).values_list("pk", "name"))
    found = []
    for one in part:
        subject = subject_of(one.subject_kind)
        field = subject.by_name.get(one.field)
        found.append(
            {
                "subject": names.get(one.subject_id, str(subject.label)), "field": field.label if field else one.field,
                "known": field_value(field, one.known) if field else "", "said": field_value(field, one.claimed) if field else "",
                "source": one.batch.source.name, "opened_on": one.opened_at.date(),
            }
        )  # fmt: skip
    return found


def _committees(actor: Actor, wanted: Mapping[str, str], today: date) -> Any:
    return areas_within(actor, level="committee")


def _of_committees(actor: Actor, part: Sequence[Any], today: date) -> list[dict[str, Any]]:
    """Every committee's numbers, each kind in one query."""
    here = residents(actor).filter(HERE, death_date=None)
    asked = {
        "people": Q(), "living": Q(living_here=True), "hukou_only": Q(hukou_here=True, living_here=False), "aged60": aged(today, 60),
        "aged80": aged(today, 80), "minors": aged(today, None, 17), "tenants": stays(kind="living", tenure="rented"),
    }  # fmt: skip
    numbers = {
        name: dict(here.filter(q).order_by().values("community").annotate(n=Count("pk")).values_list("community", "n"))
        for name, q in asked.items()
    }
    for name, found in (
        ("homes", dwellings(actor)),
        ("empty", dwellings(actor).filter(use="empty")),
        ("organisations", organisations(actor)),
    ):
        counted = found.order_by().values("community").annotate(n=Count("pk"))
        numbers[name] = dict(counted.values_list("community", "n"))
    return [{"name": one.name} | {name: found.get(one.code, 0) for name, found in numbers.items()} for one in part]


register_rows(
    "dwellings", label=_("Homes"), rows=_dwellings, cells=_of_dwellings, right="dwellings.read", group="building",
    columns={
        "address": _("Address"), "building": _("Building"), "floor": _("Floor"), "use": _("Use of the home"), "tenure": _("Tenure"),
        "area_m2": _("Area (m²)"), "people": _("People living there"), "labels": _("Labels"), "observed_on": _("Last confirmed"),
    },
)  # fmt: skip
register_rows(
    "organisations", label=_("Organisations"), rows=_organisations, cells=_of_organisations, right="organisations.read",
    columns={
        "name": _("Name in use"), "kind": _("Kind"), "state": _("State"), "address": _("Address"), "contact_name": _("Contact"),
        "phone": _("Phone"), "head_count": _("People working there"), "credit_code": _("Unified social credit code"),
        "observed_on": _("Last confirmed"),
    },
)  # fmt: skip
register_rows(
    "discrepancies", label=_("Discrepancies"), rows=_discrepancies, cells=_of_discrepancies, right="discrepancies.settle",
    columns={
        "subject": _("Whom it is about"), "field": _("Field"), "known": _("Known"), "said": _("Said"), "source": _("Source"),
        "opened_on": _("Open since"),
    },
)  # fmt: skip
register_rows(
    "committees", label=_("Committees"), rows=_committees, cells=_of_committees,
    columns={
        "name": _("Committee"), "people": _("People"), "living": _("Living here"), "hukou_only": _("Hukou only"),
        "aged60": _("60 and over"), "aged80": _("80 and over"), "minors": _("Under 18"), "tenants": _("Tenants"), "homes": _("Homes"),
        "empty": _("Empty homes"), "organisations": _("Organisations"),
    },
)  # fmt: skip
