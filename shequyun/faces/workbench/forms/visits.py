"""The form of a visit: one page, everything that the system knows already filled in or shown."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.ids import new_id
from shequyun.engines.worklist.actions import Promised
from shequyun.engines.worklist.choices import VisitOutcome
from shequyun.faces.workbench.forms.values import form_field
from shequyun.faces.workbench.keys import as_uuid
from shequyun.kernel.facts.fields import Field, subject_of

USUAL = ("phone", "contact_name", "contact_phone")
HOME = ("use", "tenure")
MOMENT = "%Y-%m-%dT%H:%M"


def _moment(label: Any, *, required: bool = False) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(
        label=label, required=required, widget=widget, input_formats=[MOMENT, "%Y-%m-%dT%H:%M:%S"]
    )


class VisitForm(forms.Form):
    """Who, when, what came of it, what was learned, said and promised.

    Inputs of what was learned are named value_KEY_FIELD; nothing typed means nothing learned.
    """

    visit_id = forms.UUIDField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("Result of the visit"),
        choices=VisitOutcome.choices,
        widget=forms.RadioSelect(attrs={"autofocus": True}),
    )
    visited_at = _moment(_("When"), required=True)
    again_at = _moment(_("Come back at"))
    people = forms.TypedMultipleChoiceField(required=False, coerce=UUID)
    said = forms.CharField(
        label=_("What they told"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    labels = forms.TypedMultipleChoiceField(
        label=_("Labels"), required=False, coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    promise = forms.CharField(label=_("What is promised"), required=False, max_length=200)
    promise_due = forms.DateField(
        label=_("By when"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(
        self,
        people: list[Any],
        home: Any,
        asked: Mapping[UUID, Iterable[str]],
        labels: Iterable[Any],
        data: Any = None,
        *,
        chosen: Iterable[UUID] = (),
        outcome: str = VisitOutcome.MET,
    ) -> None:
        self.rows: list[dict[str, Any]] = []
        picked = list(chosen) or [one.pk for one in people]
        initial = {
            "visit_id": new_id(), "outcome": outcome, "visited_at": timezone.localtime(), "people": picked,
        }  # fmt: skip
        super().__init__(data, initial=initial)
        self.fields["people"].choices = [(one.pk, one.name) for one in people]  # type: ignore[attr-defined]
        self.fields["labels"].choices = [(one.pk, one.name) for one in labels]  # type: ignore[attr-defined]
        said = set(map(as_uuid, data.getlist("people"))) if data is not None else set(picked)
        for one in people:
            names = list(dict.fromkeys([*USUAL, *asked.get(one.pk, ())]))
            self._row("resident", one, names, set(asked.get(one.pk, ())), one.pk in said)
        if home is not None:
            wanted = asked.get(home.pk, ())
            self._row("dwelling", home, list(dict.fromkeys([*HOME, *wanted])), set(wanted), True)

    def _row(self, kind: str, record: Any, names: list[str], asked: set[str], chosen: bool) -> None:
        bound = []
        for name in names:
            spec = subject_of(kind).by_name[name]
            key = f"value_{record.pk}_{name}"
            self.fields[key] = field = form_field(spec)
            field.required = False
            _hint(field, spec, record)
            bound.append((self[key], name in asked))
        self.rows.append({"kind": kind, "record": record, "fields": bound, "chosen": chosen})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("promise")) != bool(data.get("promise_due")):
            missing = "promise_due" if data.get("promise") else "promise"
            if missing not in self.errors:
                self.add_error(missing, _("A promise needs both: what, and by when."))
        return data

    def learned(self) -> dict[UUID, dict[str, Any]]:
        """What was typed about the home and the people chosen, by key."""
        found: dict[UUID, dict[str, Any]] = {}
        chosen = set(self.cleaned_data["people"])
        for row in self.rows:
            record = row["record"]
            if row["kind"] == "resident" and record.pk not in chosen:
                continue
            prefix = f"value_{record.pk}_"
            values = {
                name[len(prefix) :]: value for name, value in self.cleaned_data.items() if name.startswith(prefix)
            }
            said = {name: value for name, value in values.items() if value not in (None, "")}
            if said:
                found[record.pk] = said
        return found

    def promises(self) -> list[Promised]:
        """The promise, if one was made."""
        data = self.cleaned_data
        return [Promised(data["promise"], data["promise_due"])] if data.get("promise") else []

    def again(self) -> datetime | None:
        """When they asked to come back."""
        return self.cleaned_data["again_at"] if self.cleaned_data["outcome"] == VisitOutcome.COME_BACK else None


def _hint(field: forms.Field, spec: Field, record: Any) -> None:
    """What is known stands in the empty input, masked, so that nothing is typed that is known."""
    raw = spec.read(getattr(record, spec.kept))
    known = spec.mask(str(raw)) if raw and spec.mask else spec.shown(raw) if raw else ""
    if spec.codes is not None:
        label = _("now: %(value)s") % {"value": known} if known else "—"
        field.choices = [("", label), *list(spec.codes.items())]  # type: ignore[attr-defined]
    else:
        field.widget.attrs["placeholder"] = str(known)
