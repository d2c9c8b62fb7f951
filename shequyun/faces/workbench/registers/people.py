"""The list of residents: the columns of every list of people, with orders."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.faces.workbench import people_columns
from shequyun.faces.workbench.people_columns import Cell
from shequyun.faces.workbench.registers import Column, Register
from shequyun.kernel.labels.queries import carried
from shequyun.kernel.places.queries import area_names
from shequyun.kernel.residents.choices import SEXES
from shequyun.kernel.residents.rules.presence import presence_of
from shequyun.ui.templatetags.ui import age

STALE_DAYS = 180
ORDERS = {
    "birth_date": ("birth_date",),
    "observed_on": ("observed_on",),
    "community": ("community", "dwelling__sort_key"),
    "political": ("political", "pinyin"),
    "education": ("education", "pinyin"),
    "marital": ("marital", "pinyin"),
    "employer": ("employer", "pinyin"),
}


def _know(request: HttpRequest, page: list[Any], names: set[str]) -> people_columns.Known:
    return people_columns.Known(
        carried(request.actor, [one.pk for one in page], today=timezone.localdate()) if "labels" in names else {},
        area_names(one.community for one in page) if "community" in names else {},
    )


def _presence(resident: Any, known: Any) -> Cell:
    return Cell("presence", presence_of(resident.hukou_here, resident.living_here))


def _seen(resident: Any, known: Any) -> Cell:
    stale = resident.observed_on < timezone.localdate() - timedelta(days=STALE_DAYS)
    return Cell("stale" if stale else "day", resident.observed_on)


def _rest() -> dict[str, Column]:
    own = {"presence": _presence, "observed_on": _seen}
    return {
        name: Column(label, own.get(name, cell), ORDERS.get(name, ()), usual=name in people_columns.DEFAULT)
        for name, (label, cell) in people_columns.COLUMNS.items()
    }


PEOPLE = Register(
    kind="resident",
    url_name="workbench:residents",
    one="workbench:resident",
    called=lambda resident: str(resident.name),
    first=_("Name"),
    order="address",
    first_order=("pinyin",),
    know=_know,
    columns={
        "sex": Column(_("Sex"), lambda one, _known: Cell("text", SEXES.get(one.sex, "")), ("sex", "pinyin"), always=True),
        "age": Column(
            _("Age"), lambda one, _known: Cell("text", age(one.birth_date)), ("-birth_date",), always=True, number=True
        ),
        "address": Column(
            _("Home"),
            lambda one, _known: Cell("home", one.dwelling),
            ("community", "dwelling__sort_key"),
            always=True,
        ),
        **_rest(),
    },
)  # fmt: skip
