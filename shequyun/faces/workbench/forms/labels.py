"""Forms of labels."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shequyun.kernel.facts.choices import Sensitivity
from shequyun.kernel.labels.choices import LabelSubject, Tone


class LabelForm(forms.Form):
    """A label of the dictionary."""

    name = forms.CharField(label=_("Label name"), max_length=24)
    short = forms.CharField(
        label=_("Short form"), max_length=6, required=False, help_text=_("Up to six characters, shown in lists.")
    )
    meaning = forms.CharField(label=_("Meaning"), max_length=200)
    owner = forms.CharField(label=_("Label of which department"), max_length=32)
    tone = forms.ChoiceField(label=_("Colour"), choices=Tone.choices)
    subject_kind = forms.ChoiceField(label=_("Used for"), choices=LabelSubject.choices, required=False)
    sensitivity = forms.ChoiceField(
        label=_("Sensitivity"),
        choices=Sensitivity.choices,
        initial=Sensitivity.PERSONAL,
        help_text=_("Sensitive labels can be seen, added and removed only from posts that may see them."),
    )
    needs_evidence = forms.BooleanField(
        label=_("Needs evidence"), required=False, help_text=_("A certificate number, a list or a visit, for example.")
    )
    lasts_days = forms.IntegerField(
        label=_("Expires after (days)"),
        required=False,
        min_value=1,
        max_value=3650,
        help_text=_("If left empty: until somebody removes it."),
    )

    def clean_subject_kind(self) -> str:
        """A resident where nothing is said."""
        return self.cleaned_data["subject_kind"] or LabelSubject.RESIDENT.value


class PutForm(forms.Form):
    """Putting one label on one subject."""

    label = forms.UUIDField()
    evidence = forms.CharField(max_length=200, required=False)
    until = forms.DateField(required=False)
