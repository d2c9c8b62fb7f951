"""The forms of one field of the dictionary."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shequyun.kernel.facts.queries import sources


class FieldForm(forms.Form):
    """What the field is for, the article, and how soon its values age."""

    purpose = forms.CharField(label=_("Purpose"), max_length=200)
    ground = forms.CharField(label=_("Article it is based on"), max_length=200, required=False)
    stale_after = forms.IntegerField(
        label=_("Out of date after days (if left empty: never)"), required=False, min_value=1
    )


class SourceTrustForm(forms.Form):
    """How far one source is trusted for this field."""

    source = forms.ChoiceField(label=_("Source"))
    rank = forms.IntegerField(label=_("Trust (0 to 100)"), min_value=0, max_value=100)
    holds_days = forms.IntegerField(label=_("Valid for days (if left empty: always)"), required=False, min_value=1)

    def __init__(self, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["source"].choices = [(source.code, source.name) for source in sources()]  # type: ignore[attr-defined]
