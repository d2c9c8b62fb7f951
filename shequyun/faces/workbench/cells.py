"""Cells of lists as HTML. In Python, not in a template: a page of a hundred rows has a thousand of them, and Django's
templates take a third of its time for them."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import conditional_escape as escaped
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from shequyun.kernel.residents.rules.presence import PRESENCE_LABELS
from shequyun.ui.templatetags.ui import day, percent, whole

NOTHING = mark_safe('<span class="muted">—</span>')
_ANY = UUID(int=0)
_TONES = {"both": " badge--ok", "hukou_only": " badge--warn", "living_only": " badge--info"}


def link(name: str, key: Any) -> str:
    """The address of a record's page. What comes before and after the key is worked out once."""
    before, after = _around(name)
    return f"{before}{key}{after}"


@cache
def _around(name: str) -> tuple[str, str]:
    before, _key, after = reverse(name, args=[_ANY]).partition(str(_ANY))
    return before, after


def cells_html(cells: Iterable[tuple[bool, Any]]) -> SafeString:
    """The cells of one row: (whether it is a number, the cell)."""
    return mark_safe("".join(map(_one, cells)))  # noqa: S308 - every value below is escaped


def _one(column: tuple[bool, Any]) -> str:
    number, cell = column
    return f"<td{' class=number' if number else ''}>{_HTML.get(cell.kind, _text)(cell.value)}</td>"


def _text(value: Any) -> str:
    return NOTHING if value is None or value == "" else escaped(value)


def _labels(value: Any) -> str:
    return "".join(
        f'<span class="label label--{escaped(one.label.tone)}" title="{escaped(one.label.meaning)}">'
        f"{escaped(one.label.short)}</span>"
        for one in value
    )


def _day(value: Any) -> str:
    return f'<span class="nowrap">{escaped(day(value))}</span>'


def _stale(value: Any) -> str:
    return f'<span class="badge badge--warn">{escaped(day(value))}</span>'


def _presence(value: Any) -> str:
    return f'<span class="badge{_TONES.get(value, "")}">{escaped(PRESENCE_LABELS.get(value, ""))}</span>'


def _home(value: Any) -> str:
    return f'<a href="{link("workbench:dwelling", value.pk)}">{escaped(value.address)}</a>' if value else NOTHING


def meter_html(share: float | str | None) -> SafeString:
    """A share, 0 to 1, as a bar with its percentage; a dash where it is not known, or a template found none."""
    if share is None or isinstance(share, str):
        return NOTHING
    tone = "ok" if share > 0.9 else "warn" if share < 0.5 else ""
    return format_html(
        '<span class="meter"><progress max="100" value="{0}" class="{1}" aria-label="{2}"></progress>'
        "<span>{2}</span></span>",
        whole(share),
        tone,
        percent(share),
    )


_HTML: dict[str, Callable[[Any], str]] = {
    "labels": _labels,
    "meter": meter_html,
    "day": _day,
    "stale": _stale,
    "presence": _presence,
    "home": _home,
}
