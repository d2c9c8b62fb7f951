"""The questions of a form as a tree of plain values, out of what pyxform made of it. Pure.

A question: path, name, type, label, hint, required (yes, no, or a tree), required_message, constraint, relevant,
calculate, default and filter (trees of rules.expressions), constraint_message, readonly, lines, choices, children.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shequyun.engines.surveys.rules.beyond import Beyond, beyond_of
from shequyun.engines.surveys.rules.expressions import NotUnderstood, understood

TYPES = {
    "text": "text", "string": "text", "integer": "integer", "int": "integer", "decimal": "decimal", "date": "date",
    "select one": "select_one", "select all that apply": "select_multiple", "note": "note", "group": "group",
    "repeat": "repeat", "photo": "image", "image": "image", "calculate": "calculate",
}  # fmt: skip
ON_PHONE = frozenset(TYPES.values())
ANSWERED_ONCE = ON_PHONE - {"note", "group", "repeat", "image"}
_HIDDEN = frozenset({"start", "end", "today", "deviceid", "username", "phonenumber", "audit", "hidden"})
_NAMED = re.compile(r"\$\{\s*([^}\s]+)\s*\}")
_YES = frozenset({"yes", "true", "true()", "是", "y"})
_NO = frozenset({"", "no", "false", "false()", "否", "n"})
Question = dict[str, Any]


def questions_of(form: Mapping[str, Any], rows: Mapping[str, int] | None = None) -> tuple[list[Question], list[Beyond]]:
    """(the tree, what in it only ODK Collect can do). `rows` are names and the rows of the sheet where they stand."""
    reader = _Reader(form, rows or {})
    return reader.several(form.get("children", []), "", ""), reader.beyond


def flat(questions: Sequence[Question], *, repeats: bool = True) -> Iterator[Question]:
    """Every question, groups before what is in them; without what is asked again and again where not wanted."""
    for one in questions:
        if one["type"] != "repeat" or repeats:
            yield one
            yield from flat(one["children"], repeats=repeats)


def mappable(questions: Sequence[Question]) -> list[Question]:
    """Questions that have one answer."""
    return [one for one in flat(questions, repeats=False) if one["type"] in ANSWERED_ONCE]


class _Reader:
    """Reads a form; `beyond` collects what the field app cannot do, `within` knows in which repeat a question stands."""

    def __init__(self, form: Mapping[str, Any], rows: Mapping[str, int]) -> None:
        self.rows, self.beyond = rows, list[Beyond]()
        self.paths: dict[str, str] = {}
        self.within: dict[str, str] = {}
        self.place(form.get("children", []), "", "")

    def place(self, nodes: Sequence[Mapping[str, Any]], above: str, repeat: str) -> None:
        """Where everything stands."""
        for node in nodes:
            path = f"{above}{node.get('name')}"
            if str(node.get("type")) not in _HIDDEN:
                self.paths[str(node.get("name"))] = path
            self.within[path] = repeat
            self.place(node.get("children", []), f"{path}/", path if node.get("type") == "repeat" else repeat)

    def several(self, nodes: Sequence[Mapping[str, Any]], above: str, repeat: str) -> list[Question]:
        """The questions of a level."""
        return [one for node in nodes if (one := self.question(node, above, repeat))]

    def question(self, node: Mapping[str, Any], above: str, repeat: str) -> Question | None:
        """One question with what is in it."""
        name, said = str(node.get("name", "")), str(node.get("type", ""))
        if name == "meta" or said in _HIDDEN:
            return None
        path, bind = f"{above}{name}", node.get("bind") or {}
        kind, title = TYPES.get(said, said), _words(node.get("label"), self.paths) or name
        self.look(node, kind, title, repeat)
        columns = {column for choice in node.get("choices") or [] for column in choice if column != "label"}

        def tree(what: str, expression: Any, *, columns: set[str] | None = None) -> list[Any] | None:
            return self.tree(what, expression, path, title, columns or set())

        return {
            "path": path, "name": name, "type": kind, "label": title, "hint": _words(node.get("hint"), self.paths),
            "required": self.required(bind.get("required"), tree),
            "required_message": _words(bind.get("jr:requiredMsg"), self.paths),
            "constraint": tree("constraint", bind.get("constraint")),
            "constraint_message": _words(bind.get("jr:constraintMsg"), self.paths),
            "relevant": tree("relevant", bind.get("relevant")),
            "calculate": tree("calculate", bind.get("calculate")),
            "default": self.default(node, tree),
            "readonly": self.readonly(node, bind, title),
            "lines": "multiline" in str((node.get("control") or {}).get("appearance", "")),
            "filter": tree("choice_filter", node.get("choice_filter"), columns=columns),
            "choices": [self.choice(one, columns) for one in node.get("choices") or []],
            "children": self.several(node.get("children") or [], f"{path}/", path if kind == "repeat" else repeat),
        }  # fmt: skip

    def look(self, node: Mapping[str, Any], kind: str, title: str, repeat: str) -> None:
        """What of a question the field app cannot show."""
        control = node.get("control") or {}
        if kind not in ON_PHONE or (node.get("itemset") and not node.get("choices")):
            self.cannot(node, title, "type", str(node.get("type", "")))
        elif kind == "repeat" and (repeat or control.get("jr:count")):
            self.cannot(node, title, "repeat_in_repeat" if repeat else "repeat_count")
        elif kind == "image" and repeat:
            self.cannot(node, title, "image_in_repeat")

    def cannot(self, node: Mapping[str, Any], title: str, why: str, piece: str = "") -> None:
        """Write down what only ODK Collect can do."""
        self.beyond.append(beyond_of(title, self.rows.get(str(node.get("name"))), why, piece))

    def tree(self, what: str, said: Any, path: str, title: str, columns: set[str]) -> list[Any] | None:
        """An expression; None where there is none, or where it goes beyond."""
        if said is None or not str(said).strip():
            return None
        node = {"name": path.rpartition("/")[2]}
        try:
            tree = understood(str(said), self.paths, at=path, columns=columns)
        except NotUnderstood as piece:
            self.cannot(node, title, what, str(piece))
            return None
        if any(self.within[other] not in ("", self.within[path]) for other in _asked(tree)):
            self.cannot(node, title, "outside_repeat")
            return None
        return tree

    def required(self, said: Any, tree: Any) -> bool | list[Any]:
        """Yes, no, or when."""
        plain = str(said or "").strip().lower()
        return plain in _YES or (tree("required", said) or False if plain not in _NO else False)

    def default(self, node: Mapping[str, Any], tree: Any) -> list[Any] | None:
        """What stands there at first."""
        said = node.get("default")
        if said in (None, ""):
            return None
        return tree("default", said) if node.get("_dynamic_default") else ["text", str(said)]

    def readonly(self, node: Mapping[str, Any], bind: Mapping[str, Any], title: str) -> bool:
        """Whether it is only shown."""
        plain = str(bind.get("readonly", "")).strip().lower()
        if plain not in _YES | _NO:
            self.cannot(node, title, "readonly", plain)
        return plain in _YES

    def choice(self, one: Mapping[str, Any], columns: set[str]) -> dict[str, Any]:
        """A choice with what it knows beside its name."""
        known = {name: str(one[name]) for name in columns if isinstance(one.get(name), str | int | float)}
        return {"name": str(one["name"]), "label": _words(one.get("label"), self.paths) or str(one["name"])} | (
            {"columns": known} if len(columns) > 1 else {}
        )


def _asked(tree: Sequence[Any]) -> Iterator[str]:
    """The questions that a tree reads."""
    if tree and tree[0] == "of":
        yield tree[1]
    elif tree and tree[0] not in ("num", "text", "column", "self"):
        for part in tree[2] if tree[0] == "call" else tree[1:]:
            yield from _asked(part)


def _words(said: Any, paths: Mapping[str, str]) -> str:
    """A label in Chinese where there are several languages; ${name} becomes ${path}."""
    if isinstance(said, Mapping):
        said = next(
            (text for language, text in said.items() if "zh" in language.lower() or "中" in language), None
        ) or (next(iter(said.values()), ""))
    return _NAMED.sub(lambda match: "${" + paths.get(match[1], match[1]) + "}", str(said or "")).strip()
