"""Forms of the import wizard."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.engines.intake.fields import kinds, label_of
from shequyun.kernel.facts.queries import sources


class UploadForm(forms.Form):
    """A file, what it is about, who says it, and the day it speaks of."""

    file = forms.FileField(label=_("File"), widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}))
    subject = forms.ChoiceField(label=_("What it lists"), initial="resident")
    source = forms.ChoiceField(label=_("Where it comes from"), initial="ledger")
    observed_on = forms.DateField(
        label=_("As of"), initial=timezone.localdate, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["subject"].choices = [(kind, label_of(kind)) for kind in kinds()]  # type: ignore[attr-defined]
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            (source.code, source.name) for source in sources() if source.code not in ("system", "desk")
        ]
