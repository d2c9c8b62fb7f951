"""The filter of the audit trail."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class EntryFilter(forms.Form):
    """Verb, person, days, disclosures only; what cannot be read counts as not said."""

    verb = forms.ChoiceField(label=_("What was done"), required=False)
    staff = forms.CharField(label=_("By whom"), required=False, max_length=40)
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    disclosures = forms.BooleanField(label=_("Disclosures only"), required=False)

    def __init__(self, data: Any, *, verbs: Iterable[str]) -> None:
        super().__init__(data)
        self.fields["verb"].choices = [("", _("Any")), *((verb, verb) for verb in verbs)]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        """What the filter says."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
