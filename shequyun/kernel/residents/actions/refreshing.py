"""What follows from stays and documents: where somebody is, and which records are one person.

`hukou_here`, `living_here` and `dwelling` follow from open stays; `link` from the identity document. They are kept as
columns because every list filters by them. New residents come in with them (`rules.following`); from then on only here
are they written.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from shequyun.kernel.residents.rules.following import LINK, PRESENCE

_TOUCHED = """
select distinct t.resident_id, t.community from (
  (select s.resident_id, c.community from facts_change c join residents_stay s on s.id = c.subject_id
    and s.community = c.community where c.batch_id = %(batch)s and c.subject_kind = 'stay' and c.kind = 'create'
  union all
  select d.resident_id, c.community from facts_change c join residents_document d on d.id = c.subject_id
    and d.community = c.community where c.batch_id = %(batch)s and c.subject_kind = 'document' and c.kind = 'create'
  union all
  select (c.old->>'resident_id')::uuid, c.community from facts_change c
  where c.batch_id = %(batch)s and c.subject_kind in ('stay', 'document') and c.kind = 'remove'
  except select c.subject_id, c.community from facts_change c
  where c.batch_id = %(batch)s and c.subject_kind = 'resident' and c.kind in ('create', 'remove'))
  union all
  select s.resident_id, c.community
  from facts_change c join residents_stay s on s.id = c.subject_id and s.community = c.community
  where c.batch_id = %(batch)s and c.subject_kind = 'stay' and c.kind = 'set'
  union all
  select d.resident_id, c.community
  from facts_change c join residents_document d on d.id = c.subject_id and d.community = c.community
  where c.batch_id = %(batch)s and c.subject_kind = 'document' and c.kind = 'set'
  union all
  select (coalesce(c.old, c.new)->>'resident_id')::uuid, c.community from facts_change c
  where c.batch_id = %(batch)s and c.field = 'resident_id'
) t where t.resident_id is not null
"""

_REFRESH = f"""
update residents_resident r set hukou_here = p.hukou, living_here = p.living, dwelling_id = p.dwelling, link = p.link
from (
  select t.resident_id, t.community, coalesce(s.hukou_here, false) as hukou, coalesce(s.living_here, false) as living,
    s.dwelling_id as dwelling, l.link
  from touched_residents t cross join lateral (select {PRESENCE} from residents_stay x
    where x.resident_id = t.resident_id and x.community = t.community and x.to_date is null) s
  cross join lateral (select {LINK} from residents_document d
    where d.resident_id = t.resident_id and d.community = t.community) l
) p
where r.id = p.resident_id and r.community = p.community
  and (r.hukou_here, r.living_here, r.dwelling_id, r.link) is distinct from (p.hukou, p.living, p.dwelling, p.link)
"""


def refresh_residents(batch_id: UUID) -> None:
    """Bring residents up to date whose stays or documents a batch touched. New ones came in with what follows for them.

    By way of an analysed temporary table and one look-up per resident: of 100,000 rows written in the same transaction
    the planner knows nothing, and any join of whole tables may turn quadratic.
    """
    _refresh(_TOUCHED, {"batch": batch_id})


def refresh_these(people: Sequence[tuple[UUID, str]]) -> None:
    """The same for residents by id and community."""
    keys, places = [key for key, _place in people], [place for _key, place in people]
    _refresh("select * from unnest(%(keys)s::uuid[], %(places)s::text[]) t (resident_id, community)",
             {"keys": keys, "places": places})  # fmt: skip


def _refresh(touched: str, values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists touched_residents")
        cursor.execute(f"create temp table touched_residents on commit drop as {touched}", values)
        cursor.execute("analyze touched_residents")
        cursor.execute(_REFRESH)
