"""Criteria: what a condition can ask. Each is declared once, by the app that owns what it asks about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor


class Kind(StrEnum):
    """What a criterion's value is, which decides what can be asked of it."""

    NUMBER = "number"
    DATE = "date"
    CODE = "code"
    TEXT = "text"
    FLAG = "flag"


OPS: Mapping[Kind, tuple[str, ...]] = {
    Kind.NUMBER: ("ge", "le", "between"),
    Kind.DATE: ("last_days", "next_days", "older_days", "before", "after", "between", "known", "unknown"),
    Kind.CODE: ("in", "not_in"),
    Kind.TEXT: ("is", "starts", "contains", "known", "unknown"),
    Kind.FLAG: ("yes", "no"),
}
OP_WORDS: Mapping[str, Any] = {
    "ge": _("at least"),
    "le": _("at most"),
    "between": _("between"),
    "last_days": _("in the last days"),
    "next_days": _("in the next days"),
    "older_days": _("not in the last days"),
    "before": _("before"),
    "after": _("from this day on"),
    "known": _("is known"),
    "unknown": _("is not known"),
    "in": _("is one of"),
    "not_in": _("is none of"),
    "is": _("is"),
    "starts": _("begins with"),
    "contains": _("contains"),
    "yes": _("yes"),
    "no": _("no"),
}
VALUELESS = frozenset({"known", "unknown", "yes", "no"})

Build = Callable[[str, Any, date], Q]


@dataclass(frozen=True)
class Criterion:
    """One thing that can be asked of a resident.

    `build(op, value, today)` gives the condition on Resident. `codes` may be a function of the actor where the choices are rows.
    `words(op, value)` says it shorter than "label op value" would; None: it has nothing shorter. `default` is what a
    freshly added one asks. `slow` says of an op why it cannot use an index over a large area. `right`: what asking it takes.
    `ruled`: a rule label may stand on it, because whoever changes it has those labels follow.
    """

    name: str
    group: Any
    label: Any
    kind: Kind
    build: Build
    default: tuple[str, Any]
    ops: tuple[str, ...] = ()
    codes: Mapping[str, Any] | Callable[[Actor | None], Mapping[str, Any]] = field(default_factory=dict)
    words: Callable[[str, Any], Any] | None = None
    unit: Any = ""
    slow: Mapping[str, Any] = field(default_factory=dict)
    right: str = ""
    ruled: bool = True

    def asks(self) -> tuple[str, ...]:
        """What can be asked."""
        return self.ops or OPS[self.kind]

    def choices(self, actor: Actor | None = None) -> Mapping[str, Any]:
        """Code to label: those that the actor may see; all that exist without one."""
        return self.codes(actor) if callable(self.codes) else self.codes


_criteria: dict[str, Criterion] = {}


def register(*found: Criterion) -> None:
    """Called by the owning app when it is ready."""
    _criteria.update({criterion.name: criterion for criterion in found})


def criterion_of(name: str) -> Criterion | None:
    """The criterion of that name, if there is one."""
    return _criteria.get(name)


def criteria() -> list[Criterion]:
    """All of them, in the order of registration."""
    return list(_criteria.values())
