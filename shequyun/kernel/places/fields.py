"""The dictionary of buildings and dwellings."""

from django.utils.translation import gettext_lazy as _

from shequyun.kernel.facts.choices import FieldKind, Sensitivity
from shequyun.kernel.facts.fields import Field, Subject, register
from shequyun.kernel.places import choices

_PLACE = _("Standard addresses and actual housing (one standard, three actuals)")


def _open(name: str, label: object, kind: FieldKind = FieldKind.TEXT, **more: object) -> Field:
    return Field(name, label, kind, sensitivity=Sensitivity.OPEN, purpose=_PLACE, **more)  # type: ignore[arg-type]


BUILDING = register(
    Subject(
        kind="building",
        label=_("Building"),
        model="places.Building",
        order=10,
        fixed=("door", "road", "lane", "sublane", "number", "block", "sort_key"),
        dependents=(("places_dwelling", "building_id"), ("organisations_organisation", "building_id")),
        fields=(
            _open("estate", _("Estate")),
            _open(
                "kind",
                _("Building kind"),
                FieldKind.CODE,
                codes=choices.BUILDING_KINDS,
            ),
            _open("floors", _("Floors"), FieldKind.NUMBER),
            _open("units", _("Homes per floor"), FieldKind.NUMBER),
            _open("has_lift", _("Lift"), FieldKind.BOOLEAN),
            _open("built_year", _("Built in"), FieldKind.NUMBER),
            _open("grid", _("Grid")),
        ),
    )
)

DWELLING = register(
    Subject(
        kind="dwelling",
        label=_("Home"),
        model="places.Dwelling",
        order=20,
        fixed=("building_id", "address", "room", "unit", "floor", "part", "sort_key"),
        dependents=(
            ("residents_stay", "dwelling_id"),
            ("residents_household", "dwelling_id"),
        ),
        fields=(
            _open(
                "use",
                _("Use"),
                FieldKind.CODE,
                codes=choices.DWELLING_USES,
                stale_after=730,
            ),
            _open(
                "tenure",
                _("Tenure"),
                FieldKind.CODE,
                codes=choices.DWELLING_TENURES,
                stale_after=365,
            ),
            _open("area_m2", _("Floor area (m²)"), FieldKind.NUMBER),
            _open("remark", _("Remark")),
        ),
    )
)
