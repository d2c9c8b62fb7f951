"""The dictionary of organisations."""

from django.utils.translation import gettext_lazy as _

from shequyun.base.masks import mask_phone
from shequyun.kernel.facts.choices import FieldKind, Sensitivity
from shequyun.kernel.facts.fields import Field, Subject, register
from shequyun.kernel.organisations import choices

_UNITS = _("Actual units (one standard, three actuals)")


def _open(name: str, label: object, kind: FieldKind = FieldKind.TEXT, **more: object) -> Field:
    more.setdefault("sensitivity", Sensitivity.OPEN)
    return Field(name, label, kind, purpose=_UNITS, **more)  # type: ignore[arg-type]


ORGANISATION = register(
    Subject(
        kind="organisation",
        label=_("Organisation"),
        model="organisations.Organisation",
        order=30,
        fields=(
            _open("name", _("Name in use")),
            _open("registered_name", _("Registered name"), authority="market"),
            _open(
                "credit_code",
                _("Unified social credit code"),
                authority="market",
            ),
            _open("building_id", _("Building"), FieldKind.LINK, on_screen=False),
            _open("room", _("Room")),
            _open("kind", _("Kind"), FieldKind.CODE, codes=choices.ORGANISATION_KINDS),
            _open(
                "state",
                _("State"),
                FieldKind.CODE,
                codes=choices.ORGANISATION_STATES,
                stale_after=180,
            ),
            _open(
                "legal_person",
                _("Legal representative"),
                sensitivity=Sensitivity.PERSONAL,
            ),
            _open("contact_name", _("Contact"), sensitivity=Sensitivity.PERSONAL, stale_after=365),
            _open(
                "phone",
                _("Phone"),
                FieldKind.SECRET,
                sensitivity=Sensitivity.PERSONAL,
                stale_after=365,
                mask=mask_phone,
            ),
            _open(
                "head_count",
                _("People working there"),
                FieldKind.NUMBER,
                stale_after=365,
            ),
            _open("opened_on", _("Opened on"), FieldKind.DATE),
            _open("remark", _("Remark")),
        ),
    )
)
