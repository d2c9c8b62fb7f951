"""Forms of residents: the list's filter, and one field at a time."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shequyun.faces.workbench.forms.values import form_field
from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.facts.fields import Field
from shequyun.kernel.residents.choices import SEXES
from shequyun.kernel.residents.queries import ResidentFilter
from shequyun.kernel.residents.rules.presence import PRESENCE_LABELS


class ListForm(forms.Form):
    """The filter of the list; what cannot be read counts as not said, so that an old link never fails."""

    name = forms.CharField(label=_("Name contains"), required=False, max_length=32)
    community = forms.ChoiceField(label=_("Committee"), required=False)
    building = forms.UUIDField(required=False, widget=forms.HiddenInput)
    presence = forms.ChoiceField(label=_("Presence"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=[("", _("Any")), *SEXES.items()])
    age_from = forms.IntegerField(label=_("Age from"), required=False, min_value=0, max_value=150)
    age_to = forms.IntegerField(label=_("Age to"), required=False, min_value=0, max_value=150)
    phone = forms.ChoiceField(
        label=_("Phone"), required=False, choices=[("", _("Any")), ("yes", _("Known")), ("no", _("Not known"))]
    )
    not_seen_since = forms.DateField(
        label=_("Not confirmed since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Any, *, committees: Iterable[Any]) -> None:
        super().__init__(data)
        choices = [("", _("All"))] + [(area.code, area.name) for area in committees]
        self.fields["community"].choices = choices  # type: ignore[attr-defined]
        self.fields["presence"].choices = [
            ("", _("Here")),
            *PRESENCE_LABELS.items(),
            ("any", _("All, including those who left")),
        ]  # type: ignore[attr-defined]

    def wanted(self) -> ResidentFilter:
        """The filter that the form says."""
        self.is_valid()
        said = {key: value for key, value in self.cleaned_data.items() if value not in (None, "")}
        if "building" in said:
            said["building"] = str(said["building"])
        return ResidentFilter(**said)


class FieldForm(forms.Form):
    """One value of one record, with the version that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, spec: Field, record: Any, data: Any = None) -> None:
        raw = spec.read(getattr(record, spec.kept))
        masked = spec.kind == FieldKind.SECRET
        super().__init__(data, initial={"value": "" if masked else raw, "version": record.version})
        self.fields["value"] = form_field(spec)
        self.fields["value"].widget.attrs["autofocus"] = True
