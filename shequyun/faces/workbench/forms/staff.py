"""Forms of accounts and posts."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shequyun.kernel.access.choices import ROLE_NAMES


class StaffForm(forms.Form):
    """A new account."""

    username = forms.RegexField(
        r"^[A-Za-z0-9._-]{2,32}$",
        label=_("User name"),
        help_text=_("Letters, digits, dots and dashes; for example the staff number."),
    )
    name = forms.CharField(label=_("Name"), max_length=64)


class PostForm(forms.Form):
    """A role in an area, from a day to a day."""

    role = forms.ChoiceField(label=_("Role"), choices=ROLE_NAMES.items())
    area = forms.CharField(
        label=_("Area"),
        max_length=80,
        help_text=_("Name or code; choose it from the list."),
        widget=forms.TextInput(attrs={"list": "areas", "autocomplete": "off"}),
    )
    from_date = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    to_date = forms.DateField(
        label=_("Until (if left empty: no end)"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, data: Any = None, *, areas: Mapping[str, str]) -> None:
        super().__init__(data)
        self.areas = areas

    def clean_area(self) -> str:
        """The code of an area in sight, written as a code, as "code name", or as a name that only one area has."""
        said = str(self.cleaned_data["area"]).strip()
        code = said.split()[0] if said[:1].isdigit() else ""
        named = [key for key, name in self.areas.items() if name == said]
        found = code if code in self.areas else named[0] if len(named) == 1 else ""
        if not found:
            raise forms.ValidationError(_("You have no area with this name; choose one from the list."), code="area")
        return found
