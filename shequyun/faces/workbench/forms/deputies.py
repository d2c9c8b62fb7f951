"""Forms of deputies: a session, a suggestion, a public-opinion report."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from shequyun.base.ids import new_id
from shequyun.programmes.deputies.actions import Draft, Plan
from shequyun.programmes.deputies.choices import Power


class SessionForm(forms.Form):
    """When, where, about what, with which deputies."""

    session_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    theme = forms.CharField(label=_("Theme"), max_length=120, widget=forms.TextInput(attrs={"autofocus": True}))
    held_on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    station = forms.TypedChoiceField(label=_("Station"), required=False, coerce=UUID, empty_value=None)
    place = forms.CharField(
        label=_("Another place"), max_length=120, required=False, help_text=_("If left empty: the station's address")
    )
    deputies = forms.TypedMultipleChoiceField(
        label=_("Deputies who take part"), required=False, coerce=UUID, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, deputies: list[Any], stations: list[Any], **kwargs: Any) -> None:
        kwargs["initial"] = {"session_id": new_id()} | kwargs.get("initial", {})
        super().__init__(data, **kwargs)
        choices = [(str(one.pk), f"{one.name} · {one.get_congress_display()}") for one in deputies]
        self.fields["deputies"].choices = choices  # type: ignore[attr-defined]
        places = [(str(one.pk), f"{one.name} · {one.place}") for one in stations]
        self.fields["station"].choices = [("", "—"), *places]  # type: ignore[attr-defined]

    def plan(self) -> Plan:
        """What was filled in."""
        data = self.cleaned_data
        return Plan(
            data["theme"], data["held_on"], data["deputies"], data["session_id"], data["station"], data["place"]
        )


class SuggestionForm(forms.Form):
    """One matter: title, level of power, facts, proposal."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("Title"), max_length=120)
    power = forms.ChoiceField(label=_("Level of power"), choices=Power.choices)
    facts = forms.CharField(label=_("Facts and reasons"), widget=forms.Textarea(attrs={"rows": 6}), required=False)
    proposal = forms.CharField(label=_("What is proposed"), widget=forms.Textarea(attrs={"rows": 5}), required=False)


class ReportForm(forms.Form):
    """One matter: facts, analysis, proposal."""

    report_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("Title"), max_length=60, widget=forms.TextInput(attrs={"autofocus": True}))
    facts = forms.CharField(label=_("Facts"), widget=forms.Textarea(attrs={"rows": 7, "data-counted": ""}))
    analysis = forms.CharField(label=_("Analysis"), widget=forms.Textarea(attrs={"rows": 6, "data-counted": ""}))
    proposal = forms.CharField(label=_("Proposal"), widget=forms.Textarea(attrs={"rows": 6, "data-counted": ""}))
    writer = forms.CharField(label=_("Written by"), max_length=64)

    def draft(self, suggestion_id: UUID | None) -> Draft:
        """What was filled in."""
        data = self.cleaned_data
        return Draft(
            data["title"], data["facts"], data["analysis"], data["proposal"], data["writer"], data["report_id"],
            suggestion_id,
        )  # fmt: skip
