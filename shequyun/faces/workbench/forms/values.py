"""One form field per kind of value in the dictionary, read by the rules of the trade."""

from typing import Any

from django import forms

from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.facts.fields import Field
from shequyun.kernel.residents.rules.contacts import NotAPhone, read_phone
from shequyun.kernel.residents.rules.names import normal_name


def form_field(spec: Field, *, required: bool = False) -> forms.Field:
    """The input for a field of the dictionary. A cleaned value is ready for the one door."""
    label = spec.label
    if spec.codes is not None:
        choices = [("", "—"), *((code, text) for code, text in spec.codes.items())]
        return forms.ChoiceField(label=label, choices=choices, required=required)
    if spec.kind == FieldKind.DATE:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(label=label, required=required, widget=widget)
    if spec.kind == FieldKind.NUMBER:
        return forms.DecimalField(label=label, required=required, min_value=0)
    if spec.kind == FieldKind.BOOLEAN:
        return forms.NullBooleanField(label=label, required=False)
    if spec.kind == FieldKind.SECRET:
        return PhoneField(label=label, required=required)
    if spec.name == "name":
        return NameField(label=label, required=True, max_length=64)
    return forms.CharField(label=label, required=required, max_length=120)


class PhoneField(forms.CharField):
    """A mobile or landline number, however it is typed."""

    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "tel", "autocomplete": "off"}
        super().__init__(max_length=32, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return read_phone(text)
        except NotAPhone as refusal:
            raise forms.ValidationError(refusal.sentence, code="phone") from None


class NameField(forms.CharField):
    """A name, with the spaces and dots that belong to it and no others."""

    def clean(self, value: Any) -> str:
        return normal_name(super().clean(value))
