"""A condition in plain words, as somebody would say it aloud."""

from typing import Any

from django.utils.translation import gettext as _

from shequyun.engines.cohorts.rules.conditions import Group, Leaf
from shequyun.engines.cohorts.rules.criteria import OP_WORDS, Kind


def sentence(part: Group | Leaf) -> str:
    """What the condition means; a group inside another in brackets."""
    if isinstance(part, Leaf):
        return _leaf(part)
    if not part.parts:
        return _("everybody here")
    words = [_inner(one) for one in part.parts]
    joined = (_(" or ") if part.any else _(" and ")).join(words)
    return _("not (%(what)s)") % {"what": joined} if part.negated else joined


def _inner(part: Group | Leaf) -> str:
    said = sentence(part)
    bracketed = isinstance(part, Group) and len(part.parts) > 1 and not part.negated
    return _("(%(what)s)") % {"what": said} if bracketed else said


def _leaf(leaf: Leaf) -> str:
    criterion = leaf.criterion
    short = criterion.words(leaf.op, leaf.value) if criterion.words else None
    if short:
        return str(short)
    what = {"field": criterion.label, "op": OP_WORDS[leaf.op], "value": _value(leaf), "unit": criterion.unit}
    return str(_forms().get(leaf.op, _("%(field)s %(op)s %(value)s")) % what)


def _forms() -> dict[str, str]:
    return {
        "ge": _("%(field)s at least %(value)s%(unit)s"),
        "le": _("%(field)s at most %(value)s%(unit)s"),
        "between": _("%(field)s from %(value)s"),
        "last_days": _("%(field)s in the last %(value)s days"),
        "next_days": _("%(field)s within the next %(value)s days"),
        "older_days": _("%(field)s more than %(value)s days ago"),
        "before": _("%(field)s before %(value)s"),
        "after": _("%(field)s from %(value)s on"),
        "known": _("%(field)s known"),
        "unknown": _("%(field)s not known"),
        "in": _("%(field)s: %(value)s"),
        "not_in": _("%(field)s: not %(value)s"),
        "is": _("%(field)s: %(value)s"),
        "starts": _("%(field)s begins with “%(value)s”"),
        "contains": _("%(field)s contains “%(value)s”"),
        "yes": "%(field)s",
        "no": _("not: %(field)s"),
    }


def _value(leaf: Leaf) -> str:
    value: Any = leaf.value
    if leaf.criterion.kind == Kind.CODE and isinstance(value, list):
        codes = leaf.criterion.choices()
        return _(", ").join(str(codes.get(one, one)) for one in value)
    if isinstance(value, list):
        return _("%(first)s to %(last)s") % {"first": value[0], "last": value[1]}
    return "" if value is None else str(value)
