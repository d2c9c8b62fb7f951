"""The table of cases (expressions.json) that the office's evaluator and the phone's are both held against."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from shequyun.engines.surveys.rules.expressions import understood
from shequyun.engines.surveys.rules.questions import Question, questions_of

TABLE: dict[str, Any] = json.loads((Path(__file__).parent / "expressions.json").read_text())
PATHS = {name: name for name in [*TABLE["answers"], "a"]}
_TYPES = {"select_one": "select one", "select_multiple": "select all that apply"}


def expressions() -> Iterator[tuple[str, list[Any], Any]]:
    """(as it is written, its tree, what it comes to)."""
    for said, value in TABLE["expressions"]:
        yield said, understood(said, PATHS), value


def forms() -> Iterator[tuple[str, list[Question], list[dict[str, Any]]]]:
    """(what it shows, its questions, fillings with what is expected)."""
    for one in TABLE["forms"]:
        questions, beyond = questions_of({"children": [_node(q, one["choices"]) for q in one["questions"]]})
        assert beyond == []
        yield one["what"], questions, one["fillings"]


def _node(line: list[Any], choices: Mapping[str, Any]) -> dict[str, Any]:
    """A question as pyxform tells it."""
    kind, name, said, *inside = line
    kind, _blank, listed = kind.partition(" ")
    bind = {key: value for key, value in said.items() if key in ("relevant", "constraint", "required")}
    node: dict[str, Any] = {"type": _TYPES.get(kind, kind), "name": name, "label": name, "bind": bind}
    if "calculate" in said:
        bind["calculate"] = said["calculate"]
    if "choice_filter" in said:
        node["choice_filter"] = said["choice_filter"]
    if listed:
        rows = [one if isinstance(one, list) else [one] for one in choices[listed]]
        node["choices"] = [dict(zip(("name", "city"), row, strict=False), label=row[0]) for row in rows]
    return node | {"children": [_node(child, choices) for part in inside for child in part]}
