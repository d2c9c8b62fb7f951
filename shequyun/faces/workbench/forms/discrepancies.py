"""Forms of discrepancies."""

from typing import Any

from django import forms

from shequyun.kernel.facts.queries import sources


class AnswerForm(forms.Form):
    """Which source is answered, from which day on, and what for."""

    source = forms.ChoiceField()
    since = forms.DateField(required=False)
    reason = forms.CharField(required=False, max_length=200)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["source"].choices = [(one.code, one.name) for one in sources()]  # type: ignore[attr-defined]
