"""Forms of the catalogue: a blank to upload, and who asks for it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shequyun.engines.ledgers.choices import Cycle


class FormDescription(forms.Form):
    """Who asks, on what ground, how often, approved by whom."""

    name = forms.CharField(label=_("Name of the form"), max_length=80)
    department = forms.CharField(label=_("Department"), max_length=40, required=False)
    asked_by = forms.CharField(label=_("Who asked"), max_length=40, required=False)
    cycle = forms.ChoiceField(label=_("How often"), choices=Cycle.choices)
    ground = forms.CharField(label=_("Legal ground"), max_length=200, required=False)
    approval = forms.CharField(label=_("Approval number"), max_length=80, required=False)
    valid_to = forms.DateField(
        label=_("Approved until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    expected_rows = forms.IntegerField(label=_("Lines to expect"), min_value=0, max_value=1_000_000, required=False)


def description_of(form: Any) -> dict[str, Any]:
    """The fields of a form as they are kept."""
    return {name: getattr(form, name) for name in FormDescription.base_fields}
