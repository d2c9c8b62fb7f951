"""What a column of a file can mean: the targets of the mapping, per kind of subject.

Most come from the field dictionary; the rest are what rows carry besides fields: the document, addresses, the household.
Apps above register what lists tell of people who are in the register (`register_beside`): doses, benefits … and lists whose
lines become something that is no subject of the register (`register_apart`): orders of a hotline …
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.base.masks import mask_document
from shequyun.engines.intake.rules.headers import BY_SUBJECT, add_titles
from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.facts.fields import subject_of


@dataclass(frozen=True)
class Target:
    """One meaning of a column. `secret` values are masked on screen. `group` orders the drop-down."""

    name: str
    label: Any
    group: Any = ""
    secret: bool = False
    mask: Any = None


_PERSON, _WHERE, _HOUSE = _("Person"), _("Where"), _("Household")

_PEOPLE = (
    Target("document_number", _("Document number"), _PERSON, True, mask_document),
    Target("document_kind", _("Document type"), _PERSON),
    Target("living_address", _("Address"), _WHERE),
    Target("hukou_address", _("Hukou address"), _WHERE),
    Target("road", _("Road"), _WHERE),
    Target("lane", _("Lane"), _WHERE),
    Target("number", _("House number"), _WHERE),
    Target("room", _("Room"), _WHERE),
    Target("presence", _("Presence"), _WHERE),
    Target("tenure", _("Lives here as"), _WHERE),
    Target("from_date", _("Since"), _WHERE),
    Target("relation", _("Relation to head"), _HOUSE),
    Target("household_no", _("Household number"), _HOUSE),
    Target("head_name", _("Name of the head"), _HOUSE),
)
_PLACES = (Target("address", _("Address"), _WHERE),)


_FINDERS = ("name", "sex", "birth_date", "document_number", "document_kind", "living_address")


@dataclass(frozen=True)
class Beside:
    """What lists tell of people who are in the register, one line per thing: a subject that hangs on a resident.

    `read` gives the values of a row by field, from what it says (`actions.people.Saying`), and tells what is wrong.
    The same person with the same `key` columns is the same thing, among those for which `alive` holds (SQL, of `t`).
    Rows whose person is not in the register are sent back. `right`: what bringing such a list in takes. `known` gives,
    once per file, what reading needs beside the row, as plain data: from who brings it in, and the words around the list.
    `only_new`: columns that are said of a new thing alone.
    """

    kind: str
    targets: tuple[Target, ...]
    titles: Mapping[str, tuple[str, ...]]
    needed: tuple[tuple[str, ...], ...]
    read: Callable[[Any], Mapping[str, Any]]
    key: tuple[str, ...]
    alive: str
    right: str
    known: Callable[[Actor, str], Mapping[str, Any]] | None = None
    only_new: tuple[str, ...] = ()


_beside: dict[str, Beside] = {}


def register_beside(beside: Beside) -> None:
    """Called by the owning app when it is ready."""
    _beside[beside.kind] = beside
    finders = {name: BY_SUBJECT["resident"][name] for name in _FINDERS}
    add_titles(beside.kind, finders | dict(beside.titles))


def beside_of(subject_kind: str) -> Beside | None:
    """What was registered under a kind; None for the subjects of the register itself."""
    return _beside.get(subject_kind)


@dataclass(frozen=True)
class Line:
    """One line of a list as it was read: its cells by target. `prefix`: an address that the sheet's name gives."""

    number: int
    sheet: int
    line: int
    cells: Mapping[str, Any]
    prefix: str = ""


@dataclass
class Judged:
    """What a line would do. `state` is a RowState; `subject_id` the thing that it speaks of, where that is known;
    `duplicate_of` a line's number; `candidates` and `reasons` as in a row; `summary`: name, address, told, changes."""

    state: str
    community: str = ""
    subject_id: UUID | None = None
    score: int = 0
    duplicate_of: int | None = None
    candidates: list[Any] = field(default_factory=list)
    reasons: list[Any] = field(default_factory=list)
    summary: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Filed:
    """The file that lines come from. `verdicts`: what people decided, number -> (decision, candidate)."""

    upload_id: UUID
    community: str
    observed_on: date
    verdicts: Mapping[int, tuple[str, UUID | None]] = field(default_factory=dict)


