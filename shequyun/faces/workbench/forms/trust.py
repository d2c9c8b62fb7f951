"""The form of one trust rule."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shequyun.kernel.facts.queries import dictionary, sources


class TrustForm(forms.Form):
    """A field, a source, how far it is trusted, and how long its word holds."""

    field = forms.ChoiceField(label=_("Field"))
    source = forms.ChoiceField(label=_("Source"))
    rank = forms.IntegerField(label=_("Trust (0 to 100)"), min_value=0, max_value=100)
    holds_days = forms.IntegerField(label=_("Valid for days (if left empty: always)"), required=False, min_value=1)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        choices = []
        for subject, fields in dictionary():
            lines = [(f"{subject.kind}.*", _("all fields")), *((f"{subject.kind}.{f.name}", f.label) for f in fields)]
            choices.append((subject.label, lines))
        self.fields["field"].choices = choices  # type: ignore[attr-defined]
        self.fields["source"].choices = [(source.code, source.name) for source in sources()]  # type: ignore[attr-defined]
