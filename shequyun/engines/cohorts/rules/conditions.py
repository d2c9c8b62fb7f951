"""Conditions as documented JSON (docs/conditions.md): and, or, not, nested, over criteria. Reading is strict.

    {"all": [{"field": "age", "op": "ge", "value": 60}, {"field": "lives_alone", "op": "yes"},
             {"any": [...]}, {"not": {...}}]}

Nothing in it is code or a column: a condition can only name criteria, so it cannot read outside the actor's scope.
Its size is bounded, so that it cannot harm the database.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput
from shequyun.engines.cohorts.rules.criteria import VALUELESS, Criterion, Kind, criterion_of

MAX_LEAVES, MAX_DEPTH, MAX_VALUES, MAX_TEXT = 40, 5, 100, 64
MAX_DAYS, MAX_NUMBER = 36_500, 1_000_000


class ConditionWrong(BadInput):
    code = "cohorts.condition_wrong"
    sentence = _("The condition cannot be read at %(at)s: %(why)s")


@dataclass(frozen=True)
class Leaf:
    """One criterion asked."""

    criterion: Criterion
    op: str
    value: Any


@dataclass(frozen=True)
class Group:
    """Parts of which all, or any, must hold; `negated`: that must not be so. An empty group of all asks nothing."""

    parts: tuple["Group | Leaf", ...]
    any: bool = False
    negated: bool = False


def read_condition(said: Any) -> Group:
    """The condition that the JSON says. Refuses what it does not know, naming the place."""
    found = _read(said, "$", 1)
    group = found if isinstance(found, Group) else Group((found,))
    if sum(1 for _leaf in leaves(group)) > MAX_LEAVES:
        raise ConditionWrong(at="$", why=_("more than %(max)d criteria") % {"max": MAX_LEAVES})
    return group


def leaves(group: Group) -> Iterator[Leaf]:
    """Every criterion asked, in reading order."""
    for part in group.parts:
        if isinstance(part, Leaf):
            yield part
        else:
            yield from leaves(part)


def as_json(part: Group | Leaf) -> dict[str, Any]:
    """The JSON that reads back as the same condition."""
    if isinstance(part, Leaf):
        said: dict[str, Any] = {"field": part.criterion.name, "op": part.op}
        return said if part.op in VALUELESS else said | {"value": _plain(part.value)}
    inner: dict[str, Any] = {"any" if part.any else "all": [as_json(one) for one in part.parts]}
    return {"not": inner} if part.negated else inner


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _read(said: Any, at: str, depth: int) -> Group | Leaf:
    if not isinstance(said, Mapping):
        raise ConditionWrong(at=at, why=_("an object is expected here"))
    if depth > MAX_DEPTH:
        raise ConditionWrong(at=at, why=_("nested deeper than %(max)d") % {"max": MAX_DEPTH})
    if "field" in said:
        return _leaf(said, at)
    if len(said) != 1 or next(iter(said)) not in ("all", "any", "not"):
        raise ConditionWrong(at=at, why=_("exactly one of all, any, not, or a field is expected"))
    kind, inner = next(iter(said.items()))
    if kind == "not":
        found = _read(inner, f"{at}.not", depth)
        group = found if isinstance(found, Group) and not found.negated else Group((found,))
        return Group(group.parts, group.any, negated=True)
    if not isinstance(inner, list):
        raise ConditionWrong(at=at, why=_("a list is expected"))
    parts = (_read(part, f"{at}.{kind}[{index}]", depth + 1) for index, part in enumerate(inner[: MAX_LEAVES + 1]))
    return Group(tuple(parts), any=kind == "any")


def _leaf(said: Mapping[str, Any], at: str) -> Leaf:
    criterion = criterion_of(str(said["field"]))
    if criterion is None:
        raise ConditionWrong(at=at, why=_("there is no criterion “%(name)s”") % {"name": said["field"]})
    op = said.get("op")
    if op not in criterion.asks():
        raise ConditionWrong(at=at, why=_("“%(op)s” cannot be used with it") % {"op": op})
    unknown = set(said) - {"field", "op", "value"}
    if unknown:
        raise ConditionWrong(at=at, why=_("it holds more than field, op and value"))
    return Leaf(criterion, str(op), None if op in VALUELESS else clean_value(criterion, str(op), said.get("value"), at))


def clean_value(criterion: Criterion, op: str, value: Any, at: str = "$") -> Any:
    """A value as the criterion's kind needs it. Refuses what is not one, with the place."""
    if op == "between":
        if not isinstance(value, list | tuple) or len(value) != 2:
            raise ConditionWrong(at=at, why=_("two values are expected"))
        first, last = (_one(criterion, op, one, at) for one in value)
        if first > last:
            raise ConditionWrong(at=at, why=_("the first value is greater than the second"))
        return [first, last]
    if criterion.kind == Kind.CODE:
        return _codes(criterion, value, at)
    return _one(criterion, op, value, at)


def _one(criterion: Criterion, op: str, value: Any, at: str) -> Any:
    if op.endswith("_days"):
        return _number(value, at, MAX_DAYS)
    if criterion.kind == Kind.NUMBER:
        return _number(value, at, MAX_NUMBER)
    if criterion.kind == Kind.DATE:
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            raise ConditionWrong(at=at, why=_("a day is expected, like 2021-06-16")) from None
    text = str(value or "").strip()
    if not text or len(text) > MAX_TEXT or "\x00" in text:
        raise ConditionWrong(at=at, why=_("a text of 1 to %(max)d characters is expected") % {"max": MAX_TEXT})
    return text


def _number(value: Any, at: str, most: int) -> int:
    text = str(value).strip()
    if isinstance(value, bool) or not (text.isascii() and text.isdigit()) or int(text) > most:
        raise ConditionWrong(at=at, why=_("a whole number from 0 to %(max)d is expected") % {"max": most})
    return int(text)


def _codes(criterion: Criterion, value: Any, at: str) -> list[str]:
    said = value if isinstance(value, list | tuple) else [value]
    known = criterion.choices()
    if not said or len(said) > MAX_VALUES:
        raise ConditionWrong(at=at, why=_("choose 1 to %(max)d values") % {"max": MAX_VALUES})
    for one in said:
        if str(one) not in known:
            raise ConditionWrong(at=at, why=_("“%(value)s” is not one of its values") % {"value": one})
    return [str(one) for one in said]
