"""Forms of tasks, drives and matters."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shequyun.engines.worklist.choices import Spread, TaskOutcome
from shequyun.faces.workbench.forms.values import form_field
from shequyun.kernel.facts.fields import subject_of

VALUE = "value_"


class EndForm(forms.Form):
    """How a task ended: the fields that its drive asks, and a word."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[(one.value, one.label) for one in (TaskOutcome.DONE, TaskOutcome.REFUSED, TaskOutcome.MOOT)],
    )
    said = forms.CharField(label=_("Remark"), max_length=300, required=False)

    def __init__(self, task: Any, subject: Any, data: Any = None) -> None:
        super().__init__(data)
        self.asked = [subject_of(task.subject_kind).by_name[name] for name in task.drive.fields]
        for spec in self.asked:
            self.fields[VALUE + spec.name] = field = form_field(spec)
            raw = spec.read(getattr(subject.record, spec.kept)) if subject else ""
            known = spec.mask(str(raw)) if raw and spec.mask else spec.shown(raw) if raw else ""
            field.required = False
            field.help_text = _("known: %(value)s") % {"value": known} if known else _("not known yet")
        self.order_fields([*(VALUE + spec.name for spec in self.asked), "outcome", "said"])

    def values(self) -> dict[str, Any]:
        """What was learned, by field of the dictionary."""
        found = {spec.name: self.cleaned_data.get(VALUE + spec.name) for spec in self.asked}
        return {name: value for name, value in found.items() if value not in (None, "")}


class ShareForm(forms.Form):
    """A list shared out: matter, title, over whom, how, until when."""

    matter = forms.CharField(max_length=32)
    matter_name = forms.CharField(max_length=48, required=False)
    title = forms.CharField(max_length=120)
    workers = forms.TypedMultipleChoiceField(required=False)
    by = forms.ChoiceField(choices=Spread.choices, required=False)
    due_on = forms.DateField(required=False)
    words = forms.CharField(max_length=500, required=False)
    drive_id = forms.UUIDField(required=False)
    asked_for = forms.CharField(max_length=48, required=False)

    def __init__(self, data: Any, *, workers: list[Any]) -> None:
        super().__init__(data)
        self.fields["workers"].choices = [(str(one.staff_id), one.name) for one in workers]  # type: ignore[attr-defined]


class MatterForm(forms.Form):
    """A line of the list of matters."""

    name = forms.CharField(label=_("Matter"), max_length=48)
    owner = forms.CharField(label=_("Responsible department"), max_length=32)
    ground = forms.CharField(label=_("Legal ground"), max_length=200)
    working_days = forms.IntegerField(label=_("Working days allowed"), min_value=1, max_value=250, initial=10)
    fields_asked = forms.MultipleChoiceField(label=_("Fields asked"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = []
        for kind in ("resident", "dwelling", "organisation"):
            subject = subject_of(kind)
            choices += [
                (f"{kind}.{one.name}", f"{subject.label} · {one.label}") for one in subject.fields if one.on_screen
            ]
        self.fields["fields_asked"].choices = choices  # type: ignore[attr-defined]
        self.fields["fields_asked"].widget.attrs["size"] = 8
