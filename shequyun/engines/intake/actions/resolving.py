"""What becomes of each row: known, new, doubtful, duplicate or refused; people's decisions come first."""

from typing import Any

from django.db import connection

from shequyun.engines.intake.actions.matching import SURE
from shequyun.engines.intake.fields import Beside


def resolve(params: dict[str, Any]) -> None:
    """Fill the temporary table `resolved` from `said`, `placed`, `hit` and the decisions in `verdict`."""
    with connection.cursor() as cursor:
        for statement in (_RESOLVED, _HOMELESS, _TWINS, _MARK_TWINS):
            cursor.execute(statement, params)
        cursor.execute("create index on resolved (number)")
        cursor.execute("analyze resolved")


def resolve_beside(beside: Beside, params: dict[str, Any]) -> None:
    """The same for lists about people who must be in the register; two lines may speak of one person, not of one thing."""
    key = ", ".join(f"s.beside->>'{column}'" for column in beside.key)
    with connection.cursor() as cursor:
        for statement in (_RESOLVED, _STRANGERS, _SAME_THING.format(key=key), _MARK_TWINS):
            cursor.execute(statement, params)
        cursor.execute("create index on resolved (number)")
        cursor.execute("analyze resolved")


_STRANGERS = """
update resolved set match = 'refused', subject_id = null, reasons = '[["person_unknown", "name", {}]]'
where match = 'new'
"""

_SAME_THING = """
create temp table twin on commit drop as
select number, first from (
  select r.number, first_value(r.number) over (partition by r.subject_id, {key} order by r.number) as first
  from resolved r join said s using (number) where r.match = 'known'
) t where first <> number
"""

_RESOLVED = f"""
create temp table resolved on commit drop as
with best as (
  select number, count(*) filter (where score >= {SURE}) as sure, count(*) as n, max(score) as score,
    (array_agg(resident_id order by score desc, resident_id))[1] as best_id,
    (array_agg(community order by score desc, resident_id))[1] as best_community,
    jsonb_agg(jsonb_build_array(resident_id, score, jsonb_build_array(reason)) order by score desc, resident_id)
      as candidates
  from hit group by number
), judged as (
  select s.number, s.fresh, p.community, v.decided_id, b.best_id, b.best_community, b.candidates,
    coalesce(b.score, 0) as score, v.decision, case
      when s.refused then 'refused' when v.decision = 'same' then 'known'
      when v.decision = 'new' then 'new' when v.doubt then 'doubtful' when b.sure = 1 and b.n = 1 then 'known'
      when b.n > 0 then 'doubtful' else 'new' end as match
  from said s left join placed p using (number) left join best b using (number) left join verdict v using (number)
)
select j.number, j.match, j.score, coalesce(j.candidates, '[]') as candidates, j.decision,
  case j.match when 'known' then coalesce(j.decided_id, j.best_id) when 'new' then j.fresh end as subject_id,
  coalesce(case when j.match = 'known' then coalesce(r.community, j.best_community) end, j.community, %(area)s)
    collate "C" as community,
  null::int as duplicate_of, '[]'::jsonb as reasons
from judged j left join residents_resident r on r.id = j.decided_id and r.community >= %(lo)s and r.community < %(hi)s
"""

_HOMELESS = """
update resolved r set
  match = case when r.match = 'new' and p.living_id is null and p.hukou_id is null then 'refused' else r.match end,
  reasons = case
    when p.living_problem is not null and (p.living_near or p.hukou_id is null)
      then jsonb_build_array(jsonb_build_array(p.living_problem, 'living_address', '{}'::jsonb))
    when p.hukou_problem is not null and (p.hukou_near or p.living_id is null)
      then jsonb_build_array(jsonb_build_array(p.hukou_problem, 'hukou_address', '{}'::jsonb))
    when r.match = 'new' and p.living_id is null and p.hukou_id is null and not s.unplaced
      then '[["address_missing", "living_address", {}]]' else '[]' end
from placed p join said s using (number) where p.number = r.number and r.match in ('known', 'new', 'doubtful')
  and (p.living_problem is not null or p.hukou_problem is not null or (p.living_id is null and p.hukou_id is null))
"""

_TWINS = """
create temp table twin on commit drop as
select number, min(first) as first from (
  select s.number, first_value(s.number) over (partition by s.doc order by s.number) as first
  from said s join resolved r using (number)
  where s.doc is not null and r.match in ('known', 'new', 'doubtful') and r.decision is null
  union all
  select s.number, first_value(s.number) over (partition by s.name, s.birth, coalesce(s.address, s.hukou)
    order by s.number)
  from said s join resolved r using (number)
  where s.name is not null and s.birth is not null and coalesce(s.address, s.hukou) is not null
    and r.match in ('known', 'new', 'doubtful') and r.decision is null
  union all
  select r.number, first_value(r.number) over (partition by r.subject_id order by r.number) from resolved r
  where r.match = 'known'
  union all
  select r.number, o.number from resolved r join intake_row o on o.upload_id = %(upload)s and o.subject_id = r.subject_id
  where r.match = 'known' and o.state in ('new', 'changed', 'unchanged') and not %(whole)s
    and o.number <> all (%(numbers)s)
  union all
  select r.number, o.duplicate_of from resolved r join intake_row o on o.upload_id = %(upload)s
    and o.number = r.number and o.duplicate_of is not null
  where r.decision is null and not %(whole)s
) t where first <> number group by number
"""

_MARK_TWINS = """
update resolved r set match = 'duplicate', duplicate_of = t.first, subject_id = null,
  reasons = r.reasons || jsonb_build_array(jsonb_build_array('duplicate', '', jsonb_build_object('row',
    coalesce((select s.line from said s where s.number = t.first), (select o.line from intake_row o
      where o.upload_id = %(upload)s and o.number = t.first)))))
from twin t where t.number = r.number
"""
