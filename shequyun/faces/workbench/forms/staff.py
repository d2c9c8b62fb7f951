"""Forms of accounts and posts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shequyun.kernel.access.choices import ROLE_NAMES


class StaffForm(forms.Form):
    """A new account."""

    username = forms.RegexField(
        r"^[A-Za-z0-9._-]{2,32}$",
        label=_("User name"),
        help_text=_("Letters, digits, dot, dash; for example the staff number."),
    )
    name = forms.CharField(label=_("Name"), max_length=64)


class PostForm(forms.Form):
    """A role in an area."""

    role = forms.ChoiceField(label=_("Role"), choices=ROLE_NAMES.items())
    area = forms.RegexField(
        r"^\d{2,12}$", label=_("Area code"), help_text=_("2 digits city, 6 district, 9 subdistrict, 12 committee.")
    )
