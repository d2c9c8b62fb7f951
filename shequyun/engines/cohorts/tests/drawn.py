"""Conditions drawn at random from everything that can be asked."""

from typing import Any

from hypothesis import strategies as st

from shequyun.engines.cohorts.rules.criteria import VALUELESS, Criterion, Kind, criteria

DAYS = st.dates().map(lambda day: day.isoformat())
TEXTS = st.text("张王李abc123 %_'\"\\", min_size=1, max_size=8).filter(str.strip)


def conditions() -> st.SearchStrategy[Any]:
    """Nested conditions of a few criteria."""
    return st.recursive(asked(), _groups, max_leaves=6)


def _groups(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    lists = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        lists.map(lambda parts: {"all": parts}),
        lists.map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ).filter(lambda said: _depth(said) <= 4)


def _depth(said: Any) -> int:
    if "field" in said:
        return 0
    inner = said.get("not")
    if inner is not None:
        return _depth(inner)
    return 1 + max(_depth(part) for part in said.get("all", said.get("any")))


@st.composite
def asked(draw: st.DrawFn) -> dict[str, Any]:
    """One criterion with a value that fits."""
    criterion = draw(st.sampled_from([one for one in criteria() if not callable(one.codes)]))
    op = draw(st.sampled_from(criterion.asks()))
    said = {"field": criterion.name, "op": op}
    return said if op in VALUELESS else said | {"value": draw(_value(criterion, op))}


def _value(criterion: Criterion, op: str) -> st.SearchStrategy[Any]:
    if criterion.kind == Kind.CODE:
        return st.lists(st.sampled_from(list(criterion.choices())), min_size=1, max_size=4, unique=True)
    one = (
        st.integers(0, 400)
        if op.endswith("_days") or criterion.kind == Kind.NUMBER
        else DAYS
        if criterion.kind == Kind.DATE
        else TEXTS
    )
    return st.lists(one, min_size=2, max_size=2).map(sorted) if op == "between" else one
