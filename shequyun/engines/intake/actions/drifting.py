"""What moved on in the register between the preview and the commit: rows whose people or homes others touched."""

from typing import Any

from django.db import connection

from shequyun.kernel.facts.fields import subjects


def rows_moved_on(params: dict[str, Any]) -> set[int]:
    """Numbers of rows whose subject, document, name with birth date, or new home others have written since `checked`."""
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists since, people, keys")
        cursor.execute(_SINCE, params)
        if not cursor.rowcount:
            return set()
        for statement in (_PEOPLE + _beside(), _KEYS, "analyze since", "analyze people", "analyze keys"):
            cursor.execute(statement, params)
        cursor.execute(_ROWS, params)
        return {number for (number,) in cursor.fetchall()}


def _beside() -> str:
    """People of whom something beside the register was written."""
    return "".join(
        f"union select t.{one.person}, t.community from since c join {one.table} t on t.id = c.subject_id "
        f"and t.community = c.community where c.subject_kind = '{one.kind}'\n"
        for one in subjects()
        if one.person
    )


_SINCE = """
create temp table since on commit drop as
select distinct c.subject_kind, c.subject_id, c.community from facts_change c join facts_batch b on b.id = c.batch_id
where b.applied_at > %(checked)s and c.kind <> 'confirm' and c.community >= %(lo)s and c.community < %(hi)s
"""

_PEOPLE = """
create temp table people on commit drop as
select subject_id as id, community from since where subject_kind = 'resident'
union select s.resident_id, s.community from since c join residents_stay s on s.id = c.subject_id
  and s.community = c.community where c.subject_kind = 'stay'
union select d.resident_id, d.community from since c join residents_document d on d.id = c.subject_id
  and d.community = c.community where c.subject_kind = 'document'
"""

_KEYS = """
create temp table keys on commit drop as
select o.row, o.community, o.subject_kind, o.values->>'number_blind' as document, o.values->>'name' as name,
  o.values->>'birth_date' as birth, o.values->>'dwelling_id' as home
from facts_observation o where o.batch_id = %(batch)s and o.match = 'new'
  and o.subject_kind in ('resident', 'document', 'stay')
"""

_ROWS = """
select w.number from intake_row w join people p on p.id = w.subject_id and p.community = w.community
where w.upload_id = %(upload)s
union
select w.number from intake_row w join since c on c.subject_id = w.subject_id and c.community = w.community
where w.upload_id = %(upload)s
union
select k.row from people p join residents_document d on d.resident_id = p.id and d.community = p.community
join keys k on k.subject_kind = 'document' and k.community = d.community and k.document = d.number_blind::text
union
select k.row from people p join residents_resident r on r.id = p.id and r.community = p.community
join keys k on k.subject_kind = 'resident' and k.community = r.community and k.name = r.name
  and k.birth = r.birth_date::text
union
select k.row from since c join places_dwelling d on d.id = c.subject_id and d.community = c.community
join facts_observation o on o.batch_id = %(batch)s and o.subject_kind = 'dwelling' and o.match = 'new'
  and o.community = d.community and o.values->>'address' = d.address
join keys k on k.subject_kind = 'stay' and k.home = o.subject_id::text
where c.subject_kind = 'dwelling'
"""
