"""The dictionary of residents, their documents, households and stays.

No ethnicity and no religion: no duty of the committee needs them (product rule; PIPL art. 6, minimum).
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.base.masks import mask_document, mask_phone
from shequyun.kernel.facts.choices import FieldKind, Sensitivity
from shequyun.kernel.facts.fields import Field, Subject, register
from shequyun.kernel.residents import choices
from shequyun.kernel.residents.rules.following import OF_NEW
from shequyun.kernel.residents.rules.names import pinyin_of

_PEOPLE = _("Actual population (one standard, three actuals)")
_CARE = _("Care and help in the community")
_REACH = _("Reaching residents")


def _name_follows(name: Any) -> Mapping[str, Any]:
    full, initials = pinyin_of(name) if name else ("", "")
    return {"pinyin": full[:160], "initials": initials[:32]}


def _field(name: str, label: object, kind: FieldKind = FieldKind.TEXT, **more: object) -> Field:
    more.setdefault("purpose", _PEOPLE)
    return Field(name, label, kind, **more)  # type: ignore[arg-type]


def _phone(name: str, label: object) -> Field:
    return _field(name, label, FieldKind.SECRET, purpose=_REACH, stale_after=365, mask=mask_phone)


RESIDENT = register(
    Subject(
        kind="resident",
        label=_("Resident"),
        model="residents.Resident",
        order=40,
        of_new=OF_NEW,
        dependents=(
            ("residents_stay", "resident_id"),
            ("residents_document", "resident_id"),
        ),
        fields=(
            _field("name", _("Name"), authority="police", follows=_name_follows),
            _field("former_name", _("Former name"), authority="police"),
            _field("sex", _("Sex"), FieldKind.CODE, codes=choices.SEXES, authority="police"),
            _field("birth_date", _("Date of birth"), FieldKind.DATE, authority="police"),
            _field(
                "nationality",
                _("Nationality or region"),
                FieldKind.CODE,
                codes=choices.NATIONALITIES,
                authority="police",
            ),
            _phone("phone", _("Phone")),
            _phone("other_phone", _("Second phone")),
            _field("contact_name", _("Emergency contact"), purpose=_CARE, stale_after=365),
            _phone("contact_phone", _("Emergency contact's phone")),
            _field("hukou_kind", _("Hukou type"), FieldKind.CODE, codes=choices.HUKOU_KINDS, authority="police"),
            _field("hukou_elsewhere", _("Hukou address elsewhere"), authority="police", stale_after=1095),
            _field("living_elsewhere", _("Living elsewhere at"), stale_after=365),
            _field("education", _("Education"), FieldKind.CODE, codes=choices.EDUCATIONS, stale_after=1825),
            _field("marital", _("Marital status"), FieldKind.CODE, codes=choices.MARITALS, stale_after=1095),
            _field("political", _("Political status"), FieldKind.CODE, codes=choices.POLITICALS, stale_after=1825),
            _field("employer", _("Place of work"), stale_after=730),
            _field("occupation", _("Occupation"), stale_after=730),
            _field("remark", _("Remark"), purpose=_CARE),
            _field("death_date", _("Date of death"), FieldKind.DATE, authority="police"),
            _field("merged_into", _("Merged into"), FieldKind.LINK, on_screen=False),
        ),
    )
)

DOCUMENT = register(
    Subject(
        kind="document",
        label=_("Document"),
        model="residents.Document",
        order=50,
        fixed=("resident_id",),
        fields=(
            _field("kind", _("Document type"), FieldKind.CODE, codes=choices.DOCUMENT_KINDS, authority="police"),
            _field(
                "number",
                _("Document number"),
                FieldKind.SECRET,
                sensitivity=Sensitivity.SENSITIVE,
                authority="police",
                mask=mask_document,
            ),
            _field("valid_from", _("Valid from"), FieldKind.DATE, authority="police"),
            _field("valid_to", _("Valid to"), FieldKind.DATE, authority="police"),
            _field("resident_id", _("Resident"), FieldKind.LINK, on_screen=False),
        ),
    )
)

HOUSEHOLD = register(
    Subject(
        kind="household",
        label=_("Household"),
        model="residents.Household",
        order=60,
        fixed=("dwelling_id", "kind"),
        dependents=(("residents_stay", "household_id"),),
        fields=(
            _field("number", _("Household number"), authority="police"),
            _field("closed_on", _("Closed on"), FieldKind.DATE),
        ),
    )
)

STAY = register(
    Subject(
        kind="stay",
        label=_("Stay"),
        model="residents.Stay",
        order=70,
        fixed=("dwelling_id", "kind"),
        fields=(
            _field("tenure", _("Lives here as"), FieldKind.CODE, codes=choices.TENURES, stale_after=365),
            _field("relation", _("Relation to head"), FieldKind.CODE, codes=choices.RELATIONS),
            _field("from_date", _("Since"), FieldKind.DATE),
            _field("to_date", _("Until"), FieldKind.DATE),
            _field("end_reason", _("Reason for leaving"), FieldKind.CODE, codes=choices.END_REASONS),
            _field("household_id", _("Household"), FieldKind.LINK, on_screen=False),
            _field("resident_id", _("Resident"), FieldKind.LINK, on_screen=False),
        ),
    )
)
