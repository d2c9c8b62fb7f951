"""Registered here, living here: the state of 人户 relative to the area that asks. Derived, never stored as a field."""

from django.utils.translation import gettext_lazy as _

PRESENCE_LABELS = {
    "both": _("Registered and living here"),
    "living_only": _("Living here, hukou elsewhere"),
    "hukou_only": _("Hukou here, living elsewhere"),
    "gone": _("Neither here"),
}


def presence_of(hukou_here: bool, living_here: bool) -> str:
    """both | living_only | hukou_only | gone: whether hukou and living are in the asking area, both or one of them.

    The hukou is in one place only (户口登记条例 art. 6); that somebody lives elsewhere is nobody's mistake.
    """
    if hukou_here:
        return "both" if living_here else "hukou_only"
    return "living_only" if living_here else "gone"
