"""A long choice reads as Django's own does."""

import re

import pytest
from django import forms

from shequyun.ui.widgets import LongSelect

CHOICES = [("", "—"), ("a", "甲 <1>"), ("b", '乙 & "丙"')]


@pytest.mark.parametrize("value", ["", "a", "b", "c", None])
def test_a_long_select_says_what_a_select_says(value: str | None) -> None:
    def shown(kind: type[forms.Select]) -> list[str]:
        widget = kind(choices=CHOICES, attrs={"class": "wide"})
        page = widget.render("committee", value, {"id": "id_committee", "required": False})
        options = re.sub(r"\s*\n\s*", "", page)
        return [options.partition(">")[2], *sorted(options.partition(">")[0].split())]

    assert shown(LongSelect) == shown(forms.Select)
