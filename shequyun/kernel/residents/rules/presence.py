"""Registered here, living here: the state of 人户 relative to the area that asks. Derived, never stored as a field."""

from django.utils.translation import gettext_lazy as _

PRESENCE_LABELS = {
    "both": _("Registered and living here"),
    "living_only": _("Living here, hukou elsewhere"),
    "hukou_only": _("Hukou here, living elsewhere"),
    "gone": _("Neither here"),
}


def presence_of(hukou_here: bool, living_here: bool) -> str:
    """both | living_only | hukou_only | gone (domain.md 2.2: both hukou and living area in the asking area, or one)."""
    if hukou_here:
        return "both" if living_here else "hukou_only"
    return "living_only" if living_here else "gone"
