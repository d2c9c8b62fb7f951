"""Staging: what is said becomes rows that the database can compare, by COPY."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from shequyun.base.ids import new_id
from shequyun.kernel.facts.choices import Match
from shequyun.kernel.facts.fields import Subject, subject_of
from shequyun.kernel.facts.models import Batch

COLUMNS = "id, community, batch_id, row, subject_kind, subject_id, values, match, diff, base_version, held"


@dataclass(slots=True)
class Say:
    """Something said about one subject: field names and plain values, as people mean them.

    `new`: the subject is entered by this. `fixed` are its links, set once. `base_version` is the version that the
    sayer had before their eyes; None: none. `row` ties the sayings of one line of a workbook together. `written`
    holds values that are already columns (sealed in another process).
    """

    kind: str
    community: str
    values: Mapping[str, Any]
    subject_id: UUID | None = None
    fixed: Mapping[str, Any] = field(default_factory=dict)
    base_version: int | None = None
    row: int = 0
    new: bool = False
    held: bool = False
    written: Mapping[str, Any] = field(default_factory=dict)


def stage(batch: Batch, sayings: Iterable[Say]) -> int:
    """Write observations of a batch, and return how many. KeyError for a field that the dictionary does not hold.

    By way of a temporary table: PostgreSQL refuses COPY into a table with row-level security, and the INSERT that
    follows holds every row against the wall.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"create temp table staged on commit drop as select {COLUMNS} from facts_observation limit 0")
        with cursor.copy(f"copy staged ({COLUMNS}) from stdin") as copy:
            for say in sayings:
                copy.write_row(_row(batch, say))
        cursor.execute(f"insert into facts_observation ({COLUMNS}) select {COLUMNS} from staged")
        count = cursor.rowcount
        cursor.execute("drop table staged")
    return count


def _row(batch: Batch, say: Say) -> tuple[Any, ...]:
    subject = subject_of(say.kind)
    new = say.new or say.subject_id is None
    return (
        new_id(),
        say.community,
        batch.pk,
        say.row,
        say.kind,
        say.subject_id or new_id(),
        json.dumps(written(subject, say), ensure_ascii=False),
        Match.NEW.value if new else Match.KNOWN.value,
        "{}",
        say.base_version,
        say.held,
    )


def written(subject: Subject, say: Say) -> dict[str, Any]:
    """All that is said, as columns."""
    columns: dict[str, Any] = dict(say.written)
    for name, value in say.values.items():
        columns |= subject.field(name).written(value)
    for name in subject.fixed:
        if name in say.fixed:
            value = say.fixed[name]
            columns[name] = str(value) if isinstance(value, UUID) else value
    return columns
