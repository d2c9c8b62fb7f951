"""Forms of cases: taking a matter in, and the filter of their lists."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shequyun.base.ids import new_id
from shequyun.engines.cases.actions import Intake
from shequyun.engines.cases.choices import BY_HAND, Channel, Kind, State, Urgency
from shequyun.engines.cases.queries import CaseFilter
from shequyun.engines.cases.rules.matters import leaves
from shequyun.ui.widgets import LongSelect

MOMENT = "%Y-%m-%dT%H:%M"


class IntakeForm(forms.Form):
    """What is written down while somebody talks. Only their words are asked for; everything else may be empty."""

    case_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    resident_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    caller_name = forms.CharField(label=_("Name, if given"), max_length=64, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    anonymous = forms.BooleanField(label=_("Wants to stay anonymous"), required=False)
    place = forms.CharField(
        label=_("Where"), max_length=120, required=False, help_text=_(
            "Home or building (610-3-301), or a description. If left empty: the person's home."
        )
    )  # fmt: skip
    words = forms.CharField(
        label=_("The matter, in their own words"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    matter = forms.CharField(max_length=32, required=False)
    kind = forms.ChoiceField(choices=Kind.choices, required=False)
    channel = forms.ChoiceField(
        label=_("How it came"),
        choices=[(one.value, one.label) for one in BY_HAND],
        initial=Channel.DESK,
        required=False,
    )
    urgency = forms.ChoiceField(label=_("Urgency"), choices=Urgency.choices, initial=Urgency.NORMAL, required=False)
    outside_number = forms.CharField(label=_("Hotline or petition number"), max_length=40, required=False)
    received_at = forms.DateTimeField(
        label=_("Received"), required=False, input_formats=[MOMENT], help_text=_("If left empty: now."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
    )  # fmt: skip
    sensitive = forms.BooleanField(label=_("Sensitive: seen only by those who handle it"), required=False)
    leave = forms.BooleanField(label=_("Let the head assign it"), required=False)

    def intake(self, *, papers: list[str], **found: Any) -> Intake:
        """What is to be registered, with what the view found for the place."""
        data = self.cleaned_data
        return Intake(
            words=data["words"], case_id=data["case_id"], channel=data["channel"] or Channel.DESK,
            kind=data["kind"] or Kind.HELP, matter=data["matter"], urgency=data["urgency"] or Urgency.NORMAL,
            resident_id=data["resident_id"], caller_name=data["caller_name"], phone=data["phone"],
            anonymous=data["anonymous"], papers=papers, sensitive=data["sensitive"],
            outside_number=data["outside_number"], received_at=data["received_at"], take=not data["leave"], **found,
        )  # fmt: skip


class CaseFilterForm(forms.Form):
    """The filter of a list, as it stands in the address."""

    text = forms.CharField(label=_("Number or words"), required=False, max_length=40)
    branch = forms.ChoiceField(label=_("Matter brought"), required=False, widget=LongSelect)
    channel = forms.ChoiceField(label=_("How it came"), required=False, choices=[("", "—"), *Channel.choices])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", "—"), *Kind.choices])
    community = forms.ChoiceField(label=_("Committee"), required=False, widget=LongSelect)
    handler = forms.ChoiceField(label=_("Handler"), required=False, widget=LongSelect)
    since = forms.DateField(label=_("Received from"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Received until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    state = forms.CharField(required=False, widget=forms.HiddenInput)
    mine = forms.CharField(required=False, widget=forms.HiddenInput)
    due = forms.CharField(required=False, widget=forms.HiddenInput)
    flag = forms.CharField(required=False, widget=forms.HiddenInput)
    building = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, committees: dict[str, str], handlers: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["branch"].choices = [("", "—"), *_matter_choices()]  # type: ignore[attr-defined]
        self.fields["community"].choices = [("", "—"), *committees.items()]  # type: ignore[attr-defined]
        self.fields["handler"].choices = [("", "—"), *handlers]  # type: ignore[attr-defined]

    def wanted(self) -> CaseFilter:
        """The filter; what cannot be read narrows nothing."""
        data = self.cleaned_data if self.is_valid() else {}
        return CaseFilter(**{name: value for name, value in data.items() if value})


def _matter_choices() -> list[tuple[str, str]]:
    """Branches, each followed by its leaves."""
    return [
        (one.code, ("" if not one.parent else "　") + one.name)
        for branch, found in leaves()
        for one in (branch, *found)
    ]


STATES = [("open", _("Open")), *[(one.value, one.label) for one in State if one != State.MERGED]]
