"""Forms of doses, of reasons against them, and of the pages of vaccination."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.programmes.vaccination.actions import Called
from shequyun.programmes.vaccination.choices import ADULT, CALLED, PRODUCTS, VACCINES, Evidence, RemarkKind


def day_field(label: Any, *, required: bool = True, today: bool = True) -> forms.DateField:
    """A day, today unless said."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, initial=timezone.localdate if today else None)


class DoseForm(forms.Form):
    """A dose, seen on a certificate or told."""

    product = forms.ChoiceField(label=_("Vaccine"), choices=list(PRODUCTS.items()))
    given_on = day_field(_("Day of the dose"))
    evidence = forms.ChoiceField(
        label=_("Read from"), choices=Evidence.choices, initial=Evidence.CERTIFICATE, required=False
    )
    site = forms.CharField(label=_("Vaccination unit"), max_length=64, required=False)
    lot = forms.CharField(label=_("Batch number"), max_length=32, required=False)


class RemarkForm(forms.Form):
    """Why somebody is not called for a vaccine."""

    vaccine = forms.ChoiceField(label=_("Vaccine"), choices=[(code, one.label) for code, one in VACCINES.items()])
    kind = forms.ChoiceField(label=_("Kind"), choices=RemarkKind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("In their words, or what the doctor told them. Seen only by posts that may see reasons."),
    )
    from_date = day_field(_("Since"))
    until = day_field(_("Expires on"), required=False, today=False)


class CoverageForm(forms.Form):
    """Which vaccine, as of which day."""

    vaccine = forms.ChoiceField(
        label=_("Vaccine"), required=False, choices=[(code, VACCINES[code].label) for code in ADULT]
    )
    on = day_field(_("As of"), required=False)

    def said(self) -> tuple[str, Any]:
        """The vaccine and the day; the first one and today where nothing readable was said."""
        data = self.cleaned_data if self.is_valid() else {}
        return data.get("vaccine") or ADULT[0], data.get("on") or timezone.localdate()


class RecallForm(forms.Form):
    """Who is called: for which vaccine, from which age on."""

    vaccine = forms.ChoiceField(
        label=_("Vaccine"), required=False, choices=[(code, VACCINES[code].label) for code in ADULT]
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all due")), *((one.value, one.label) for one in CALLED)]
    )
    contact = forms.ChoiceField(
        label=_("Contact"),
        required=False,
        choices=[
            ("", _("called or not")),
            ("uncalled", _("not reached for 14 days")),
            ("coming", _("said to come")),
            ("missed", _("agreed to come, did not come")),
        ],
    )
    least = forms.IntegerField(label=_("Age from"), required=False, min_value=0, max_value=120)

    def said(self) -> tuple[str, str, int, str]:
        """The vaccine, the state, the least age and the contact; the first one and any where nothing readable was said."""
        data = self.cleaned_data if self.is_valid() else {}
        return (
            data.get("vaccine") or ADULT[0], data.get("state") or "", data.get("least") or 0, data.get("contact") or "",
        )  # fmt: skip


class CallForm(forms.Form):
    """What came of a call."""

    outcome = forms.ChoiceField(choices=Called.choices)
    comes_on = forms.DateField(required=False)
    said = forms.CharField(max_length=200, required=False)
