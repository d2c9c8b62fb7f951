"""The condition builder: a draft that may still be wrong, rebuilt from what the form says, one step at a time.

The form carries the whole draft (`tree`, JSON) with an input per leaf (`op:PATH`, `value:PATH`) and one step (`do`).
Nothing is kept on the server, so a half-built condition can be left, linked and come back to.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput
from shequyun.engines.cohorts.rules.conditions import ConditionWrong, Group, clean_value, read_condition
from shequyun.engines.cohorts.rules.criteria import OP_WORDS, VALUELESS, Criterion, Kind, criteria, criterion_of

MOST = 20_000  # characters of a draft


@dataclass
class Draft:
    """A group, or a leaf where `criterion` is set. `value` is what was said, whether it can be read or not."""

    path: str
    any: bool = False
    negated: bool = False
    parts: list["Draft"] = field(default_factory=list)
    criterion: Criterion | None = None
    op: str = ""
    value: Any = None
    error: str = ""
    choices: dict[str, Any] = field(default_factory=dict)
    open: bool = False

    @property
    def ops(self) -> list[tuple[str, Any]]:
        assert self.criterion is not None
        return [(op, OP_WORDS.get(op) or sentence_of_op(self.criterion, op)) for op in self.criterion.asks()]

    @property
    def shape(self) -> str:
        """Which input the value needs: none, codes, days, number, date, text; doubled for between."""
        assert self.criterion is not None
        if self.op in VALUELESS:
            return "none"
        if self.op.endswith("_days"):
            return "days"
        return "codes" if self.criterion.kind == Kind.CODE else str(self.criterion.kind)

    @property
    def pair(self) -> list[Any]:
        """Both ends of a between."""
        return self.value if isinstance(self.value, list) and len(self.value) == 2 else [self.value, self.value]

    @property
    def chosen(self) -> list[tuple[str, Any, bool]]:
        """(code, label, whether chosen) of a coded value."""
        said = self.value if isinstance(self.value, list) else [self.value]
        return [(code, label, code in said) for code, label in self.choices.items()]

    @property
    def chosen_words(self) -> list[Any]:
        return [label for _code, label, is_chosen in self.chosen if is_chosen]

    @property
    def sub(self) -> bool:
        return "." in self.path


def sentence_of_op(criterion: Criterion, op: str) -> Any:
    """The words of an op that only one criterion has: as it reads with its usual value."""
    return criterion.words(op, criterion.default[1]) if criterion.words else op


def drafted(data: QueryDict, actor: Actor, *, touched: str = "") -> Draft:
    """The draft that a request says: a condition to read, or a tree with inputs and a step. Refuses what is no JSON.

    `touched` is the input that was just changed: its list of choices stays open.
    """
    said = data.get("tree") or data.get("condition") or '{"all": []}'
    try:
        tree = json.loads(said[:MOST])
    except ValueError:
        raise BadInput() from None
    root = _draft(tree, "0")
    if root.criterion is not None:
        root = Draft("0", parts=[root])
    if "tree" in data:
        _overlay(root, data)
        _step(root, data.get("do", ""))
    _number(root, "0", actor, touched)
    return root


def condition_of(draft: Draft) -> dict[str, Any]:
    """The JSON of a draft, as it stands."""
    if draft.criterion is not None:
        said = {"field": draft.criterion.name, "op": draft.op}
        return said if draft.op in VALUELESS else said | {"value": draft.value}
    inner: dict[str, Any] = {"any" if draft.any else "all": [condition_of(part) for part in draft.parts]}
    return {"not": inner} if draft.negated else inner


def checked(draft: Draft) -> Group | None:
    """The condition, or None with the error on each leaf that cannot be read."""
    if all([_check(leaf) for leaf in _leaves(draft)]):  # noqa: C419 - every leaf gets its error
        return read_condition(condition_of(draft))
    return None


def grouped_criteria(actor: Actor) -> list[tuple[Any, list[Criterion]]]:
    """What can be asked, by group, as far as the actor may ask."""
    groups: dict[Any, list[Criterion]] = {}
    for criterion in criteria():
        if not criterion.right or actor.can(criterion.right):
            groups.setdefault(str(criterion.group), []).append(criterion)
    return list(groups.items())


def _draft(said: Any, path: str) -> Draft:
    if not isinstance(said, dict):
        raise ConditionWrong(at=path, why="")
    if "field" in said:
        criterion = criterion_of(str(said["field"]))
        if criterion is None or said.get("op") not in criterion.asks():
            read_condition(said)  # says what is wrong
        return Draft(path, criterion=criterion, op=str(said["op"]), value=said.get("value"))
    if "not" in said:
        inner = _draft(said["not"], path)
        group = inner if inner.criterion is None else Draft(path, parts=[inner])
        group.negated = not group.negated
        return group
    parts = said.get("all", said.get("any"))
    if not isinstance(parts, list):
        read_condition(said)
        raise BadInput()
    return Draft(path, any="any" in said, parts=[_draft(part, f"{path}.{i}") for i, part in enumerate(parts)])


def _leaves(draft: Draft) -> list[Draft]:
    if draft.criterion is not None:
        return [draft]
    return [leaf for part in draft.parts for leaf in _leaves(part)]


def _check(leaf: Draft) -> bool:
    assert leaf.criterion is not None
    if leaf.op in VALUELESS:
        return True
    try:
        clean_value(leaf.criterion, leaf.op, leaf.value)
    except ConditionWrong as wrong:
        leaf.error = str(wrong.details["why"])
    return not leaf.error


def _overlay(root: Draft, data: QueryDict) -> None:
    """Take over what the inputs say; a value that no longer fits its question becomes the nearest that does."""
    for leaf in _leaves(root):
        op = data.get(f"op:{leaf.path}")
        said = data.getlist(f"value:{leaf.path}")
        assert leaf.criterion is not None
        if said or leaf.shape == "codes":
            leaf.value = said if leaf.shape == "codes" or leaf.op == "between" else said[0]
        if op and op in leaf.criterion.asks() and op != leaf.op:
            leaf.op, leaf.value = op, _fitting(leaf, op)


def _fitting(leaf: Draft, op: str) -> Any:
    was, value = leaf.op, leaf.value
    if op in VALUELESS:
        return None
    if op == "between":
        return value if isinstance(value, list) and len(value) == 2 else [value, value]
    if was == "between":
        value = leaf.pair[0]
    if (op.endswith("_days") != was.endswith("_days")) or value is None:
        kind = leaf.criterion.kind if leaf.criterion else Kind.TEXT
        return 30 if op.endswith("_days") else {Kind.DATE: date.today().isoformat(), Kind.NUMBER: 0}.get(kind, "")
    return value


def _step(root: Draft, do: str) -> None:
    verb, _sep, rest = do.partition(":")
    path, _sep, name = rest.partition(":")
    found = _at(root, path) if verb else None
    if found is None:
        return
    node, parent = found
    if verb == "remove" and parent is not None:
        parent.parts.remove(node)
    elif verb == "add" and node.criterion is None and (criterion := criterion_of(name)):
        op, value = criterion.default
        node.parts.append(Draft("", criterion=criterion, op=op, value=value))
    elif verb == "group" and node.criterion is None:
        node.parts.append(Draft("", any=not node.any))
    elif verb == "join":
        node.any = not node.any
    elif verb == "not":
        node.negated = not node.negated


def _at(root: Draft, path: str) -> tuple[Draft, Draft | None] | None:
    parent, node = None, root
    for index in path.split(".")[1:]:
        if not index.isdigit() or int(index) >= len(node.parts):
            return None
        parent, node = node, node.parts[int(index)]
    return node, parent


def _number(draft: Draft, path: str, actor: Actor, touched: str) -> None:
    draft.path = path
    draft.open = touched == f"value:{path}"
    if draft.criterion is not None and draft.criterion.kind == Kind.CODE:
        draft.choices = dict(draft.criterion.choices(actor))
    for index, part in enumerate(draft.parts):
        _number(part, f"{path}.{index}", actor, touched)
