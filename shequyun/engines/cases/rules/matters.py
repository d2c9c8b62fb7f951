"""The tree of matters that a residents' committee meets, and which one some words speak of. Pure.

The tree ships as a file: names and help in the language of the people who use it. Suggesting is by keywords, so that it
can say why.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter

DATA = Path(__file__).resolve().parents[1] / "data"
OTHER = "other.other"
MOST = 4


@dataclass(frozen=True)
class Matter:
    """A branch (no parent) or a leaf. `grades` add clocks (site: somebody must look); sensitive ones are seen by those who
    handle them."""

    code: str
    parent: str
    name: str
    sensitive: bool
    grades: tuple[str, ...]
    keywords: tuple[str, ...]
    papers: tuple[str, ...]
    help: str


@dataclass(frozen=True)
class Template:
    """A text to begin an answer with; for one branch of matters, or for any."""

    code: str
    matter: str
    name: str
    text: str

    @property
    def needs(self) -> set[str]:
        """What has to be known to fill it in."""
        return {name for _text, name, _format, _conversion in Formatter().parse(self.text) if name}


@dataclass(frozen=True)
class Suggestion:
    """A matter and the words that speak for it."""

    matter: Matter
    words: tuple[str, ...]


@lru_cache(maxsize=1)
def matters() -> dict[str, Matter]:
    """All, by code, in the order of the file."""
    with (DATA / "matters.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {
        row["code"]: Matter(
            row["code"], row["parent"], row["name"], row["sensitive"] == "yes", _list(row["grades"]),
            _list(row["keywords"]), _list(row["papers"]), row["help"],
        )
        for row in rows
    }  # fmt: skip


def _list(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


def leaves() -> list[tuple[Matter, list[Matter]]]:
    """Branches with their leaves."""
    found = matters().values()
    return [(one, [leaf for leaf in found if leaf.parent == one.code]) for one in found if not one.parent]


def is_leaf(code: str) -> bool:
    """Whether a case can be about it."""
    return code in matters() and bool(matters()[code].parent)


def name_of(code: str) -> str:
    """The name of a matter; the code of one that is not there any more."""
    return matters()[code].name if code in matters() else code


def suggest(words: str) -> list[Suggestion]:
    """The matters that the words speak of, the likeliest first: longer keywords count more. Empty where none is found."""
    found: list[tuple[int, Suggestion]] = []
    for matter in matters().values():
        hits = tuple(word for word in matter.keywords if word in words)
        if hits and matter.parent:
            found.append((sum(len(word) for word in _longest(hits)), Suggestion(matter, hits)))
    found.sort(key=lambda pair: -pair[0])
    return [one for _weight, one in found[:MOST]]


# What people say when they ask, complain or propose; everything else is a request.
_KINDS = (
    ("complaint", ("投诉", "扰民", "太吵", "不满", "举报", "没人管", "乱停", "违建", "臭")),
    ("suggestion", ("建议", "希望", "能不能", "应该", "最好")),
    ("consult", ("咨询", "请问", "怎么办", "怎么申请", "如何", "哪里", "什么材料", "多少钱", "问一下")),
)


def suggest_kind(words: str) -> str:
    """What the person wants, by what people say when they want it."""
    return next((kind for kind, signs in _KINDS if any(sign in words for sign in signs)), "help")


def _longest(hits: Iterable[str]) -> list[str]:
    """Without words that stand inside another one that was found."""
    texts = list(hits)
    return [text for text in texts if not any(text != other and text in other for other in texts)]


@lru_cache(maxsize=1)
def templates() -> tuple[Template, ...]:
    """The texts that ship."""
    with (DATA / "templates.csv").open(encoding="utf-8") as file:
        return tuple(Template(row["code"], row["matter"], row["name"], row["text"]) for row in csv.DictReader(file))


def templates_for(code: str) -> list[Template]:
    """Those for a matter, its own first."""
    branch = matters()[code].parent if code in matters() else ""
    return [one for one in templates() if one.matter and one.matter == branch] + [
        one for one in templates() if not one.matter
    ]
