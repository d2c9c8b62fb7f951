"""What an expression comes to. The same as the phone's (faces/field/static/field/form_xpath.js): both are held against
tests/expressions.json. Pure: the day comes as an argument.

Values are texts, numbers and truths, as in XPath 1.0. A day is its text; where a number is wanted, the days since 1970.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from shequyun.engines.surveys.rules.patterns import matches

Value = str | float | bool
_EPOCH = date(1970, 1, 1)
_DIGITS = 15  # that a number holds
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Around:
    """What an expression can see: the answers to other questions, its own, and the choice it is asked about."""

    find: Callable[[str], str]
    today: date
    this: str = ""
    row: Mapping[str, str] = field(default_factory=dict)


def worth(tree: Sequence[Any], around: Around) -> Value:
    """The value of a tree of rules.expressions."""
    kind = tree[0]
    if kind in ("num", "text"):
        return tree[1] if kind == "text" else float(tree[1])
    if kind == "of":
        return around.find(tree[1])
    if kind == "self":
        return around.this
    if kind == "column":
        return around.row.get(tree[1], "")
    if kind == "call":
        return _call(tree[1], tree[2], around)
    if kind in ("and", "or"):
        left = truth(worth(tree[1], around))
        return truth(worth(tree[2], around)) if left == (kind == "and") else left
    return _OPERATORS[kind](worth(tree[1], around), worth(tree[2], around))


def truth(value: Value) -> bool:
    """As XPath's boolean()."""
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def number(value: Value) -> float:
    """As XPath's number(); a day is the days since 1970."""
    if not isinstance(value, str):
        return float(value)
    said = value.strip()
    if _NUMBER.fullmatch(said):
        return float(said)
    day = as_day(said)
    return float((day - _EPOCH).days) if day else math.nan


def as_day(said: str) -> date | None:
    """A day of the calendar as YYYY-MM-DD, or nothing."""
    try:
        return date.fromisoformat(said) if _DAY.fullmatch(said) else None
    except ValueError:
        return None


def text(value: Value) -> str:
    """As XPath's string()."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _equal(one: Value, other: Value) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return truth(one) == truth(other)
    if isinstance(one, float) or isinstance(other, float):
        return number(one) == number(other)
    return one == other


def _divided(one: Value, other: Value) -> float:
    above, below = number(one), number(other)
    if below:
        return above / below
    return math.nan if above == 0 or math.isnan(above) or math.isnan(below) else math.copysign(math.inf, above)


def _rest(one: Value, other: Value) -> float:
    above, below = number(one), number(other)
    return math.nan if not below or math.isnan(below) or not math.isfinite(above) else math.fmod(above, below)


_OPERATORS: dict[str, Callable[[Value, Value], Value]] = {
    "=": _equal,
    "!=": lambda one, other: not _equal(one, other),
    "<": lambda one, other: number(one) < number(other),
    "<=": lambda one, other: number(one) <= number(other),
    ">": lambda one, other: number(one) > number(other),
    ">=": lambda one, other: number(one) >= number(other),
    "+": lambda one, other: number(one) + number(other),
    "-": lambda one, other: number(one) - number(other),
    "*": lambda one, other: number(one) * number(other),
    "div": _divided,
    "mod": _rest,
}


def _call(name: str, trees: Sequence[Any], around: Around) -> Value:
    if name == "if":
        return worth(trees[1 if truth(worth(trees[0], around)) else 2], around)
    if name == "today":
        return around.today.isoformat()
    return _FUNCTIONS[name](*(worth(tree, around) for tree in trees))


def _rounded(value: Value, places: Value = 0.0) -> float:
    """Halves upwards, as in XPath."""
    digits, said = number(places), number(value)
    if not abs(digits) <= _DIGITS or not math.isfinite(said):
        return math.nan
    scale = 10.0 ** math.trunc(digits)
    return math.floor(said * scale + 0.5) / scale


def _part(value: Value, start: Value, end: Value = math.inf) -> str:
    """From a place, counted from nought, up to before another."""
    said, first, last = text(value), number(start), number(end)
    if math.isnan(first) or math.isnan(last):
        return ""
    return said[max(0, int(first)) : max(0, int(min(last, len(said))))]


def _as_date(value: Value) -> str:
    days = number(value)
    if not math.isfinite(days) or not -719162 <= days <= 2932896:
        return ""
    return (_EPOCH + timedelta(days=math.floor(days))).isoformat()


def _whole(value: Value) -> float:
    said = number(value)
    return float(math.trunc(said)) if math.isfinite(said) else said


def _among(numbers: tuple[Value, ...], pick: Callable[[list[float]], float]) -> float:
    found = [number(one) for one in numbers]
    return math.nan if any(math.isnan(one) for one in found) else pick(found)


_FUNCTIONS: dict[str, Callable[..., Value]] = {
    "not": lambda value: not truth(value),
    "true": lambda: True,
    "false": lambda: False,
    "coalesce": lambda one, other: one if text(one) else other,
    "selected": lambda several, one: text(one) in text(several).split(),
    "count-selected": lambda several: float(len(text(several).split())),
    "string": text,
    "string-length": lambda value: float(len(text(value))),
    "contains": lambda value, piece: text(piece) in text(value),
    "starts-with": lambda value, piece: text(value).startswith(text(piece)),
    "substr": _part,
    "concat": lambda *values: "".join(text(value) for value in values),
    "regex": lambda value, pattern: matches(text(pattern), text(value)),
    "number": number,
    "int": _whole,
    "round": _rounded,
    "min": lambda *values: _among(values, min),
    "max": lambda *values: _among(values, max),
    "date": _as_date,
}
