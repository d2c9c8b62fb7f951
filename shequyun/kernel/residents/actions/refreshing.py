"""What follows from stays and documents: where somebody is, and which records are one person.

`hukou_here`, `living_here` and `dwelling` follow from open stays; `link` from the identity document. They are kept as
columns because every list filters by them, and only here are they written.
"""

from uuid import UUID

from django.db import connection

_TOUCHED = """
select distinct t.resident_id, t.community from (
  select coalesce(s.resident_id, (c.old->>'resident_id')::uuid) as resident_id, c.community
  from facts_change c left join residents_stay s on s.id = c.subject_id and s.community = c.community
  where c.batch_id = %(batch)s and c.subject_kind = 'stay'
  union all
  select coalesce(d.resident_id, (c.old->>'resident_id')::uuid), c.community
  from facts_change c left join residents_document d on d.id = c.subject_id and d.community = c.community
  where c.batch_id = %(batch)s and c.subject_kind = 'document'
  union all
  select (coalesce(c.old, c.new)->>'resident_id')::uuid, c.community from facts_change c
  where c.batch_id = %(batch)s and c.field = 'resident_id'
) t where t.resident_id is not null
"""

_REFRESH = """
with stays as (
  select x.resident_id, x.community, bool_or(x.kind = 'hukou') as hukou, bool_or(x.kind = 'living') as living,
    (array_agg(x.dwelling_id order by (x.kind = 'living') desc, x.from_date desc nulls last, x.id desc))[1] as dwelling
  from residents_stay x join touched_residents t using (resident_id, community) where x.to_date is null group by 1, 2
),
documents as (
  select distinct on (d.resident_id) d.resident_id, d.community, d.number_blind
  from residents_document d join touched_residents t using (resident_id, community)
  order by d.resident_id, case d.kind when 'mainland_id' then 0 when 'hmt_residence' then 1 else 2 end,
    d.valid_from desc nulls last, d.id desc
)
update residents_resident r set hukou_here = coalesce(s.hukou, false), living_here = coalesce(s.living, false),
  dwelling_id = s.dwelling, link = d.number_blind
from touched_residents t left join stays s using (resident_id, community) left join documents d using (resident_id, community)
where r.id = t.resident_id and r.community = t.community
  and (r.hukou_here, r.living_here, r.dwelling_id, r.link)
    is distinct from (coalesce(s.hukou, false), coalesce(s.living, false), s.dwelling, d.number_blind)
"""


def refresh_residents(batch_id: UUID) -> None:
    """Bring residents up to date whose stays or documents a batch touched.

    By way of an analysed temporary table: of a set of 100,000 made inside one statement the planner expects one row.
    """
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists touched_residents")
        cursor.execute(f"create temp table touched_residents on commit drop as {_TOUCHED}", {"batch": batch_id})
        cursor.execute("analyze touched_residents")
        cursor.execute(_REFRESH)
