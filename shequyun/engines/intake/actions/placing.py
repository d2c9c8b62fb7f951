"""Where a row's addresses lie: the home, the building, the committee; or what is missing."""

from typing import Any

from django.db import connection


def find_places(params: dict[str, Any]) -> None:
    """Fill the temporary tables `spot` (one line per address) and `placed` (one per row) for the rows in `said`.

    `params` holds lo and hi of the scope, the committee if the area is one, the batch, and `may_add`: whether homes
    that are missing in known buildings may be entered.
    """
    with connection.cursor() as cursor:
        for statement in (_SPOT, _LANES, _PLACED):
            cursor.execute(statement, params)
        cursor.execute("create index on placed (number)")
        cursor.execute("analyze placed")


_SPOT = """
create temp table spot on commit drop as
with wanted as (
  select distinct on (address) address, door, place from (
    select address, door, place from said where address is not null and not refused
    union all select hukou, hukou_door, hukou_place from said where hukou is not null and not refused
  ) a order by address
), known as (
  select address, (array_agg(id order by staged))[1] as id, (array_agg(community order by staged))[1] as community,
    count(*) filter (where not staged) as n
  from (
    select w.address, d.id, d.community, false as staged from wanted w join places_dwelling d on d.address = w.address
    where d.community >= %(lo)s and d.community < %(hi)s
    union all
    select o.values->>'address', o.subject_id, o.community, true from facts_observation o
    where o.batch_id = %(batch)s and o.subject_kind = 'dwelling' and o.match = 'new'
  ) k group by address
), houses as (
  select w.door, (array_agg(b.id))[1] as id, (array_agg(b.community))[1] as community, count(*) as n
  from (select distinct door from wanted) w join places_building b on b.door = w.door
  where b.community >= %(lo)s and b.community < %(hi)s group by w.door
)
select w.address, w.door, w.place, coalesce(k.community, h.community) as community, h.id as building_id,
  case when coalesce(k.n, h.n) > 1 then null
    else coalesce(k.id, case when h.n = 1 and %(may_add)s then new_id() end) end as dwelling_id,
  k.id is null as fresh,
  case when coalesce(k.n, h.n) > 1 then 'address_ambiguous' when k.id is not null then null
    when h.id is null then 'building_unknown' when not %(may_add)s then 'home_unknown' end as problem,
  false as lane_known
from wanted w left join known k on k.address = w.address left join houses h on h.door = w.door
"""

_LANES = """
update spot s set lane_known = true where s.problem = 'building_unknown' and exists (
  select from places_building b where b.community >= %(lo)s and b.community < %(hi)s
    and b.road = s.place->>'road' and b.lane = s.place->>'lane')
"""

_PLACED = """
create temp table placed on commit drop as
select s.number, coalesce(l.community, h.community, %(committee)s) collate "C" as community,
  case when s.lives then l.dwelling_id end as living_id,
  case when s.registered then h.dwelling_id end as hukou_id,
  s.address is not null and s.lives and l.dwelling_id is null as living_missing,
  s.hukou is not null and s.registered and h.dwelling_id is null as hukou_missing,
  l.problem as living_problem, h.problem as hukou_problem, l.lane_known as living_near, h.lane_known as hukou_near
from said s left join spot l on l.address = s.address left join spot h on h.address = s.hukou
where not s.refused
"""
