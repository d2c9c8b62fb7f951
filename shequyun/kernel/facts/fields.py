"""The field dictionary: every field of every subject, declared once, by the app that owns the subject.

Forms, import mapping, screening conditions, masks, the dictionary's page and the API's schema are read from it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.apps import apps

from shequyun.base.secrets import keyring
from shequyun.kernel.facts.choices import FieldKind, Ground, Sensitivity

Codes = Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """One field of a subject.

    `stale_after` is in days (None: does not age). `authority` is the code of the source that is right by duty.
    `codes` maps code to label. `mask` shows a value without disclosing it. A secret field `phone` lives in three columns: phone_sealed, phone_blind, phone_tail.
    """

    name: str
    label: Any
    kind: FieldKind = FieldKind.TEXT
    codes: Codes | None = None
    sensitivity: Sensitivity = Sensitivity.PERSONAL
    purpose: Any = ""
    ground: Ground = Ground.DUTY
    authority: str = ""
    stale_after: int | None = None
    mask: Callable[[str], str] | None = None
    on_screen: bool = True
    follows: Callable[[Any], Mapping[str, Any]] | None = None

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that hold the value, and those that follow from it."""
        return tuple(self.written(""))

    def written(self, value: Any) -> dict[str, Any]:
        """A plain value as the columns to write, ready for JSON. Secrets are sealed; blanks clear."""
        if self.kind == FieldKind.SECRET:
            return _sealed(self.name, value)
        row = {self.name: _plain(self.kind, value)}
        return row | dict(self.follows(value)) if self.follows else row

    @property
    def compared(self) -> str:
        """The column whose equality means that the value is the same."""
        return f"{self.name}_blind" if self.kind == FieldKind.SECRET else self.name

    @property
    def kept(self) -> str:
        """The column from which history can be told: the sealed one of a secret."""
        return self.columns[0]

    def read(self, value: Any) -> Any:
        """The plain value from what `kept` holds, whether it comes from a table or from a change."""
        if self.kind != FieldKind.SECRET or not value:
            return value
        return keyring().unseal(bytes.fromhex(value[2:]) if isinstance(value, str) else value)

    def shown(self, value: Any) -> Any:
        """A value in words: the label of a code, the value itself otherwise."""
        if self.codes is not None and value in self.codes:
            return self.codes[value]
        return value


def _sealed(name: str, value: str) -> dict[str, str | None]:
    if not value:
        return {f"{name}_sealed": None, f"{name}_blind": None, f"{name}_tail": None}
    keys = keyring()
    return {
        f"{name}_sealed": "\\x" + keys.seal(value).hex(),
        f"{name}_blind": "\\x" + keys.blind(value).hex(),
        f"{name}_tail": "\\x" + keys.blind_tail(value).hex(),
    }


def _plain(kind: FieldKind, value: Any) -> Any:
    if kind in (FieldKind.TEXT, FieldKind.CODE):
        return "" if value is None else str(value)
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return value
    return (
        value.isoformat() if isinstance(value, date) else str(value) if not isinstance(value, Decimal) else f"{value:f}"
    )


@dataclass(frozen=True)
class Subject:
    """A kind of thing about which facts are kept.

    `model` is its table's model as "app.Model". `fixed` are columns that only creation sets (links that make the
    thing what it is). `dependents` are (table, column) that point here: their rows forbid undoing its creation.
    `order` is its place in a batch: what others point to comes first. `person` names the link to a resident of what is
    known beside them (doses …): it moves over when records are merged, unless the kept one has it already by `one_per`.
    `of_new`: what follows for a new one from all that its batch brings, so that its row is written once: SQL that gives
    id, community and columns of the table that are no fields; refreshers need not look at it again.
    """

    kind: str
    label: Any
    model: str
    fields: tuple[Field, ...]
    order: int
    fixed: tuple[str, ...] = ()
    dependents: tuple[tuple[str, str], ...] = ()
    person: str = ""
    one_per: tuple[str, ...] = ()
    of_new: str = ""

    def field(self, name: str) -> Field:
        """The field of that name. KeyError for one that the dictionary does not hold."""
        return self.by_name[name]

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        return {field.name: field for field in self.fields}

    @cached_property
    def table(self) -> str:
        return apps.get_model(self.model)._meta.db_table

    @cached_property
    def blank_row(self) -> dict[str, Any]:
        """What a new row holds where nothing was said: empty text, no, or nothing."""
        row: dict[str, Any] = {"provenance": {}, "extra": {}, "version": 1}
        for column in apps.get_model(self.model)._meta.concrete_fields:
            internal = column.get_internal_type()
            if internal == "BooleanField" and not column.null:
                row[column.column] = False
            elif internal == "CharField" or internal == "CodeField":
                row[column.column] = ""
        return row

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return tuple(column.column for column in apps.get_model(self.model)._meta.concrete_fields)


_subjects: dict[str, Subject] = {}
_refreshers: list[tuple[frozenset[str], Callable[[UUID], None]]] = []


def register(subject: Subject) -> Subject:
    """Called by the owning app when it is ready."""
    _subjects[subject.kind] = subject
    return subject


def subject_of(kind: str) -> Subject:
    """The subject of that kind. KeyError for one that nobody registered."""
    return _subjects[kind]


def subjects() -> list[Subject]:
    """All kinds, in the order in which a batch writes them."""
    return sorted(_subjects.values(), key=lambda subject: subject.order)


def dependents_of(subject: Subject) -> list[tuple[str, str]]:
    """(table, column) of everything that points to a kind of subject; to residents, also what is known beside them."""
    beside = [(one.table, one.person) for one in subjects() if one.person] if subject.kind == "resident" else []
    return [*subject.dependents, *beside]


def when_touched(kinds: Iterable[str], refresh: Callable[[UUID], None]) -> None:
    """Have what follows from kinds of subjects brought up to date, given the batch that touched any of them.

    Refreshers run in the batch's transaction, in the order in which apps were made ready: kernel before engines.
    """
    _refreshers.append((frozenset(kinds), refresh))


def refresh(kinds: Iterable[str], batch_id: UUID) -> None:
    """Bring up to date what follows from subjects of these kinds that a batch touched. Each refresher runs once."""
    touched = frozenset(kinds)
    for heeded, refresher in _refreshers:
        if heeded & touched:
            refresher(batch_id)
