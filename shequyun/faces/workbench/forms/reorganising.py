"""The forms of merging a committee and of moving buildings."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.kernel.places.queries import areas_within


class MoveForm(forms.Form):
    """Into which committee, since when, and on what ground."""

    into = forms.ChoiceField(label=_("Move to"))
    on = forms.DateField(label=_("Since"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    ground = forms.CharField(label=_("Decision this is based on"), max_length=200)
    sure = forms.BooleanField(label=_("I have checked this against the decision"))

    def __init__(self, actor: Actor, data: Any = None) -> None:
        super().__init__(data, initial={"on": timezone.localdate()}, auto_id=f"{type(self).__name__}-%s")
        areas = [area for area in areas_within(actor, level="committee") if area.valid_to is None]
        for name in {"old", "into"} & set(self.fields):
            choices = [("", _("choose")), *((area.code, area.name) for area in areas)]
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class MergeForm(MoveForm):
    """Also which committee ends."""

    old = forms.ChoiceField(label=_("Committee that ends"))
    field_order = ("old", "into", "on", "ground", "sure")
