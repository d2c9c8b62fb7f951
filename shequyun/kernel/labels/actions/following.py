"""Rule labels follow: given who meets a condition now, those who no longer do lose it, and those who do get it.

Not an action of somebody: what follows from facts is brought up to date in the transaction that changed them, like
`hukou_here`. Who changed the facts, and why, is in their history.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from shequyun.base.scope import Scope
from shequyun.kernel.labels.models import Label

_LEFT = """
update labels_rulelabelling l set until = %s
where l.label_id = %s and l.until is null and l.community >= %s and l.community < %s
  and not exists (select 1 from ({wanted}) w where w.id = l.subject_id and w.community = l.community)
"""
_JOINED = """
insert into labels_rulelabelling (id, community, label_id, subject_id, since)
select new_id(), w.community, %s, w.id, %s from ({wanted}) w
where not exists (select 1 from labels_rulelabelling l where l.community = w.community and l.subject_id = w.id
  and l.label_id = %s and l.until is null)
"""
_EACH_LEFT = """
update labels_rulelabelling l set until = %(on)s from (
  select o.id, o.community from {touched} t cross join lateral (
    select x.id, x.community, x.label_id from labels_rulelabelling x
    where x.subject_id = t.resident_id and x.community = t.community and x.until is null offset 0) o
  where o.label_id = any(%(labels)s) and not exists (select from {meeting} m
    where m.subject_id = t.resident_id and m.community = t.community and m.label_id = o.label_id)
) g where l.id = g.id and l.community = g.community
"""
_EACH_JOINED = """
insert into labels_rulelabelling (id, community, label_id, subject_id, since)
select new_id(), m.community, m.label_id, m.subject_id, %(on)s from {meeting} m
left join lateral (select true as already from labels_rulelabelling l where l.subject_id = m.subject_id
  and l.community = m.community and l.label_id = m.label_id and l.until is null limit 1) o on true
where o.already is null
"""


@dataclass(frozen=True)
class Followed:
    """How many subjects got a rule label, and how many lost it."""

    joined: int
    left: int


def follow(label: Label, wanted: QuerySet[Any], *, scope: Scope, on: date) -> Followed:
    """Bring one rule label up to date inside a scope. `wanted` are the subjects that meet its condition."""
    sql, params = wanted.order_by().values("id", "community").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_LEFT.format(wanted=sql), [on, label.pk, scope.lo, scope.hi, *params])
        left = cursor.rowcount
        cursor.execute(_JOINED.format(wanted=sql), [label.pk, on, *params, label.pk])
        return Followed(cursor.rowcount, left)


def follow_each(labels: Iterable[Label], *, touched: str, meeting: str, on: date) -> Followed:
    """Bring many rule labels up to date for some subjects.

    Both are analysed temporary tables: `touched` (resident_id, community) says for whom, `meeting` (label_id,
    subject_id, community) who of them meets which condition. Everybody is looked up by index, whatever the planner knows
    of rows that were written in the same transaction.
    """
    params: dict[str, Any] = {"on": on, "labels": [label.pk for label in labels]}
    names = {"touched": touched, "meeting": meeting}
    with connection.cursor() as cursor:
        cursor.execute(_EACH_LEFT.format(**names), params)
        left = cursor.rowcount
        cursor.execute(_EACH_JOINED.format(**names), params)
        return Followed(cursor.rowcount, left)
