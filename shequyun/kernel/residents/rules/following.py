"""What follows for a resident from stays and documents, as SQL: how it is read from the tables, and of a new resident from
the batch that brings all three."""

# of open stays `x` of one resident
PRESENCE = """
  bool_or(x.kind = 'hukou') as hukou_here, bool_or(x.kind = 'living') as living_here,
  (array_agg(x.dwelling_id order by (x.kind = 'living') desc, x.from_date desc nulls last, x.id desc))[1] as dwelling_id
"""

# of documents `d` of one resident
LINK = """
  (array_agg(d.number_blind order by case d.kind when 'mainland_id' then 0 when 'hmt_residence' then 1 else 2 end,
    d.valid_from desc nulls last, d.id desc))[1] as link
"""

_NEW = "o.batch_id = %(batch)s and o.match = 'new' and not o.held"

OF_NEW = f"""
select id, community, s.hukou_here, s.living_here, s.dwelling_id, p.link from (
  select x.resident_id as id, x.community, {PRESENCE} from (
    select o.subject_id as id, o.community, v.* from facts_observation o cross join lateral jsonb_to_record(o.values)
      v (resident_id uuid, kind text, dwelling_id uuid, from_date date, to_date date)
    where o.subject_kind = 'stay' and {_NEW}) x
  where x.to_date is null group by 1, 2
) s full join (
  select d.resident_id as id, d.community, {LINK} from (
    select o.subject_id as id, o.community, v.* from facts_observation o cross join lateral jsonb_to_record(o.values)
      v (resident_id uuid, kind text, valid_from date, number_blind bytea)
    where o.subject_kind = 'document' and {_NEW}) d
  group by 1, 2
) p using (id, community)
"""
