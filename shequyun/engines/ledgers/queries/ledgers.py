"""Ledgers: those that an actor sees, and the rows of one, masked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.base.errors import NotNow, NotVisible, Refusal
from shequyun.base.scope import above
from shequyun.engines.cohorts.queries import members, statistics
from shequyun.engines.cohorts.queries.members import SORTS, bounded
from shequyun.engines.cohorts.rules.conditions import read_condition
from shequyun.engines.cohorts.rules.sentences import sentence
from shequyun.engines.ledgers.fields import Known, Meaning, meanings
from shequyun.engines.ledgers.models import Ledger
from shequyun.engines.ledgers.queries.known import known_people
from shequyun.engines.ledgers.queries.sources import source_of
from shequyun.engines.ledgers.rules.definitions import Definition, read_definition, shipped
from shequyun.engines.ledgers.rules.writing import written
from shequyun.kernel.labels.queries import labels


class LabelMissing(NotNow):
    """A ledger stands on a label that is not there, or not for this post."""

    code = "ledgers.label_missing"
    sentence = _("The label “%(label)s” is not in your dictionary, or your post may not see it.")


class NoRowsYet(NotNow):
    """Nobody keeps such rows yet."""

    code = "ledgers.no_rows_yet"
    sentence = _("This ledger fills automatically once such work is recorded here.")


@dataclass(frozen=True)
class Shown:
    """A ledger as somebody sees it: `key` is its address, `own` is set where it was made or changed here."""

    key: str
    definition: Definition
    own: Ledger | None = None


@dataclass
class Sheet:
    """Columns as (name, label), how many rows there are, and some of them as (head of the group, subject, texts)."""

    columns: list[tuple[str, Any]]
    rows: Any
    total: int
    lines: list[tuple[str, Any, list[Any]]] = field(default_factory=list)


def ledgers(actor: Actor) -> list[Shown]:
    """The shipped ones as this area wants them, and those made here or above."""
    made = list(Ledger.objects.filter(area__in=above(actor.area)).order_by("area", "name"))
    changed = {one.definition["code"]: one for one in made}
    found = [
        Shown(code, read_definition(changed[code].definition), changed[code]) if code in changed else Shown(code, one)
        for code, one in shipped().items()
    ]
    return found + [
        Shown(str(one.pk), read_definition(one.definition), one)
        for one in made
        if one.definition["code"] not in shipped()
    ]


def ledger_of(actor: Actor, key: str) -> Shown:
    """One ledger. Out of sight is 404."""
    found = next((one for one in ledgers(actor) if one.key == key), None)
    if found is None or not actor.area:
        raise NotVisible()
    return found


def sheet_of(actor: Actor, definition: Definition, *, today: date) -> Sheet:
    """Columns and rows of a ledger; nothing is read but the number of rows."""
    if definition.source == "people":
        rows = _people(actor, definition, today)
        known = meanings(actor)
        columns = [(name, known[name].label) for name in definition.columns if name in known]
    else:
        source = source_of(definition.source)
        if source is None:
            raise NoRowsYet()
        actor.need(source.right)
        rows = source.rows(actor, definition.filter, today)
        columns = [(name, source.columns[name]) for name in definition.columns if name in source.columns]
    with bounded():
        total = len(rows) if isinstance(rows, list) else rows.count()
    return Sheet(columns, rows, total)


def count_of(actor: Actor, definition: Definition, *, today: date) -> int | None:
    """How many rows a ledger has; None where it cannot be told to this post now."""
    try:
        return sheet_of(actor, definition, today=today).total
    except Refusal:
        return None


def _people(actor: Actor, definition: Definition, today: date) -> Any:
    found = members(actor, condition_of(actor, definition), today=today).select_related("dwelling__building")
    return found.order_by(*SORTS[definition.order])


def condition_of(actor: Actor, definition: Definition) -> dict[str, Any]:
    """The condition with labels by key: definitions name them by code, because keys differ between installations."""
    known = {one.code: str(one.pk) for one in labels(actor)}

    def keyed(part: Any) -> Any:
        if isinstance(part, Mapping):
            return {name: keyed(inner) for name, inner in part.items()}
        if isinstance(part, list):
            return [keyed(inner) for inner in part]
        if isinstance(part, str) and part.startswith("code:"):
            if part[5:] not in known:
                raise LabelMissing(label=part[5:])
            return known[part[5:]]
        return part

    return keyed(dict(definition.condition))


def meant_by(actor: Actor, definition: Definition) -> str:
    """A ledger of people in words."""
    return sentence(read_condition(condition_of(actor, definition))) if definition.source == "people" else ""


def numbers_of(actor: Actor, definition: Definition, *, today: date) -> list[Any]:
    """A ledger of people by sex and age band."""
    if definition.source != "people":
        return []
    bands, _doors = statistics(actor, read_condition(condition_of(actor, definition)), today=today)
    return [band for band in bands if band.total]


def lines_of(
    actor: Actor, definition: Definition, sheet: Sheet, part: Iterable[Any], *, today: date, whole: bool = False
) -> list[tuple[str, Any, list[Any]]]:
    """Some rows as (head of the group, key of the resident or None, texts). Numbers are masked unless whole."""
    rows = list(part)
    if definition.source == "people":
        known = meanings(actor)
        asked = [known[name] for name, _label in sheet.columns]
        return [
            (_head(one, definition.group), one.resident.pk, [_text(one, meaning, whole) for meaning in asked])
            for one in known_people(actor, rows, today=today)
        ]
    source = source_of(definition.source)
    assert source is not None
    return [
        (
            str(cells.get(source.group, "")) if definition.group else "",
            None,
            [_said(cells.get(name)) for name, _label in sheet.columns],
        )
        for cells in source.cells(actor, rows, today)
    ]


def _head(one: Known, group: str) -> str:
    if group == "door":
        return one.building.door if one.building else "—"
    return one.areas.get(one.resident.community, "") if group == "committee" else ""


def _text(one: Known, meaning: Meaning, whole: bool) -> Any:
    value = meaning.read(one)
    if value in (None, ""):
        return ""
    if meaning.secret:
        return str(value) if whole else (meaning.mask(str(value)) if meaning.mask else "*")
    return written(value, meaning, {})


def _said(value: Any) -> Any:
    return "" if value is None else value


def columns_to_choose(actor: Actor, definition: Definition) -> Sequence[tuple[str, Any]]:
    """Every column that a ledger of this kind can have."""
    if definition.source == "people":
        return [(one.name, one.label) for one in meanings(actor).values() if one.name not in ("serial", "filled_by")]
    source = source_of(definition.source)
    return list(source.columns.items()) if source else []
