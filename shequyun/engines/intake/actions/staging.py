"""What the rows say, as observations of the batch: residents, documents, stays, and the households and homes they need."""

from typing import Any

from django.db import connection

from shequyun.engines.intake.fields import Beside
from shequyun.kernel.facts.fields import subject_of

OBSERVATION = "id, community, batch_id, row, subject_kind, subject_id, values, match, diff, base_version, held"


def stage_people(params: dict[str, Any]) -> None:
    """Stage everything that the known and new rows of `resolved` say. `params` also holds `on`, the day of the file."""
    with connection.cursor() as cursor:
        for statement in (_WANT, _STAYS, _HOUSES):
            cursor.execute(statement, params)
        cursor.execute("analyze stays")
        for statement in (_RESIDENTS, _DOCUMENTS, _HOMES, _HOUSEHOLDS, _BEGIN, _STAYING, _END, _LEAVE):
            cursor.execute(f"insert into facts_observation ({OBSERVATION}) {statement}", params)


def stage_beside(beside: Beside, params: dict[str, Any]) -> None:
    """Stage what the known rows of `resolved` tell of people: a thing that is known, or a new one."""
    same = " and ".join(f"t.{column}::text = s.beside->>'{column}'" for column in beside.key)
    subject = subject_of(beside.kind)
    statement = _BESIDE.format(table=subject.table, person=subject.person, same=same, alive=beside.alive)
    values = params | {"kind": beside.kind, "only_new": list(beside.only_new)}
    with connection.cursor() as cursor:
        cursor.execute(f"insert into facts_observation ({OBSERVATION}) {statement}", values)


_BESIDE = """
select new_id(), r.community, %(batch)s, r.number, %(kind)s, coalesce(t.id, new_id()),
  case when t.id is null then s.beside else s.beside - %(only_new)s::text[] end
    || jsonb_build_object('{person}', r.subject_id), case when t.id is null then 'new' else 'known' end, '{{}}',
  null, false
from resolved r join said s using (number) left join {table} t on t.{person} = r.subject_id
  and t.community = r.community and {same} and {alive}
where r.match = 'known'
"""


def forget(params: dict[str, Any]) -> None:
    """Take the observations of some rows back, before they are staged anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from facts_observation where batch_id = %(batch)s and row = any(%(numbers)s) and row > 0", params
        )


def hold_unused(params: dict[str, Any]) -> None:
    """Keep homes and households out of the register that no row needs any more."""
    for kind, user, link in (("household", "stay", "household_id"), ("dwelling", "household", "dwelling_id")):
        values = params | {"kind": kind, "user": user, "link": link}
        with connection.cursor() as cursor:
            cursor.execute("drop table if exists used")
            cursor.execute(_USED, values)
            cursor.execute("create index on used (id)")
            cursor.execute("analyze used")
            cursor.execute(_HOLD, values)


_WANT = """
create temp table want on commit drop as
select r.number, r.subject_id, r.community, r.match, k.kind, k.dwelling_id
from resolved r join placed p using (number)
cross join lateral (values ('living', p.living_id), ('hukou', p.hukou_id)) k (kind, dwelling_id)
where r.match in ('known', 'new') and k.dwelling_id is not null
"""

_STAYS = """
create temp table stays on commit drop as
select w.*, x.id as same_id, coalesce(o.n, 0) as others,
  x.id is null and (coalesce(o.n, 0) = 0 or o.movable) as begins, s.from_date, coalesce(s.household, '') as household,
  s.stay as values, new_id() as fresh
from want w join said s using (number)
left join residents_stay x on x.resident_id = w.subject_id and x.community = w.community and x.to_date is null
  and x.kind = w.kind and x.dwelling_id = w.dwelling_id
left join lateral (
  select count(*) as n, bool_and(y.observed_on <= %(on)s and coalesce(y.from_date, %(on)s) <= %(on)s) as movable
  from residents_stay y where w.match = 'known' and y.resident_id = w.subject_id and y.community = w.community
    and y.to_date is null and y.kind = w.kind and y.dwelling_id <> w.dwelling_id) o on true
"""

_HOUSES = """
create temp table houses on commit drop as
select w.dwelling_id, w.community, w.kind, w.household, coalesce(k.id, t.id, new_id()) as id,
  k.id is null and t.id is null as fresh
from (select distinct dwelling_id, community, kind, household from stays where begins) w
left join lateral (
  select h.id from residents_household h where h.dwelling_id = w.dwelling_id and h.community = w.community
    and h.kind = w.kind and h.closed_on is null and (w.household = '' or h.number = w.household)
  order by h.id limit 1) k on true
