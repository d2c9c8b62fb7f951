"""The part of XPath that the field app evaluates, read into a tree of plain lists. Pure. See docs/surveys.md.

["num", 3], ["text", "x"], ["of", path] (the answer to a question), ["self"], ["column", name] (of a choice),
["call", name, [trees]], [operator, a, b].
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from shequyun.engines.surveys.rules.patterns import is_plain

MANY = 20
# name -> (least, most) values
FUNCTIONS = {
    "not": (1, 1), "true": (0, 0), "false": (0, 0), "if": (3, 3), "coalesce": (2, 2),
    "selected": (2, 2), "count-selected": (1, 1),
    "string": (1, 1), "string-length": (1, 1), "contains": (2, 2), "starts-with": (2, 2), "substr": (2, 3),
    "concat": (1, MANY), "regex": (2, 2),
    "number": (1, 1), "int": (1, 1), "round": (1, 2), "min": (1, MANY), "max": (1, MANY),
    "today": (0, 0), "date": (1, 1),
}  # fmt: skip
_LEVELS = (("or",), ("and",), ("=", "!="), ("<=", ">=", "<", ">"), ("+", "-"), ("*", "div", "mod"))
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'[^']*'|\"[^\"]*\")|(?P<num>\d+(?:\.\d+)?)|\$\{\s*(?P<of>[^}\s]+)\s*\}|(?P<beside>\.\./[\w.-]+)"
    r"|(?P<word>[^\W\d][\w-]*)|(?P<sign><=|>=|!=|[=<>+\-*(),.]))"
)
_DEEPEST, _LONGEST = 40, 300  # brackets in each other; pieces


class NotUnderstood(ValueError):
    """The expression uses more than this part; the argument is the first piece of it."""


def understood(said: str, paths: Mapping[str, str], *, at: str = "", columns: Collection[str] = ()) -> list[Any]:
    """The tree of an expression. `paths` are names of questions and where they stand, `at` is where the expression
    stands, `columns` are what a choice knows beside its name."""
    reader = _Reader(_tokens(said), paths, at, columns)
    tree = reader.level(0)
    if reader.rest:
        raise NotUnderstood(reader.rest[0][1])
    return tree


def _tokens(said: str) -> list[tuple[str, str]]:
    found, at, text = [], 0, said.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise NotUnderstood(text[at : at + 20])
        found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    if len(found) > _LONGEST:
        raise NotUnderstood(f"{text[:20]}…")
    return found


class _Reader:
    """Reads from the left; `rest` is what is not read yet."""

    def __init__(
        self, tokens: list[tuple[str, str]], paths: Mapping[str, str], at: str, columns: Collection[str]
    ) -> None:
        self.rest, self.paths, self.at, self.columns, self.depth = tokens, paths, at, columns, 0

    def level(self, level: int) -> list[Any]:
        """Operators of a level, which bind from the left."""
        if level == len(_LEVELS):
            return self.single()
        left = self.level(level + 1)
        while self.rest and self.rest[0][0] in ("word", "sign") and self.rest[0][1] in _LEVELS[level]:
            left = [self.take()[1], left, self.level(level + 1)]
        return left

    def single(self) -> list[Any]:
        """One value: written down, answered, worked out, or in brackets."""
        kind, said = self.take()
        if kind == "text":
            return ["text", said[1:-1]]
        if kind == "num":
            return ["num", float(said) if "." in said else int(said)]
        if kind in ("of", "beside"):
            return ["of", self.place(kind, said)]
        if kind == "word":
            return self.named(said)
        if said == ".":
            return ["self"]
        if said == "-":
            return ["-", ["num", 0], self.inside(self.single)]
        if said == "(":
            return self.inside(self.bracket)
        raise NotUnderstood(said)

    def inside(self, read: Callable[[], list[Any]]) -> list[Any]:
        """What stands a step deeper."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise NotUnderstood("(")
        found = read()
        self.depth -= 1
        return found

    def place(self, kind: str, said: str) -> str:
        """Where a question stands that is named, or that stands beside this one."""
        path = self.paths.get(said, "") if kind == "of" else f"{self.at.rpartition('/')[0]}/{said[3:]}".lstrip("/")
        if path not in self.paths.values():
            raise NotUnderstood(said)
        return path

    def bracket(self) -> list[Any]:
        """What stands in brackets."""
        tree = self.level(0)
        self.expect(")")
        return tree

    def named(self, name: str) -> list[Any]:
        """A column of a choice, or a function with as many values as it takes."""
        if name in self.columns and not (self.rest and self.rest[0] == ("sign", "(")):
            return ["column", name]
        if name not in FUNCTIONS:
            raise NotUnderstood(name)
        self.expect("(")
        given = self.inside(lambda: self.given(*FUNCTIONS[name]))
        if name == "regex" and not (given[1][0] == "text" and is_plain(given[1][1])):
            raise NotUnderstood("regex")
        return ["call", name, given]

    def given(self, least: int, most: int) -> list[list[Any]]:
        """Values between brackets, the first of which is taken."""
        found: list[list[Any]] = []
        while len(found) < most and not (len(found) >= least and self.rest and self.rest[0] == ("sign", ")")):
            if found:
                self.expect(",")
            found.append(self.level(0))
        self.expect(")")
        return found

    def take(self) -> tuple[str, str]:
        """The next piece."""
        if not self.rest:
            raise NotUnderstood("…")
        return self.rest.pop(0)

    def expect(self, sign: str) -> None:
        """The next piece must be this one."""
        if self.take() != ("sign", sign):
            raise NotUnderstood(sign)
