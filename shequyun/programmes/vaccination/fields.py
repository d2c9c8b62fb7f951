"""The dictionary of doses and remarks: facts with source, trust and undo, like any other."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.kernel.facts.choices import FieldKind, Ground, Sensitivity
from shequyun.kernel.facts.fields import Field, Subject, register
from shequyun.programmes.vaccination.choices import EVIDENCES, PRODUCTS, RemarkKind, products

_EPIDEMIC = _(
    "Prevention of epidemics: publicity, registration and verification (ordinance on public health emergencies)"
)


def _field(name: str, label: Any, kind: FieldKind = FieldKind.TEXT, **more: Any) -> Field:
    return Field(
        name, label, kind, purpose=_EPIDEMIC, ground=Ground.EMERGENCY, sensitivity=Sensitivity.SENSITIVE, **more
    )


def _product_follows(code: Any) -> Mapping[str, Any]:
    found = products().get(code)
    return {"vaccine": found.vaccine if found else ""}


DOSE = register(
    Subject(
        kind="dose",
        label=_("Vaccine dose"),
        model="vaccination.Dose",
        order=90,
        person="resident_id",
        one_per=("vaccine", "given_on"),
        fields=(
            _field(
                "product", _("Vaccine"), FieldKind.CODE, codes=PRODUCTS, authority="health", follows=_product_follows
            ),
            _field("given_on", _("Day of the dose"), FieldKind.DATE, authority="health"),
            _field("number", _("Dose number"), FieldKind.NUMBER, authority="health"),
            _field("maker", _("Maker"), authority="health"),
            _field("lot", _("Batch number"), authority="health"),
            _field("site", _("Vaccination unit"), authority="health"),
            _field("evidence", _("Read from"), FieldKind.CODE, codes=EVIDENCES),
            _field("withdrawn_on", _("Withdrawn on"), FieldKind.DATE),
            _field("withdrawn_why", _("Why withdrawn")),
            _field("resident_id", _("Resident"), FieldKind.LINK, on_screen=False),
        ),
    )
)

REMARK = register(
    Subject(
        kind="vaccine_remark",
        label=_("Reason against a vaccine"),
        model="vaccination.VaccineRemark",
        order=91,
        fixed=("vaccine",),
        person="resident_id",
        one_per=("vaccine",),
        fields=(
            _field("kind", _("Kind"), FieldKind.CODE, codes=dict(RemarkKind.choices)),
            _field("reason", _("Reason")),
            _field("from_date", _("Since"), FieldKind.DATE),
            _field("until", _("Expires on"), FieldKind.DATE),
            _field("to_date", _("Ended on"), FieldKind.DATE),
            _field("resident_id", _("Resident"), FieldKind.LINK, on_screen=False),
        ),
    )
)
