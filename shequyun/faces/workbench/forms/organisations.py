"""Forms of organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput
from shequyun.faces.workbench.forms.places import RecordForm
from shequyun.faces.workbench.forms.values import form_field
from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.organisations.choices import ORGANISATION_KINDS, ORGANISATION_STATES
from shequyun.kernel.organisations.rules import read_credit_code


class OrganisationListForm(forms.Form):
    """The filter of the list; what cannot be read counts as not said."""

    name = forms.CharField(label=_("Name contains"), required=False, max_length=40)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("Any")), *ORGANISATION_KINDS.items()])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("Any")), *ORGANISATION_STATES.items()])

    counted = ("kind", "state")

    def wanted(self, *, by_choices: bool = True) -> dict[str, str]:
        """What the filter says; without the choices, if they are left out."""
        self.is_valid()
        names = [name for name in self.fields if by_choices or name not in self.counted]
        return {name: str(self.cleaned_data.get(name) or "") for name in names}


class CreditCodeField(forms.CharField):
    """A unified social credit code, GB 32100."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return read_credit_code(text) if text else ""
        except BadInput as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def organisation_form(record: Any, data: Any = None) -> RecordForm:
    """A form over every field of an organisation; without a record, for a new one."""
    fields = [field for field in subject_of("organisation").fields if field.on_screen]
    initial: dict[str, Any] = {"version": record.version if record else 0}
    if record:
        initial |= {f.name: getattr(record, f.kept) for f in fields if f.kind != FieldKind.SECRET}
    form = RecordForm(data, initial=initial)
    for field in fields:
        form.fields[field.name] = form_field(field, required=field.name == "name")
    form.fields["credit_code"] = CreditCodeField(label=form.fields["credit_code"].label, required=False)
    return form