left join (
  select distinct on (o.values->>'dwelling_id', o.values->>'kind', o.values->>'number') o.subject_id as id,
    o.values->>'dwelling_id' as dwelling_id, o.values->>'kind' as kind, coalesce(o.values->>'number', '') as number
  from facts_observation o where o.batch_id = %(batch)s and o.subject_kind = 'household' and o.match = 'new'
) t on t.dwelling_id = w.dwelling_id::text and t.kind = w.kind and t.number = w.household
"""

_RESIDENTS = """
select new_id(), r.community, %(batch)s, r.number, 'resident', r.subject_id,
  s.resident || jsonb_strip_nulls(jsonb_build_object(
    'hukou_elsewhere', case when p.living_id is not null and p.hukou_id is null then coalesce(s.hukou_outside,
      case when p.hukou_missing and p.hukou_problem = 'building_unknown' and not p.hukou_near then s.hukou end) end,
    'living_elsewhere', case when p.hukou_id is not null and p.living_id is null then coalesce(s.living_outside,
      case when p.living_missing and p.living_problem = 'building_unknown' and not p.living_near then s.address end)
      end)),
  r.match, '{}', null, false
from resolved r join said s using (number) join placed p using (number) where r.match in ('known', 'new')
"""

_DOCUMENTS = """
select new_id(), r.community, %(batch)s, r.number, 'document', new_id(),
  s.document || jsonb_build_object('resident_id', r.subject_id), 'new', '{}', null, false
from resolved r join said s using (number) where r.match in ('known', 'new') and s.doc is not null
  and (r.match = 'new' or not exists (select from residents_document d where d.resident_id = r.subject_id
    and d.community = r.community and d.number_blind = s.doc))
"""

_HOMES = """
select new_id(), t.community, %(batch)s, 0, 'dwelling', t.dwelling_id,
  (t.place - '{door,road,lane,sublane,number,block}'::text[]) || jsonb_build_object('building_id', t.building_id, 'address', t.address,
    'sort_key', b.sort_key || lpad(coalesce(t.place->>'floor', '0'), 3, '0') || (t.place->>'room')),
  'new', '{}', null, false
from spot t join places_building b on b.id = t.building_id and b.community = t.community where t.fresh and t.dwelling_id is not null
  and exists (select from stays y where y.dwelling_id = t.dwelling_id and y.begins)
"""

_HOUSEHOLDS = """
select new_id(), h.community, %(batch)s, 0, 'household', h.id,
  jsonb_build_object('dwelling_id', h.dwelling_id, 'kind', h.kind, 'number', h.household), 'new', '{}', null, false
from houses h where h.fresh
"""

_BEGIN = """
select new_id(), y.community, %(batch)s, y.number, 'stay', y.fresh,
  y.values || jsonb_strip_nulls(jsonb_build_object('resident_id', y.subject_id, 'household_id', h.id, 'kind', y.kind,
    'dwelling_id', y.dwelling_id, 'from_date', coalesce(y.from_date, case when y.others > 0 then %(on)s::date end))),
  'new', '{}', null, false
from stays y join houses h on h.dwelling_id = y.dwelling_id and h.kind = y.kind and h.household = y.household
where y.begins
"""

_STAYING = """
select new_id(), y.community, %(batch)s, y.number, 'stay', y.same_id,
  y.values || jsonb_strip_nulls(jsonb_build_object('from_date', y.from_date)), 'known', '{}', null, false
from stays y where y.same_id is not null
"""

_END = """
select new_id(), y.community, %(batch)s, y.number, 'stay', x.id,
  jsonb_build_object('to_date', %(on)s::date, 'end_reason', 'moved'), 'known', '{}', null, false
from stays y join residents_stay x on x.resident_id = y.subject_id and x.community = y.community and x.to_date is null
  and x.kind = y.kind and x.dwelling_id <> y.dwelling_id
where y.begins and y.others > 0
"""

_LEAVE = """
select new_id(), r.community, %(batch)s, r.number, 'stay', x.id,
  jsonb_build_object('to_date', %(on)s::date, 'end_reason', 'moved'), 'known', '{}', null, false
from resolved r join said s using (number)
join residents_stay x on x.resident_id = r.subject_id and x.community = r.community and x.to_date is null
where r.match = 'known' and x.kind = s.leaves and x.observed_on <= %(on)s and coalesce(x.from_date, %(on)s) <= %(on)s
"""

_USED = """
create temp table used on commit drop as
select distinct (o.values->>%(link)s)::uuid as id from facts_observation o
where o.batch_id = %(batch)s and o.subject_kind = %(user)s and o.match = 'new' and not o.held
"""

_HOLD = """
update facts_observation h set held = not h.held
where h.batch_id = %(batch)s and h.subject_kind = %(kind)s and h.match = 'new'
  and h.held = exists (select from used u where u.id = h.subject_id)
"""
