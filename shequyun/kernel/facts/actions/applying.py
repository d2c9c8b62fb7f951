"""Applying: set-based writes of a compared batch, with a change for every value that moved."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from shequyun.base.errors import ChangedMeanwhile
from shequyun.kernel.facts.actions.confirming import confirm
from shequyun.kernel.facts.choices import BatchState
from shequyun.kernel.facts.fields import Subject, refresh
from shequyun.kernel.facts.models import Batch, Observation
from shequyun.kernel.facts.queries import spoken_of, trust_table


@dataclass
class Applied:
    """How many subjects were entered or changed, and values disputed, by a batch."""

    created: int = 0
    changed: int = 0
    confirmed: int = 0
    disputed: int = 0


def apply(batch: Batch) -> Applied:
    """Write a compared batch. Refuses (409) when a subject has changed since it was compared.

    Observations that are held stay where they are, unapplied. What ends is written before what begins, so that a
    hukou can move.
    """
    done, touched, trust = Applied(), list[str](), trust_table()
    for subject in spoken_of(batch):
        _refuse_outdated(batch, subject)
        looked_at = confirm(batch, subject, trust)
        changed = _update(batch, subject)  # before entering: a hukou ends here before it begins there
        created = _create(batch, subject)
        done.changed += changed
        done.confirmed += max(looked_at - changed, 0)
        done.created += created
        done.disputed += _dispute(batch, subject)
        if looked_at or changed or created:  # a confirmation alone moves a day, on which rules may stand
            touched.append(subject.kind)
    refresh(touched, batch.pk)
    batch.state, batch.applied_at = BatchState.APPLIED, timezone.now()
    batch.save(update_fields=["state", "applied_at"])
    return done


def _create(batch: Batch, subject: Subject) -> int:
    """Enter what is new; returns how many."""
    values: dict[str, Any] = {"batch": batch.pk, "kind": subject.kind, "on": batch.observed_on}
    values["blank"] = json.dumps(subject.blank_row)
    given = {"id": "o.subject_id", "community": "o.community", "batch_id": "o.batch_id", "observed_on": "%(on)s::date"}
    with connection.cursor() as cursor:
        cursor.execute(f"select exists (select from facts_observation o where {_NEW})", values)
        if not cursor.fetchone()[0]:
            return 0
        follows = _of_new(cursor, batch, subject)
        given |= {column: f"coalesce(n.{column}, r.{column})" for column in follows}
        cursor.execute(
            f"insert into {subject.table} ({', '.join(subject.columns)}) "
            f"select {', '.join(given.get(column, 'r.' + column) for column in subject.columns)} "
            f"from (select jsonb_populate_record(null::{subject.table}, %(blank)s) as filled offset 0) blank, "
            f"facts_observation o cross join lateral jsonb_populate_record(blank.filled, jsonb_strip_nulls(o.values)) r "
            f"{'left join of_new n on n.id = o.subject_id and n.community = o.community ' if follows else ''}"
            f"where {_NEW}",
            values,
        )
        cursor.execute(
            "insert into facts_change (id, community, batch_id, subject_kind, subject_id, kind, field, at) "
            "select o.id, o.community, o.batch_id, o.subject_kind, o.subject_id, 'create', '', %(now)s "
            f"from facts_observation o where {_NEW}",
            values | {"now": timezone.now()},
        )
        return int(cursor.rowcount)


_NEW = "o.batch_id = %(batch)s and o.subject_kind = %(kind)s and o.match = 'new' and not o.held"


def _of_new(cursor: Any, batch: Batch, subject: Subject) -> list[str]:
    """Fill the temporary table `of_new` with what follows for new subjects of a kind; returns the columns."""
    if not subject.of_new:
        return []
    cursor.execute("drop table if exists of_new")
    cursor.execute(f"create temp table of_new on commit drop as {subject.of_new}", {"batch": batch.pk})
    cursor.execute("create index on of_new (id)")
    cursor.execute("analyze of_new")
    cursor.execute("select * from of_new limit 0")
    return [column.name for column in cursor.description if column.name not in ("id", "community")]


def outdated_rows(batch: Batch) -> list[int]:
    """Rows of a compared batch whose subject has changed since it was compared: `apply` would refuse them."""
    rows: set[int] = set()
    with connection.cursor() as cursor:
        for subject in spoken_of(batch):
            cursor.execute(f"select distinct o.row from {_outdated(subject)}", [batch.pk, subject.kind])
            rows.update(row for (row,) in cursor.fetchall())
    return sorted(rows)


def _refuse_outdated(batch: Batch, subject: Subject) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"select o.subject_id from {_outdated(subject)} order by t.id limit 1", [batch.pk, subject.kind])
        row = cursor.fetchone()
    if row:
        raise ChangedMeanwhile(kind=subject.kind, subject_id=str(row[0]))


def _outdated(subject: Subject) -> str:
    """Gone, or no longer the version that was compared."""
    return (
        f"facts_observation o left join {subject.table} t on t.id = o.subject_id and t.community = o.community "
        f"where o.batch_id = %s and o.subject_kind = %s and o.match = 'known' and not o.held "
        f"and (t.id is null or (o.diff <> '{{}}' and t.version <> o.base_version))"
    )


def _update(batch: Batch, subject: Subject) -> int:
    """Write the values that are taken over, a change for each; returns how many subjects changed."""
    columns = [c for field in subject.fields for c in field.columns]
    with connection.cursor() as cursor:
        cursor.execute(_CHANGES, [timezone.now(), batch.pk, subject.kind])
        if not cursor.rowcount:
            return 0
        cursor.execute(
            f"update {subject.table} t set ({', '.join(columns)}, provenance, version) = "
            f"({', '.join('p.' + c for c in columns)}, t.provenance || p.stamp, t.version + 1) "
            f"from (select o.subject_id, o.community, "
            f"{', '.join('r.' + c for c in columns)}, d.stamp from facts_observation o "
            f"join {subject.table} s on s.id = o.subject_id and s.community = o.community "
            f"cross join lateral ({_TAKEN}) d cross join lateral jsonb_populate_record(s, d.patch) r "
            f"where o.batch_id = %s and o.subject_kind = %s and o.match = 'known' and not o.held "
            f"and d.patch is not null) p where t.id = p.subject_id and t.community = p.community",
            [batch.pk, subject.kind],
        )
        return int(cursor.rowcount)


def _dispute(batch: Batch, subject: Subject) -> int:
    """Open a discrepancy for every disputed value, unless the same claim is open already."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into facts_discrepancy (id, community, subject_kind, subject_id, field, known, claimed, "
            "known_batch_id, batch_id, opened_at, outcome, reason) "
            "select new_id(), o.community, o.subject_kind, o.subject_id, f.key, f.value->0, f.value->1, "
            "(f.value->>3)::uuid, o.batch_id, %s, '', '' from facts_observation o, jsonb_each(o.diff) f "
            "where o.batch_id = %s and o.subject_kind = %s and o.match = 'known' and not o.held "
            "and f.value->>2 = 'disputed' and not exists (select from facts_discrepancy d where "
            "d.subject_id = o.subject_id and d.community = o.community and d.field = f.key and d.settled_at is null "
            "and d.claimed - %s::text[] = (f.value->1) - %s::text[])",
            [timezone.now(), batch.pk, subject.kind, *[[f"{f.name}_sealed" for f in subject.fields]] * 2],
        )
        return cursor.rowcount


def drop_staged(batch_id: UUID) -> None:
    """Forget the observations of a batch: one that is applied, whose changes say what it did, or one that is given up."""
    Observation.objects.filter(batch_id=batch_id).delete()


_CHANGES = (
    "insert into facts_change (id, community, batch_id, subject_kind, subject_id, kind, field, old, new, "
    "previous_batch_id, at) select new_id(), o.community, o.batch_id, o.subject_kind, o.subject_id, 'set', "
    "f.key, f.value->0, f.value->1, (f.value->>3)::uuid, %s from facts_observation o, jsonb_each(o.diff) f "
    "where o.batch_id = %s and o.subject_kind = %s and o.match = 'known' and not o.held and f.value->>2 = 'set'"
)

_TAKEN = (
    "select jsonb_object_agg(c.key, c.value) as patch, jsonb_object_agg(f.key, o.batch_id) as stamp "
    "from jsonb_each(o.diff) f cross join lateral jsonb_each(f.value->1) c where f.value->>2 = 'set'"
)
