"""Forms of buildings and homes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shequyun.faces.workbench.forms.values import form_field
from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.places.choices import BUILDING_KINDS, DWELLING_TENURES, DWELLING_USES

NONE = "-"  # the choice of those without a value


class PlaceListForm(forms.Form):
    """What the lists of places share: the committee, and text that the address contains."""

    counted: tuple[str, ...] = ()
    named = ""

    text = forms.CharField(label=_("Address contains"), required=False, max_length=40)
    community = forms.ChoiceField(label=_("Committee"), required=False)

    def __init__(self, data: Any, *, committees: Iterable[Any]) -> None:
        super().__init__(data)
        self.fields["community"].choices = [("", _("All"))] + [(area.code, area.name) for area in committees]  # type: ignore[attr-defined]
        self.is_valid()

    def said(self, name: str) -> Any:
        """A value of the filter, or nothing where it was not said or cannot be read."""
        return self.cleaned_data.get(name) or ""

    def wanted(self) -> dict[str, str]:
        """What the filters with counts say."""
        return {name: self.said(name) for name in self.counted}

    @property
    def asks(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.said("text") or any(self.wanted().values()))

    def narrow(self, found: Any, *, by_choices: bool = True) -> Any:
        """The places that meet the filter; those that the text alone asks for, if the choices are left out."""
        found = found.filter(**{f"{self.named}__contains": self.said("text")}) if self.said("text") else found
        return self.chosen(found) if by_choices else found

    def chosen(self, found: Any) -> Any:
        """The places of the choices made; NONE asks for those without a value."""
        return found.filter(**{name: "" if value == NONE else value for name, value in self.wanted().items() if value})


class BuildingListForm(PlaceListForm):
    """The filter of the list of buildings."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("Any")), *BUILDING_KINDS.items()])

    grid = forms.ChoiceField(label=_("Grid"), required=False)
    counted = ("kind", "grid", "community")
    named = "door"

    def __init__(self, data: Any, *, committees: Iterable[Any], grids: Iterable[Any] = ()) -> None:
        super().__init__(data, committees=committees)
        choices = [("", _("Any")), *((area.code, area.name) for area in grids), (NONE, _("in no grid"))]
        self.fields["grid"].choices = choices if len(choices) > 2 else []  # type: ignore[attr-defined]
        self.full_clean()


class DwellingListForm(PlaceListForm):
    """The filter of the list of homes."""

    use = forms.ChoiceField(label=_("Use"), required=False, choices=[("", _("Any")), *DWELLING_USES.items()])
    tenure = forms.ChoiceField(label=_("Tenure"), required=False, choices=[("", _("Any")), *DWELLING_TENURES.items()])

    counted = ("use", "tenure", "community")
    named = "address"


class HomeForm(forms.Form):
    """A home to enter in a building."""

    room = forms.CharField(
        label=_("Room"), max_length=24, help_text=_("For example 301; a part such as 亭子间 goes below.")
    )
    floor = forms.IntegerField(label=_("Floor"), required=False, min_value=-5, max_value=120)
    part = forms.CharField(label=_("Part of the house"), max_length=24, required=False)


class RecordForm(forms.Form):
    """All facts of one record, with the version that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def changed_values(self) -> dict[str, Any]:
        """Only what the person changed: the rest was not said."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name != "version"}


def record_form(kind: str, record: Any, data: Any = None) -> RecordForm:
    """A form over every field of a subject that people meet."""
    fields = [field for field in subject_of(kind).fields if field.on_screen]
    initial: dict[str, Any] = {"version": record.version}
    initial |= {f.name: getattr(record, f.kept) for f in fields if f.kind != FieldKind.SECRET}
    form = RecordForm(data, initial=initial)
    for field in fields:
        form.fields[field.name] = form_field(field)
    return form
