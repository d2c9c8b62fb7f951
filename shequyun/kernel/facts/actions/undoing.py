"""Undo: a new batch that reverses another, and leaves alone, row by row, what somebody has changed since."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.base.errors import NotNow
from shequyun.kernel.facts.actions.batches import open_batch
from shequyun.kernel.facts.actions.confirming import unconfirm
from shequyun.kernel.facts.choices import BatchState, Outcome
from shequyun.kernel.facts.fields import Subject, dependents_of, refresh, subjects
from shequyun.kernel.facts.models import Batch


class NotApplied(NotNow):
    """Only a batch that stands can be undone, and only once."""

    code = "facts.not_applied"
    sentence = _("This batch has not been applied, or has been undone already.")


@dataclass(frozen=True)
class Unchanged:
    """A value or record that undo left alone, because it was changed or used after the batch."""

    subject_kind: str
    subject_id: UUID
    field: str


@dataclass(frozen=True)
class Undone:
    """The batch that reverses, how many records it touched, and what it left alone."""

    batch: Batch
    reversed: int
    left: list[Unchanged]


def undo(actor: Actor, batch: Batch) -> Undone:
    """Reverse an applied batch. Refuses one that is open or undone (409)."""
    if batch.state != BatchState.APPLIED:
        raise NotApplied(batch=str(batch.pk))
    back = open_batch(
        actor, source=batch.source_id, observed_on=timezone.localdate(), title=batch.title, undoes=batch.pk
    )
    count, left = 0, []
    for subject in reversed(subjects()):
        removed, kept = _take_out(batch, back, subject)
        count += removed + _put_back(batch, back, subject)
        left += kept + _moved_on(batch, back, subject)
        unconfirm(batch, subject)
    _withdraw(batch)
    refresh([subject.kind for subject in subjects()], back.pk)
    _close(batch, back)
    return Undone(back, count, left)


def _put_back(batch: Batch, back: Batch, subject: Subject) -> int:
    """Give every value that still is what the batch made it its old value, and its old provenance, again."""
    with connection.cursor() as cursor:
        cursor.execute(_STILL.format(table=subject.table), [batch.pk, subject.kind])
        cursor.execute(_PATCH)
        cursor.execute("create unique index on patch (subject_id)")
        cursor.execute("analyze patch")
        columns = [c for field in subject.fields for c in field.columns]
        cursor.execute(
            f"update {subject.table} t set ({', '.join(columns)}, provenance, version) = "
            f"({', '.join('p.' + c for c in columns)}, t.provenance || p.stamp, t.version + 1) "
            f"from (select s.id, s.community, {', '.join('r.' + c for c in columns)}, d.stamp from patch d "
            f"join {subject.table} s on s.id = d.subject_id and s.community = d.community "
            f"cross join lateral jsonb_populate_record(s, d.patch) r) p where t.id = p.id and t.community = p.community"
        )
        count = cursor.rowcount
        cursor.execute(
            "insert into facts_change (id, community, batch_id, subject_kind, subject_id, kind, field, old, new, "
            "previous_batch_id, at) select new_id(), community, %s, %s, subject_id, 'set', field, new, old, "
            "%s, %s from still",
            [back.pk, subject.kind, batch.pk, timezone.now()],
        )
        cursor.execute("drop table still, patch")
    return count


def _take_out(batch: Batch, back: Batch, subject: Subject) -> tuple[int, list[Unchanged]]:
    """Remove what the batch entered, unless somebody built on it since."""
    used = " or ".join(
        [
            f"exists (select from {table} x where x.{column} = t.id and x.community = t.community)"
            for table, column in dependents_of(subject)
        ]
        + [
            "exists (select from facts_change l join facts_batch b on b.id = l.batch_id where l.subject_id = t.id "
            "and l.community = t.community and l.batch_id <> c.batch_id and l.kind in ('set', 'merge', 'confirm') "
            "and b.state = 'applied' and b.undoes_id is null)"
        ]
    )
    created = (
        f"from facts_change c join {subject.table} t on t.id = c.subject_id and t.community = c.community "
        f"where c.batch_id = %s and c.subject_kind = %s and c.kind = 'create'"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"select t.id {created} and ({used})", [batch.pk, subject.kind])
        left = [key for (key,) in cursor.fetchall()]
        cursor.execute(
            f"with gone as (select t.id, t.community, to_jsonb(t) as old {created} and t.id <> all(%s)), "
            f"written as (insert into facts_change (id, community, batch_id, subject_kind, subject_id, kind, field, "
            f"old, previous_batch_id, at) select new_id(), community, %s, %s, id, 'remove', '', old, %s, %s "
            f"from gone) delete from {subject.table} t using gone where t.id = gone.id "
            f"and t.community = gone.community",
            [batch.pk, subject.kind, left, back.pk, subject.kind, batch.pk, timezone.now()],
        )
        return cursor.rowcount, [Unchanged(subject.kind, key, "") for key in left]


def _moved_on(batch: Batch, back: Batch, subject: Subject) -> list[Unchanged]:
    """Values that the batch set and that were changed again since.

    A difference of sets, not an anti-join: the planner knows neither batch yet, and would try each row with each.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"select c.subject_id, c.field from facts_change c join {subject.table} t on t.id = c.subject_id "
            f"and t.community = c.community where c.batch_id = %s and c.subject_kind = %s and c.kind = 'set' "
            f"except select subject_id, field from facts_change where batch_id = %s and subject_kind = %s",
            [batch.pk, subject.kind, back.pk, subject.kind],
        )
        return [Unchanged(subject.kind, key, field) for key, field in cursor.fetchall()]


def _withdraw(batch: Batch) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update facts_discrepancy set settled_at = %s, outcome = %s where batch_id = %s and settled_at is null",
            [timezone.now(), Outcome.WITHDRAWN.value, batch.pk],
        )


def _close(batch: Batch, back: Batch) -> None:
    batch.state = BatchState.UNDONE
    batch.save(update_fields=["state"])
    back.state, back.applied_at = BatchState.APPLIED, timezone.now()
    back.save(update_fields=["state", "applied_at"])


_STILL = (
    "create temp table still on commit drop as select c.community, c.subject_id, c.field, c.old, c.new, "
    "c.previous_batch_id from facts_change c join {table} t on t.id = c.subject_id and t.community = c.community "
    "where c.batch_id = %s and c.subject_kind = %s and c.kind = 'set' and to_jsonb(t) @> c.new"
)
_PATCH = (
    "create temp table patch on commit drop as select s.subject_id, s.community, "
    "jsonb_object_agg(s.field, s.previous_batch_id) as stamp, "
    "coalesce(jsonb_object_agg(c.key, c.value) filter (where c.key is not null), '{}') as patch "
    "from still s left join lateral jsonb_each(s.old) c on true group by 1, 2"
)