@dataclass(frozen=True)
class Apart:
    """Lists whose lines become something that is no subject of the register. Reading, columns, deciding and progress are
    those of every list; what a line is, and what is written of it, the app says that owns it.

    `judge` gives a verdict for every line, in order. `write` does what the lines say and tells of those that it left, because
    things moved on since the preview. `known` gives the facts of candidates for comparison: id -> {label: value}, in the
    same order as `summary["facts"]` of a line. `sentences`: the words of its reasons, by code. `source` is where such lists come
    from. `right`: what bringing such a list in takes; `takes`: what its commit does.
    """

    kind: str
    label: Any
    source: str
    targets: tuple[Target, ...]
    titles: Mapping[str, tuple[str, ...]]
    needed: tuple[tuple[str, ...], ...]
    right: str
    takes: frozenset[str]
    judge: Callable[[Actor, Filed, Sequence[Line]], list[Judged]]
    write: Callable[[Actor, Filed, Sequence[Line], Callable[[int], None]], dict[int, Judged]]
    known: Callable[[Actor, Sequence[UUID]], Mapping[UUID, Mapping[Any, str]]]
    sentences: Mapping[str, Any]
    same: Any
    other: Any


_apart: dict[str, Apart] = {}


def register_apart(apart: Apart) -> None:
    """Called by the owning app when it is ready."""
    _apart[apart.kind] = apart
    add_titles(apart.kind, apart.titles, heads=True)


def apart_of(subject_kind: str) -> Apart | None:
    """What was registered under a kind as a list of its own; None for all that goes into the register."""
    return _apart.get(subject_kind)


def sentences_apart() -> Mapping[str, Any]:
    """The words of reasons that lists of their own kind give."""
    return {code: said for apart in _apart.values() for code, said in apart.sentences.items()}


def label_of(subject_kind: str) -> Any:
    """The word for what a file lists."""
    apart = apart_of(subject_kind)
    return apart.label if apart else subject_of(subject_kind).label


def of_people(subject_kind: str) -> bool:
    """Whether the lines of a file speak of people, and are matched with them."""
    return subject_kind == "resident" or subject_kind in _beside


def kinds() -> tuple[str, ...]:
    """Every kind of subject that a file can speak of."""
    return (*KINDS, *_beside, *_apart)


@cache
def targets(subject_kind: str) -> Sequence[Target]:
    """Everything that a column of a file about such subjects can mean."""
    if beside_kind := beside_of(subject_kind):
        known = {target.name: target for target in targets("resident")}
        return (*(known[name] for name in _FINDERS), *beside_kind.targets)
    if apart := apart_of(subject_kind):
        return apart.targets
    beside = _PEOPLE if subject_kind == "resident" else _PLACES
    taken = {target.name for target in beside}
    return (*_of_dictionary(subject_kind, taken), *beside)


def target_of(subject_kind: str, name: str) -> Target | None:
    """The target of that name."""
    return next((target for target in targets(subject_kind) if target.name == name), None)


def _of_dictionary(kind: str, taken: set[str]) -> list[Target]:
    return [
        Target(field.name, field.label, _PERSON, field.kind == FieldKind.SECRET, field.mask)
        for field in subject_of(kind).fields
        if field.on_screen and field.name not in taken | {"hukou_elsewhere", "living_elsewhere"}
    ]


KINDS = ("resident", "dwelling", "building", "organisation")


def needed(subject_kind: str) -> tuple[tuple[str, ...], ...]:
    """What a file must say for rows to be found: one target of each group."""
    if subject_kind == "resident":
        return (("name",),)
    if beside := beside_of(subject_kind):
        return (("name",), *beside.needed)
    if apart := apart_of(subject_kind):
        return apart.needed
    if subject_kind == "organisation":
        return (("name", "registered_name", "credit_code"),)
    return (("address",),)
