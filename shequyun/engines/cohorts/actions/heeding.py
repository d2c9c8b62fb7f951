"""A batch touched facts: the rule labels of everybody concerned follow in the same transaction.

Concerned are the residents whose facts, stays, documents or labels changed, and all who live with them or in a home
that changed: "lives alone" ends for the one who stays when somebody moves in. An undoing concerns all whom the undone
batch did, because taking back a mere confirmation leaves no change of its own.
"""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from shequyun.base.scope import current_scope
from shequyun.engines.cohorts.actions.following import used_in
from shequyun.engines.cohorts.queries.members import meeting_each
from shequyun.engines.cohorts.rules.conditions import leaves, read_condition
from shequyun.kernel.labels.actions import follow_each
from shequyun.kernel.labels.queries import rule_labels

_TOUCHED = """
create temp table touched_people on commit drop as
with batches as (
  select id from facts_batch where id = %(batch)s
  union all select undoes_id from facts_batch where id = %(batch)s and undoes_id is not null
), direct as (
  select c.subject_id as resident_id, c.community from facts_change c
  where c.batch_id in (select id from batches) and c.subject_kind = 'resident'
  union
  select coalesce(s.resident_id, (c.old->>'resident_id')::uuid), c.community
  from facts_change c left join residents_stay s on s.id = c.subject_id and s.community = c.community
  where c.batch_id in (select id from batches) and c.subject_kind = 'stay'
  union
  select coalesce(d.resident_id, (c.old->>'resident_id')::uuid), c.community
  from facts_change c left join residents_document d on d.id = c.subject_id and d.community = c.community
  where c.batch_id in (select id from batches) and c.subject_kind = 'document'
), homes as (
  select c.subject_id as dwelling_id, c.community from facts_change c
  where c.batch_id in (select id from batches) and c.subject_kind = 'dwelling'
  union
  select d.id, d.community from facts_change c join places_dwelling d
    on d.building_id = c.subject_id and d.community = c.community
  where c.batch_id in (select id from batches) and c.subject_kind = 'building'
  union
  select s.dwelling_id, s.community from direct t join residents_stay s
    on s.resident_id = t.resident_id and s.community = t.community
)
select resident_id, community from direct where resident_id is not null
union
select r.id, r.community from homes h join residents_resident r
  on r.dwelling_id = h.dwelling_id and r.community = h.community
"""


_MEETING = """
create temp table meeting_people on commit drop as
select w.id as subject_id, w.community, v.label_id
from touched_people touched cross join lateral ({asked} offset 0) w
cross join lateral (values {answers}) v (label_id, meets) where v.meets
"""


def heed(batch_id: UUID) -> None:
    """Bring every rule label up to date for the people whom a batch concerns, all labels in one pass over them."""
    _heed(_TOUCHED, {"batch": batch_id}, None)


def heed_among(people: str, params: Mapping[str, Any], *, asked: Collection[str]) -> None:
    """Bring the rule labels that ask any of some criteria up to date for people whose answers changed.

    For what is no fact of the register and yet asked in conditions: visits, vaccination. `people` is a query that gives
    (resident_id, community).
    """
    _heed(f"create temp table touched_people on commit drop as {people}", params, asked)


def _heed(touched: str, params: Mapping[str, Any], only: Collection[str] | None) -> None:
    scope, today = current_scope(), timezone.localdate()
    rules = [
        (label, part)
        for label in rule_labels()
        if (part := used_in(label, scope)) is not None and (only is None or _asks(label, only))
    ]
    if not rules:
        return
    asked, values = meeting_each(
        scope, [(read_condition(label.condition), part) for label, part in rules], today=today, among="touched"
    )
    answers = ", ".join(f"(%s::uuid, w.m{place})" for place in range(len(rules)))
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists touched_people, meeting_people")
        cursor.execute(touched, params)
        cursor.execute("analyze touched_people")
        cursor.execute(_MEETING.format(asked=asked, answers=answers), [*values, *(label.pk for label, _ in rules)])
        cursor.execute("analyze meeting_people")
    follow_each([label for label, _ in rules], touched="touched_people", meeting="meeting_people", on=today)


def _asks(label: Any, names: Collection[str]) -> bool:
    return any(leaf.criterion.name in names for leaf in leaves(read_condition(label.condition)))
