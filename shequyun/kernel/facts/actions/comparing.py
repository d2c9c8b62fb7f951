"""Comparing: which staged values differ from what is known, and what the trust rules say of each.

The database finds the differences (one statement per kind of subject); the few rows that differ are decided here.
"""

import json
from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db import connection

from shequyun.kernel.facts.choices import FieldKind, Verdict
from shequyun.kernel.facts.fields import Field, Subject
from shequyun.kernel.facts.models import Batch
from shequyun.kernel.facts.queries import spoken_of, trust_table
from shequyun.kernel.facts.rules import TrustTable, Word, decide

CHUNK = 5000
MANY = 1000  # staged rows from which on their number matters to the planner


def compare(batch: Batch, *, rows: Collection[int] | None = None) -> None:
    """Fill `diff` and `base_version` of staged observations of known subjects that differ from what is known.

    Each entry of a diff is [old columns, new columns, verdict, batch of the known value]. `rows` limits it to some
    rows of the batch, staged anew.
    """
    if rows is None:
        _look_at_the_table(batch)
    table = trust_table()
    for subject in spoken_of(batch):
        if _find(batch, subject, rows):
            _decide(batch, subject, table, rows)


def _look_at_the_table(batch: Batch) -> None:
    """Many rows were staged in this transaction: without statistics the planner takes the table for as empty as it was,
    and joins it row by row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from (select from facts_observation where batch_id = %s limit %s) few", [batch.pk, MANY]
        )
        if cursor.fetchone()[0] == MANY:
            cursor.execute("select refresh_facts_observation()")


def _find(batch: Batch, subject: Subject, rows: Collection[int] | None) -> int:
    """Write the differences. Values are compared as the table's own types, so that 12.5 is 12.50."""
    said = _fields_said(batch, subject, rows)
    if not said:
        return 0
    parts = ", ".join(_difference(field) for field in said)
    with connection.cursor() as cursor:
        cursor.execute(
            f"update facts_observation o set base_version = coalesce(o.base_version, p.version), diff = p.diff from ("
            f"select o.id, t.version, jsonb_strip_nulls(jsonb_build_object({parts})) as diff "
            f"from facts_observation o join {subject.table} t on t.id = o.subject_id and t.community = o.community "
            f"cross join lateral jsonb_populate_record(null::{subject.table}, o.values) r where {_STAGED}) p "
            f"where p.id = o.id and p.diff <> '{{}}'",
            _staged(batch, subject, rows),
        )
        return cursor.rowcount


_STAGED = (
    "o.batch_id = %(batch)s and o.subject_kind = %(kind)s and o.match = 'known' "
    "and (%(rows)s::int[] is null or o.row = any(%(rows)s))"
)


def _staged(batch: Batch, subject: Subject, rows: Collection[int] | None) -> dict[str, Any]:
    return {"batch": batch.pk, "kind": subject.kind, "rows": None if rows is None else list(rows)}


def _fields_said(batch: Batch, subject: Subject, rows: Collection[int] | None) -> list[Field]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select distinct jsonb_object_keys(o.values) from facts_observation o where {_STAGED}",
            _staged(batch, subject, rows),
        )
        keys = {key for (key,) in cursor.fetchall()}
    return [field for field in subject.fields if field.compared in keys]


def _difference(field: Field) -> str:
    """Arguments of jsonb_build_object: the name, and null or [old, new, "", known batch]; the verdict follows."""
    compared = field.compared
    old = ", ".join(f"'{column}', coalesce(to_jsonb(t.{column}), '\"\"')" for column in field.columns)
    new = ", ".join(f"'{column}', coalesce(to_jsonb(r.{column}), '\"\"')" for column in field.columns)
    return (
        f"'{field.name}', case when o.values ? '{compared}' "
        f"and r.{compared} is distinct from t.{compared} then jsonb_build_array("
        f"jsonb_build_object({old}), jsonb_build_object({new}), '', "
        f"coalesce(t.provenance->>'{field.name}', t.batch_id::text)) end"
    )


def _decide(batch: Batch, subject: Subject, table: TrustTable, only: Collection[int] | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("create temp table if not exists verdicts (id uuid, diff jsonb) on commit drop")
        cursor.execute("truncate verdicts")
        for rows in _differing(batch, subject, only):
            words = _Words(table, subject.kind, [entry[3] for _, diff in rows for entry in diff.values()], batch)
            with cursor.copy("copy verdicts from stdin") as copy:
                for key, diff in rows:
                    copy.write_row((key, json.dumps(words.decided(subject, diff), ensure_ascii=False)))
        cursor.execute("update facts_observation o set diff = v.diff from verdicts v where v.id = o.id")


def _differing(
    batch: Batch, subject: Subject, only: Collection[int] | None
) -> Iterator[list[tuple[UUID, dict[str, list[Any]]]]]:
    """Chunks of (id, diff) of rows that differ, by key."""
    last = UUID(int=0)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"select o.id, o.diff::text from facts_observation o where {_STAGED} and o.id > %(last)s "
                f"and o.diff <> '{{}}' order by o.id limit %(chunk)s",
                _staged(batch, subject, only) | {"last": last, "chunk": CHUNK},
            )
            rows = [(key, json.loads(diff)) for key, diff in cursor.fetchall()]
        if not rows:
            return
        yield rows
        last = rows[-1][0]


class _Words:
    """Verdicts for a chunk of differences: the batches of the known values are looked up once."""

    def __init__(self, table: TrustTable, kind: str, known: list[str], batch: Batch) -> None:
        self.table, self.kind, self.batch = table, kind, batch
        self.batches = {str(b.pk): b for b in Batch.objects.filter(pk__in=set(known))}

    def decided(self, subject: Subject, diff: dict[str, list[Any]]) -> dict[str, list[Any]]:
        for name, entry in diff.items():
            old, new, _, known = entry
            field = subject.field(name)
            entry[0], entry[1] = _nulls(field, old), _nulls(field, new)
            entry[2] = self._verdict(field, old[field.compared], known).value
        return diff

    def _verdict(self, field: Field, old: Any, known: str) -> Verdict:
        if field.kind == FieldKind.LINK:
            return Verdict.SET  # a move between records is an act of its own, not somebody's word against another's
        return decide(old, self._word(field.name, self.batches[known]), self._word(field.name, self.batch))

    def _word(self, field: str, batch: Batch) -> Word:
        return Word(self.table.standing(self.kind, field, batch.source_id), batch.observed_on)


def _nulls(field: Field, columns: dict[str, Any]) -> dict[str, Any]:
    """jsonb_strip_nulls took nulls away with the fields that do not differ; blanks of typed columns are null again."""
    blank = field.written("")
    return {column: blank[column] if value == "" else value for column, value in columns.items()}
