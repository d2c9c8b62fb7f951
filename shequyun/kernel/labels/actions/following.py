"""Rule labels follow: given who meets a condition now, those who no longer do lose it, and those who do get it.

Not an action of somebody: what follows from facts is brought up to date in the transaction that changed them, like
`hukou_here`. Who changed the facts, and why, is in their history.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from shequyun.base.scope import Scope
from shequyun.kernel.labels.models import Label

_LEFT = """
update labels_rulelabelling l set until = %s
where l.label_id = %s and l.until is null and l.community >= %s and l.community < %s {within}
  and not exists (select 1 from ({wanted}) w where w.id = l.subject_id and w.community = l.community)
"""
_JOINED = """
insert into labels_rulelabelling (id, community, label_id, subject_id, since)
select gen_random_uuid(), w.community, %s, w.id, %s from ({wanted}) w
where not exists (select 1 from labels_rulelabelling l where l.community = w.community and l.subject_id = w.id
  and l.label_id = %s and l.until is null)
"""


@dataclass(frozen=True)
class Followed:
    """How many subjects got a rule label, and how many lost it."""

    joined: int
    left: int


def follow(label: Label, wanted: QuerySet[Any], *, scope: Scope, on: date, within: str = "") -> Followed:
    """Bring one rule label up to date inside a scope.

    `wanted` are the subjects that meet its condition; `within` names a table whose `resident_id` are the only ones to
    look at (wanted must then be among them), empty for everybody in the scope.
    """
    sql, params = wanted.order_by().values("id", "community").query.sql_with_params()
    only = f"and l.subject_id in (select resident_id from {within})" if within else ""
    with connection.cursor() as cursor:
        values = [on, label.pk, scope.lo, scope.hi, *params]
        cursor.execute(_LEFT.format(wanted=sql, within=only), values)
        left = cursor.rowcount
        cursor.execute(_JOINED.format(wanted=sql), [label.pk, on, *params, label.pk])
        return Followed(cursor.rowcount, left)
