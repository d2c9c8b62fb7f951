"""Template tags of the design system."""

from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.template.defaultfilters import date as format_date
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _

from shequyun.base.ages import years_of

register = template.Library()


@register.inclusion_tag("ui/_field.html")
def field(bound: BoundField, kind: str = "") -> dict[str, Any]:
    """A form field with label, help and error. `kind`: wide | narrow."""
    if bound.errors:
        bound.field.widget.attrs["aria-invalid"] = "true"
        bound.field.widget.attrs["aria-describedby"] = f"{bound.id_for_label}-error"
    return {"field": bound, "kind": kind}


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The query string of this page with some values changed; an empty value takes one away."""
    values = context["request"].GET.copy()
    for key, value in changes.items():
        if value in (None, ""):
            values.pop(key, None)
        else:
            values[key] = str(value)
    return f"?{values.urlencode()}" if values else "?"


@register.filter
def percent(share: float | None) -> str:
    """0.715 -> 72%."""
    return "—" if share is None else f"{share * 100:.0f}%"


@register.filter
def whole(share: float | None) -> int:
    """0.715 -> 72, for progress elements."""
    return round((share or 0) * 100)


@register.filter
def day(value: date | datetime | str | None) -> str:
    """A day as people say it: 6月2日 in this year, 2020年6月2日 before."""
    if not value:
        return "—"
    assert not isinstance(value, str)
    here = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return format_date(here, _("F j") if here.year == timezone.localdate().year else _("F j, Y"))


@register.filter
def age(born: date | None, on: date | None = None) -> int | str:
    """Whole years today, or on a day."""
    return "" if born is None else years_of(born, on or timezone.localdate())


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """mapping[key], or nothing."""
    return mapping.get(key, "") if mapping else ""


@register.filter
def split(words: str) -> list[str]:
    """Words of a text."""
    return words.split()


@register.simple_tag
def css(name: str) -> str:
    """The address of a component's style sheet."""
    return static(f"ui/{name}.css")


@register.simple_tag
def js(name: str) -> str:
    """The address of a component's script."""
    return static(f"ui/{name}.js")
