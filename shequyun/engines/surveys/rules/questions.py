"""The questions of a form as a tree of plain values, out of what pyxform made of it. Pure.

A question: path, name, type, label, hint, required, required_message, constraint and relevant (trees of
rules.expressions), constraint_message, choices, children. `beyond` names what the field app cannot do.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shequyun.engines.surveys.rules.expressions import NotUnderstood, understood

TYPES = {
    "text": "text", "string": "text", "integer": "integer", "int": "integer", "decimal": "decimal", "date": "date",
    "select one": "select_one", "select all that apply": "select_multiple", "note": "note", "group": "group",
    "repeat": "repeat", "photo": "image", "image": "image",
}  # fmt: skip
ON_PHONE = frozenset({"text", "integer", "decimal", "date", "select_one", "select_multiple", "note", "group"})
ANSWERED_ONCE = ON_PHONE - {"note", "group"}
_HIDDEN = frozenset({"start", "end", "today", "deviceid", "username", "phonenumber", "audit", "hidden"})
_NAMED = re.compile(r"\$\{\s*([^}\s]+)\s*\}")
_YES = frozenset({"yes", "true", "true()", "是", "y"})
Question = dict[str, Any]


def questions_of(form: Mapping[str, Any]) -> tuple[list[Question], list[str]]:
    """(the tree, what in it only ODK Collect can do)."""
    paths: dict[str, str] = {}
    _place(form.get("children", []), "", paths)
    beyond: list[str] = []
    return [one for node in form.get("children", []) if (one := _question(node, "", paths, beyond))], beyond


def flat(questions: Sequence[Question], *, repeats: bool = True) -> Iterator[Question]:
    """Every question, groups before what is in them; without what is asked again and again where not wanted."""
    for one in questions:
        if one["type"] != "repeat" or repeats:
            yield one
            yield from flat(one["children"], repeats=repeats)


def mappable(questions: Sequence[Question]) -> list[Question]:
    """Questions that have one answer."""
    return [one for one in flat(questions, repeats=False) if one["type"] in ANSWERED_ONCE]


def _place(nodes: Sequence[Mapping[str, Any]], above: str, paths: dict[str, str]) -> None:
    for node in nodes:
        path = f"{above}{node.get('name')}"
        paths[str(node.get("name"))] = path
        _place(node.get("children", []), f"{path}/", paths)


def _question(node: Mapping[str, Any], above: str, paths: Mapping[str, str], beyond: list[str]) -> Question | None:
    name, said = str(node.get("name", "")), str(node.get("type", ""))
    if name == "meta" or said in _HIDDEN:
        return None
    path, bind = f"{above}{name}", node.get("bind") or {}
    kind = TYPES.get(said, said)
    title = _words(node.get("label"), paths) or name
    if kind not in ON_PHONE or node.get("choice_filter") or bind.get("calculate"):
        beyond.append(f"{title} ({said})")
    found = {
        "path": path, "name": name, "type": kind, "label": title, "hint": _words(node.get("hint"), paths),
        "required": str(bind.get("required", "")).strip().lower() in _YES,
        "required_message": _words(bind.get("jr:requiredMsg"), paths),
        "constraint": _tree(bind.get("constraint"), title, paths, beyond),
        "constraint_message": _words(bind.get("jr:constraintMsg"), paths),
        "relevant": _tree(bind.get("relevant"), title, paths, beyond),
        "choices": [{"name": str(c["name"]), "label": _words(c.get("label"), paths) or str(c["name"])}
                    for c in node.get("choices") or []],
    }  # fmt: skip
    children = [_question(child, f"{path}/", paths, beyond) for child in node.get("children") or []]
    return found | {"children": [child for child in children if child]}


def _tree(said: Any, title: str, paths: Mapping[str, str], beyond: list[str]) -> list[Any] | None:
    if not said:
        return None
    try:
        return understood(str(said), paths)
    except NotUnderstood as piece:
        beyond.append(f"{title} ({piece})")
        return None


def _words(said: Any, paths: Mapping[str, str]) -> str:
    """A label in Chinese where there are several languages; ${name} becomes ${path}."""
    if isinstance(said, Mapping):
        said = next(
            (text for language, text in said.items() if "zh" in language.lower() or "中" in language), None
        ) or (next(iter(said.values()), ""))
    return _NAMED.sub(lambda match: "${" + paths.get(match[1], match[1]) + "}", str(said or "")).strip()
