"""Confirming: values said again without a difference. The day moves on, and they are this batch's word now.

One change per subject remembers what was there before, so that undo can give it back.
"""

import json
from typing import Any

from django.db import connection
from django.utils import timezone

from shequyun.kernel.facts.fields import Field, Subject
from shequyun.kernel.facts.models import Batch
from shequyun.kernel.facts.rules import TrustTable


def confirm(batch: Batch, subject: Subject, trust: TrustTable) -> int:
    """Move the day of every known subject that the batch speaks of, and sign the values it repeats.

    A value keeps the word of a more trusted source: a workbook that repeats what the police said does not weaken it.
    Nothing happens to subjects that somebody has looked at later. Returns how many subjects moved.
    """
    fields = [field for field in subject.fields if field.on_screen]
    values: dict[str, Any] = {
        "batch": batch.pk,
        "kind": subject.kind,
        "on": batch.observed_on,
        "now": timezone.now(),
    }
    stronger = _stronger(batch, subject, fields, trust)
    stamps = ", ".join(_stamp(field, held=bool(stronger[field.name])) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(_CONFIRM.format(table=subject.table, stamps=stamps), values | {"stronger": json.dumps(stronger)})
        return int(cursor.rowcount)


def unconfirm(batch: Batch, subject: Subject) -> None:
    """Give back the day and the provenance that a batch's confirmations moved, where nobody has looked since."""
    with connection.cursor() as cursor:
        cursor.execute(_UNCONFIRM.format(table=subject.table), {"batch": batch.pk, "kind": subject.kind})


def _stamp(field: Field, *, held: bool) -> str:
    """SQL: the field's name, and the batch of its known value where it is repeated and held by no stronger word.

    `held`: there are stronger words for the field.
    """
    known = f"coalesce(t.provenance->>'{field.name}', t.batch_id::text)"
    weak = f"and not %(stronger)s::jsonb->'{field.name}' ? {known} " if held else ""
    return (
        f"'{field.name}', case when o.values ? '{field.compared}' and not o.diff ? '{field.name}' {weak}"
        f"then {known} end"
    )


def _stronger(batch: Batch, subject: Subject, fields: list[Field], trust: TrustTable) -> dict[str, dict[str, int]]:
    """By field: the batches among the known values whose source is trusted more than this batch's."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN.format(table=subject.table), [batch.pk, subject.kind])
        known = cursor.fetchall()
    mine = {field.name: trust.standing(subject.kind, field.name, batch.source_id).rank for field in fields}
    return {
        field.name: {
            str(key): 1
            for key, source in known
            if trust.standing(subject.kind, field.name, source).rank > mine[field.name]
        }
        for field in fields
    }


_KNOWN = """
with touched as (
  select t.batch_id, t.provenance from facts_observation o
  join {table} t on t.id = o.subject_id and t.community = o.community
  where o.batch_id = %s and o.subject_kind = %s and o.match = 'known' and not o.held
)
select b.id, b.source_id from facts_batch b where b.id in (
  select batch_id from touched union select p.value::uuid from touched, jsonb_each_text(provenance) p
)
"""

_CONFIRM = """
with said as materialized (
  select t.id, t.community, t.observed_on, jsonb_strip_nulls(jsonb_build_object({stamps})) as was
  from facts_observation o join {table} t on t.id = o.subject_id and t.community = o.community
  where o.batch_id = %(batch)s and o.subject_kind = %(kind)s and o.match = 'known' and not o.held
    and t.observed_on <= %(on)s
), moved as (
  update {table} t set observed_on = %(on)s, provenance = t.provenance || coalesce(
    (select jsonb_object_agg(k, %(batch)s::text) from jsonb_object_keys(s.was) k), '{{}}')
  from said s where t.id = s.id and t.community = s.community
)
insert into facts_change (id, community, batch_id, subject_kind, subject_id, kind, field, old, new, at)
select new_id(), community, %(batch)s, %(kind)s, id, 'confirm', '',
  jsonb_build_object('observed_on', observed_on, 'provenance', was), jsonb_build_object('observed_on', %(on)s::date),
  %(now)s from said
"""

_UNCONFIRM = """
update {table} t set
  observed_on = case when t.observed_on = (c.new->>'observed_on')::date then (c.old->>'observed_on')::date
    else t.observed_on end,
  provenance = (
    select coalesce(jsonb_object_agg(e.key, e.value), '{{}}') from (
      select p.key, case when p.value = %(batch)s::text then coalesce(c.old->'provenance'->>p.key, p.value)
        else p.value end as value from jsonb_each_text(t.provenance) p
    ) e where e.value <> t.batch_id::text
  )
from facts_change c where c.batch_id = %(batch)s and c.subject_kind = %(kind)s and c.kind = 'confirm'
  and t.id = c.subject_id and t.community = c.community
"""
