"""The part of XPath that the field app evaluates, read into a tree of plain lists. Pure. See docs/surveys.md.

["num", 3], ["text", "x"], ["of", path] (the answer to a question), ["self"], ["call", name, [trees]], [operator, a, b].
"""

import re
from collections.abc import Mapping
from typing import Any

FUNCTIONS = {
    "not": 1, "selected": 2, "count-selected": 1, "string-length": 1, "regex": 2, "today": 0, "true": 0, "false": 0,
    "number": 1,
}  # fmt: skip
_LEVELS = (("or",), ("and",), ("=", "!="), ("<=", ">=", "<", ">"), ("+", "-"), ("*", "div", "mod"))
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'[^']*'|\"[^\"]*\")|(?P<num>\d+(?:\.\d+)?)|\$\{\s*(?P<of>[^}\s]+)\s*\}"
    r"|(?P<word>[A-Za-z][\w-]*)|(?P<sign><=|>=|!=|[=<>+\-*(),.]))"
)
_DEEPEST = 40


class NotUnderstood(ValueError):
    """The expression uses more than this part; the argument is the first piece of it."""


def understood(said: str, paths: Mapping[str, str]) -> list[Any]:
    """The tree of an expression; `paths` are names of questions and where they stand."""
    reader = _Reader(_tokens(said), paths)
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
    return found


class _Reader:
    """Reads from the left; `rest` is what is not read yet."""

    def __init__(self, tokens: list[tuple[str, str]], paths: Mapping[str, str]) -> None:
        self.rest, self.paths, self.depth = tokens, paths, 0

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
        if kind == "of":
            if said not in self.paths:
                raise NotUnderstood(said)
            return ["of", self.paths[said]]
        if kind == "word":
            return self.call(said)
        if said == ".":
            return ["self"]
        if said == "-":
            return ["-", ["num", 0], self.single()]
        if said == "(":
            return self.bracket()
        raise NotUnderstood(said)

    def bracket(self) -> list[Any]:
        """What stands in brackets."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise NotUnderstood("(")
        tree = self.level(0)
        self.expect(")")
        self.depth -= 1
        return tree

    def call(self, name: str) -> list[Any]:
        """A function with as many values as it takes."""
        if name not in FUNCTIONS:
            raise NotUnderstood(name)
        self.expect("(")
        given: list[Any] = []
        while FUNCTIONS[name] and len(given) < FUNCTIONS[name]:
            if given:
                self.expect(",")
            given.append(self.level(0))
        self.expect(")")
        return ["call", name, given]

    def take(self) -> tuple[str, str]:
        """The next piece."""
        if not self.rest:
            raise NotUnderstood("…")
        return self.rest.pop(0)

    def expect(self, sign: str) -> None:
        """The next piece must be this one."""
        if self.take() != ("sign", sign):
            raise NotUnderstood(sign)
