"""The filter of the list of orders."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shequyun.programmes.hotline.queries import DUES, OrderFilter

STATES = [
    ("open", _("Open orders")),
    ("ready", _("To be handed in")),
    ("handed_in", _("Handed in to the hotline")),
    ("all", _("All orders")),
]


class OrderFilterForm(forms.Form):
    """What the list is narrowed to, said by the address."""

    text = forms.CharField(label=_("Order number or words"), max_length=40, required=False)
    upload = forms.ChoiceField(label=_("From the list"), required=False)
    state = forms.ChoiceField(choices=STATES, required=False, widget=forms.HiddenInput)
    due = forms.ChoiceField(choices=[(due, due) for due in DUES], required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, lists: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["upload"].choices = [("", _("Any list")), *lists]  # type: ignore[attr-defined]

    def wanted(self) -> OrderFilter:
        """What was understood; the rest is as if it had not been said."""
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        return OrderFilter(**{"state": "", **found})
