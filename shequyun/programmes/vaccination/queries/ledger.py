"""Doses as rows of a ledger. Importing this registers them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.engines.ledgers.queries import register_rows
from shequyun.programmes.vaccination.choices import PRODUCTS
from shequyun.programmes.vaccination.models import Dose


def _doses(actor: Actor, wanted: Mapping[str, str], today: date) -> Any:
    found = Dose.objects.visible_to(actor).filter(withdrawn_on=None, **wanted)
    return found.select_related("resident__dwelling").order_by("-given_on", "pk")


def _cells(actor: Actor, part: Sequence[Any], today: date) -> list[dict[str, Any]]:
    return [
        {
            "name": one.resident.name,
            "birth_date": one.resident.birth_date,
            "address": one.resident.dwelling.address if one.resident.dwelling else "",
            "product": PRODUCTS.get(one.product, one.product),
            "number": one.number,
            "given_on": one.given_on,
            "site": one.site,
        }
        for one in part
    ]


register_rows(
    "doses", label=_("Doses"), rows=_doses, cells=_cells, right="vaccination.read",
    columns={
        "name": _("Name"), "birth_date": _("Date of birth"), "address": _("Address"), "product": _("Vaccine"),
        "number": _("Number of the dose"), "given_on": _("Given on"), "site": _("Vaccination site"),
    },
)  # fmt: skip
