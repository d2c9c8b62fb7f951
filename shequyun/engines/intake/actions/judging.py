"""The state of every row after comparing, written down for people to see and decide."""

from typing import Any

from django.db import connection


def judge(params: dict[str, Any]) -> None:
    """Write `intake_row` for the rows in `said`: new lines for a whole file, in place for rows that were replanned."""
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED, params)
        cursor.execute(_INSERT if params["whole"] else _UPDATE, params)


_TOUCHED = """
create temp table touched on commit drop as
select o.row as number, bool_or(o.match = 'new' or exists (
  select from jsonb_each(o.diff) f where f.value->>2 in ('set', 'disputed'))) as moves
from facts_observation o where o.batch_id = %(batch)s and o.row > 0
  and (%(whole)s or o.row = any(%(numbers)s)) group by 1
"""

_JUDGED = """
select s.number, s.sheet, s.line, r.community, r.subject_id, r.score, r.candidates, r.duplicate_of, s.summary,
  s.problems || case when v.doubt and r.match = 'doubtful' then '[["changed_meanwhile", "", {}]]'::jsonb
    else '[]'::jsonb end || r.reasons as reasons,
  case r.match when 'known' then case when t.moves then 'changed' else 'unchanged' end
    else r.match end as state
from said s join resolved r using (number) left join touched t using (number) left join verdict v using (number)
"""

_INSERT = f"""
insert into intake_row (id, community, upload_id, number, sheet, line, state, decision, subject_id, score, duplicate_of,
  committed, candidates, reasons, summary, decided_by_name)
select new_id(), j.community, %(upload)s, j.number, j.sheet, j.line, j.state, '', j.subject_id, j.score,
  j.duplicate_of, false, j.candidates, j.reasons, j.summary, '' from ({_JUDGED}) j
"""

_UPDATE = f"""
update intake_row w set community = j.community, state = j.state, subject_id = j.subject_id, score = j.score,
  duplicate_of = j.duplicate_of, candidates = case when j.candidates = '[]' then w.candidates else j.candidates end,
  reasons = j.reasons
from ({_JUDGED}) j where w.upload_id = %(upload)s and w.number = j.number
"""
