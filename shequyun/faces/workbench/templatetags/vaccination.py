"""Words of vaccination, in templates."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from shequyun.programmes.vaccination.choices import EVIDENCES, PLATFORMS, PRODUCTS

register = template.Library()


@register.filter
def product(code: str) -> Any:
    """The name of a product."""
    return PRODUCTS.get(code, code)


@register.filter
def platform(code: str) -> Any:
    """The word for a technology; any where a rule names none."""
    return PLATFORMS.get(code, code) if code else _("any")


@register.filter
def ages(rule: Any) -> str:
    """For whom a rule is: from so many years or months of age, up to so many."""
    words = []
    if rule.least_months:
        words.append(_("from %(age)s") % {"age": _age(rule.least_months)})
    if rule.most_months:
        words.append(_("under %(age)s") % {"age": _age(rule.most_months)})
    return " ".join(words) or "—"


def _age(months: int) -> str:
    if months >= 36 and months % 12 == 0:
        return _("%(n)d years") % {"n": months // 12}
    return _("%(n)d months") % {"n": months}


@register.filter
def evidence(code: str) -> Any:
    """What a dose was read from."""
    return EVIDENCES.get(code, "—")
