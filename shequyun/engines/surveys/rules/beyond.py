"""What of a form the field app cannot fill in, in plain words: which question, why, and what to do. Pure."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

Beyond = dict[str, Any]
_EXPRESSION = _(
    "its %(place)s uses “%(piece)s”, which the field app does not support. Use the functions listed in the manual."
)
_PLACES = {
    "relevant": _("condition (relevant)"),
    "constraint": _("rule (constraint)"),
    "calculate": _("calculation"),
    "choice_filter": _("choice filter"),
    "required": _("condition for being required"),
    "default": _("default value"),
    "readonly": _("condition for being read only"),
}
_SAID = {
    "type": _("the field app has no questions of the type “%(piece)s”. Use text, integer, decimal, date, select_one, select_multiple, image, note or calculate."),
    "repeat_in_repeat": _("a repeat inside a repeat. Ask with one repeat only."),
    "repeat_count": _("a repeat with a fixed count. Leave repeat_count empty; the worker adds as many as there are."),
    "image_in_repeat": _("a photo inside a repeat. Move it out of the repeat."),
    "outside_repeat": _("it refers to a question inside a repeat, from outside of it. Refer within the repeat only."),
}  # fmt: skip


def beyond_of(title: str, row: int | None, why: str, piece: str = "") -> Beyond:
    """One thing, as an edition keeps it."""
    return {"title": title, "row": row, "why": why, "piece": piece[:40]}


def in_words(one: Mapping[str, Any]) -> str:
    """Why, and what to do."""
    if one["why"] in _PLACES:
        return str(_EXPRESSION) % {"place": _PLACES[one["why"]], "piece": one["piece"]}
    return str(_SAID[one["why"]]) % {"piece": one["piece"]}
