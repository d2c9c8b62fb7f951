"""A form with answers: what of it is asked, what is worked out, and what is wrong with an answer. Pure.

The same as the phone's (faces/field/static/field/form_state.js): both are held against tests/expressions.json. An answer
to what is not asked counts as none. Answers are texts by path; of a repeat, a list of such answers.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shequyun.engines.surveys.rules.evaluating import Around, as_day, text, truth, worth
from shequyun.engines.surveys.rules.questions import Question

_ROUNDS = 12  # of working out what hangs on what; forms settle in two or three
_MOST = 100  # in one repeat
_TYPES = {"integer": re.compile(r"[+-]?[0-9]{1,18}"), "decimal": re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,18})?")}
_SILENT = frozenset({"note", "group", "calculate"})


@dataclass(frozen=True)
class Problem:
    """What is wrong with an answer: required, type, choice, constraint, or many (in a repeat). `number` of a repeat, from 1."""

    question: Question
    why: str
    number: int = 0


class Filled:
    """A form, or one round of a repeat, with its answers."""

    def __init__(
        self, questions: Sequence[Question], said: Mapping[str, Any], *, today: date, above: "Filled | None" = None
    ) -> None:
        self.questions, self.said, self.today, self.above = questions, said, today, above
        self.shown: dict[str, bool] = {}
        self.values: dict[str, str] = {}
        self.inner: dict[str, list[Filled]] = {}
        for one in _own(questions):
            self.shown[one["path"]] = True
            if one["type"] == "repeat":
                several = said.get(one["path"])
                rounds = [part for part in several if isinstance(part, Mapping)] if isinstance(several, list) else []
                self.inner[one["path"]] = [Filled(one["children"], part, today=today, above=self) for part in rounds]
            else:
                self.values[one["path"]] = _plain(said.get(one["path"]))
        if above is None:
            self._settle()

    def find(self, path: str) -> str:
        """The answer to a question as expressions see it."""
        if path in self.shown:
            return self.values.get(path, "") if self.shown[path] else ""
        return self.above.find(path) if self.above else ""

    def around(self, this: str = "", row: Mapping[str, str] | None = None) -> Around:
        """What an expression here can see."""
        return Around(self.find, self.today, this, row or {})

    def offered(self, question: Question) -> list[Mapping[str, Any]]:
        """The choices that its filter leaves."""
        tree = question.get("filter")
        rows = ((one, one.get("columns") or {"name": one["name"]}) for one in question["choices"])
        return [one for one, row in rows if tree is None or truth(worth(tree, self.around(row=row)))]

    def answers(self) -> dict[str, Any]:
        """What was answered of what is asked, with what was worked out."""
        found: dict[str, Any] = {}
        for one in _own(self.questions):
            path = one["path"]
            if one["type"] == "repeat" and self.shown[path]:
                found[path] = [part.answers() for part in self.inner[path]]
            elif self.find(path):
                found[path] = self.values[path]
        return {path: value for path, value in found.items() if value}

    def problems(self, *, trusted: Collection[str] = ()) -> list[Problem]:
        """Everything that is wrong; not with `trusted` paths, which hold what the register has."""
        found: list[Problem] = []
        for one in _own(self.questions):
            path = one["path"]
            if not self.shown[path] or one["type"] in _SILENT:
                continue
            if one["type"] == "repeat":
                found += [Problem(one, "many")] if len(self.inner[path]) > _MOST else []
                for number, part in enumerate(self.inner[path], 1):
                    found += [Problem(p.question, p.why, number) for p in part.problems()]
            elif path not in trusted and (why := self._wrong(one, self.values[path])):
                found.append(Problem(one, why))
        return found

    def _wrong(self, one: Question, said: str) -> str:
        required = one["required"]
        if not said:
            needed = truth(worth(required, self.around())) if isinstance(required, list) else required
            return "required" if needed else ""
        if not _is_of_type(one["type"], said):
            return "type"
        if one["type"] in ("select_one", "select_multiple"):
            chosen = said.split() if one["type"] == "select_multiple" else [said]
            if len(set(chosen)) < len(chosen) or not set(chosen) <= {choice["name"] for choice in self.offered(one)}:
                return "choice"
        rule = one["constraint"]
        return "constraint" if rule is not None and not truth(worth(rule, self.around(this=said))) else ""

    def _settle(self) -> None:
        for _round in range(_ROUNDS):
            if not self._round(True):
                return

    def _round(self, asked: bool) -> bool:
        """Look once at everything; whether anything has changed."""
        return True in [self._look(one, asked) for one in self.questions]

    def _look(self, one: Question, asked: bool) -> bool:
        path, relevant = one["path"], one["relevant"]
        shown = asked and (relevant is None or truth(worth(relevant, self.around())))
        changed, self.shown[path] = self.shown[path] != shown, shown
        if one["type"] == "calculate" and one.get("calculate") is not None:
            value = text(worth(one["calculate"], self.around())) if shown else ""
            changed, self.values[path] = changed or self.values[path] != value, value
        if one["type"] == "repeat":
            return True in [changed, *(part._round(shown) for part in self.inner[path])]
        return True in [changed, *(self._look(child, shown) for child in one["children"])]


def _own(questions: Sequence[Question]) -> Iterator[Question]:
    """Questions of this round: those of groups, not those inside a repeat."""
    for one in questions:
        yield one
        if one["type"] != "repeat":
            yield from _own(one["children"])


def _is_of_type(kind: str, said: str) -> bool:
    if kind == "date":
        return as_day(said) is not None
    return kind not in _TYPES or _TYPES[kind].fullmatch(said) is not None


def _plain(said: Any) -> str:
    return said.strip() if isinstance(said, str) else ""
