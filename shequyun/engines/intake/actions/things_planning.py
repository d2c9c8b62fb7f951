"""Planning rows about buildings, homes and organisations: found by their key, entered where they are new."""

from typing import Any

from django.db import connection

from shequyun.engines.intake.actions.staging import OBSERVATION

KEYS = {
    "building": "t.door = s.door",
    "dwelling": "t.address = s.address",
    "organisation": "(t.credit_code = s.code or (s.code is null and t.name = s.name))",
}


def resolve_things(kind: str, table: str, params: dict[str, Any]) -> None:
    """Fill the temporary table `resolved` from `said` and the decisions in `verdict`."""
    with connection.cursor() as cursor:
        cursor.execute(_BUILDINGS, params)
        cursor.execute(_RESOLVED.format(table=table, key=KEYS[kind]), params | {"kind": kind})
        cursor.execute(_TWINS[kind], params)


def stage_things(kind: str, params: dict[str, Any]) -> None:
    """Stage what the known and new rows of `resolved` say."""
    with connection.cursor() as cursor:
        cursor.execute(f"insert into facts_observation ({OBSERVATION}) {_THINGS}", params | {"kind": kind})


_BUILDINGS = """
create temp table houses on commit drop as
select s.number, (array_agg(b.id))[1] as id, (array_agg(b.community))[1] as community,
  (array_agg(b.sort_key))[1] as sort_key, count(*) as n
from said s join places_building b on b.door = s.door and b.community >= %(lo)s and b.community < %(hi)s
where not s.refused group by s.number
"""

_RESOLVED = """
create temp table resolved on commit drop as
with found as (
  select s.number, count(*) as n, (array_agg(t.id order by t.id))[1] as id, (array_agg(t.community order by t.id))[1]
    as community, jsonb_agg(jsonb_build_array(t.id, 80, '["key_twice"]'::jsonb) order by t.id) as candidates
  from said s join {table} t on {key} and t.community >= %(lo)s and t.community < %(hi)s
  where not s.refused group by s.number
)
select s.number, case when s.refused then 'refused' when v.decision = 'same' then 'known'
    when v.doubt then 'doubtful' when f.n = 1 then 'known' when f.n > 1 and v.decision is null then 'doubtful'
    when %(kind)s = 'dwelling' and h.id is null then 'refused'
    when coalesce(h.community, %(committee)s) is null then 'refused' else 'new' end as match,
  case when f.n > 1 then 80 else 0 end as score, coalesce(f.candidates, '[]') as candidates, v.decision,
  case when v.decision = 'same' then v.decided_id when f.n = 1 then f.id else s.fresh end as subject_id,
  coalesce(f.community, h.community, %(committee)s, %(area)s) collate "C" as community, null::int as duplicate_of,
  case when s.refused or f.n > 0 then '[]'::jsonb
    when %(kind)s = 'dwelling' and h.id is null then '[["building_unknown", "address", {{}}]]'
    when coalesce(h.community, %(committee)s) is null then '[["committee_unknown", "address", {{}}]]' else '[]' end
    as reasons
from said s left join found f using (number) left join houses h using (number) left join verdict v using (number)
"""

_TWIN = """
update resolved r set match = 'duplicate', duplicate_of = d.first, subject_id = null,
  reasons = jsonb_build_array(jsonb_build_array('duplicate', '', jsonb_build_object('row', d.line)))
from (
  select s.number, first_value(s.number) over w as first, first_value(s.line) over w as line
  from said s join resolved r using (number) where r.match in ('known', 'new', 'doubtful') and {key} is not null
  window w as (partition by {key} order by s.number)
) d where d.number = r.number and d.first <> d.number and r.decision is null
"""
_TWINS = {
    "building": _TWIN.format(key="s.door"),
    "dwelling": _TWIN.format(key="s.address"),
    "organisation": _TWIN.format(key="coalesce(s.code, s.name || coalesce(s.address, ''))"),
}

_THINGS = """
select new_id(), r.community, %(batch)s, r.number, %(kind)s, r.subject_id,
  s.thing || case when r.match = 'new' then s.fixed else '{}' end || case
    when %(kind)s = 'dwelling' and r.match = 'new' then jsonb_build_object('building_id', h.id, 'sort_key',
      h.sort_key || lpad(coalesce(s.fixed->>'floor', '0'), 3, '0') || (s.fixed->>'room'))
    when %(kind)s = 'organisation' and h.id is not null then jsonb_build_object('building_id', h.id) else '{}' end,
  r.match, '{}', null, false
from resolved r join said s using (number) left join houses h using (number) where r.match in ('known', 'new')
"""
