"""Forms of what happens to people: arriving, leaving, being born, dying, merging."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput
from shequyun.faces.workbench.forms.values import NameField, PhoneField
from shequyun.kernel.residents.choices import DOCUMENT_KINDS, END_REASONS, RELATIONS, SEXES, STAY_KINDS, TENURES
from shequyun.kernel.residents.rules.identity import check_agrees, read_document


def _choice(label: Any, table: Any, *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=required, choices=[("", "—"), *table.items()])


def day_field(label: Any, *, required: bool = True) -> forms.DateField:
    """A day, today unless said."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, initial=timezone.localdate)


class AddressField(forms.CharField):
    """A home, typed as people do; the view finds it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=120, help_text=_("For example 610-3-301, or the whole address."), **options)


class PaperForm(forms.Form):
    """A document: type and number, held against each other and against what is known."""

    document_kind = _choice(_("Document type"), DOCUMENT_KINDS)
    document_number = forms.CharField(label=_("Document number"), max_length=30, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("document_number"):
            try:
                paper = read_document(data["document_number"], data.get("document_kind", ""))
                check_agrees(paper, birth_date=data.get("birth_date"), sex=data.get("sex", ""))
                data["paper"] = paper
            except BadInput as refusal:
                self.add_error("document_number", str(refusal))
        return data


class EnterForm(PaperForm):
    """Somebody who is not known yet: as little as a name."""

    name = NameField(label=_("Name"), max_length=64)
    sex = _choice(_("Sex"), SEXES)
    birth_date = forms.DateField(
        label=_("Date of birth"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    phone = PhoneField(label=_("Phone"), required=False)
    address = AddressField(label=_("Home"))
    kinds = forms.MultipleChoiceField(
        label=_("Registered or living"),
        choices=STAY_KINDS.items(),
        initial=["living"],
        widget=forms.CheckboxSelectMultiple,
    )
    tenure = _choice(_("Lives here as"), TENURES)
    relation = _choice(_("Relation to head"), RELATIONS)
    from_date = day_field(_("Since"), required=False)

    field_order = [
        "name",
        "sex",
        "birth_date",
        "phone",
        "document_kind",
        "document_number",
        "address",
        "kinds",
        "tenure",
        "relation",
        "from_date",
    ]


class ArrivalForm(forms.Form):
    """A known resident at a home."""

    address = AddressField(label=_("Home"))
    kind = forms.ChoiceField(label=_("Registered or living"), choices=STAY_KINDS.items(), initial="living")
    from_date = day_field(_("Since"))
    tenure = _choice(_("Lives here as"), TENURES)
    relation = _choice(_("Relation to head"), RELATIONS)


class DepartureForm(forms.Form):
    """The end of a stay."""

    on = day_field(_("Left on"))
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[(code, label) for code, label in END_REASONS.items() if code not in ("merged", "death")],
    )
    to_address = forms.CharField(label=_("Where to, if known"), required=False, max_length=160)


class DeathForm(forms.Form):
    """A day of death."""

    on = day_field(_("Died on"))


class BirthForm(forms.Form):
    """A newborn in a household."""

    name = NameField(label=_("Name"), max_length=64)
    sex = _choice(_("Sex"), SEXES, required=True)
    birth_date = day_field(_("Date of birth"))
    relation = _choice(_("Relation to head"), RELATIONS)


class MergeForm(forms.Form):
    """Which record goes into this one, and why they are one person."""

    absorbed = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why they are one person"), max_length=200)
