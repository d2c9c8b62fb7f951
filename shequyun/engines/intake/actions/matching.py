"""Which resident a row speaks of: the rules of matching, as statements over the rows that were read.

A score says how sure it is, 0 to 100; from SURE on, and alone, the match stands. Reasons are codes.
"""

from typing import Any

from django.db import connection
from rapidfuzz.distance import Levenshtein

SURE = 90

DOCUMENT, OTHER_NAME = 100, 60
PERSON_AT_HOME, PERSON_OTHER_HOME, PERSON_OTHER_DOCUMENT = 95, 80, 50
NAME_AT_HOME, NEAR_NAME = 75, 70


def find_residents(params: dict[str, Any]) -> None:
    """Fill the temporary table `hit` (number, resident_id, community, score, reason) for the rows in `said`."""
    with connection.cursor() as cursor:
        cursor.execute(
            'create temp table hit (number int, resident_id uuid, community text collate "C", score int, reason text) '
            "on commit drop"
        )
        cursor.execute("create index on hit (number)")
        for statement in (_BY_DOCUMENT, _BY_PERSON, _BY_NAME_AT_HOME):
            cursor.execute(statement, params)
            cursor.execute("analyze hit")  # what follows asks who was found already
        _near_names(cursor, params)


_BY_DOCUMENT = f"""
insert into hit
select s.number, r.id, r.community,
  case when r.name = s.name or (s.former is not null and r.name = s.former) or r.former_name = s.name
    then {DOCUMENT} else {OTHER_NAME} end,
  case when r.name = s.name or (s.former is not null and r.name = s.former) or r.former_name = s.name
    then 'document' else 'document_other_name' end
from said s join placed p using (number)
join residents_document d on d.number_blind = s.doc and d.community >= %(lo)s and d.community < %(hi)s
  and (p.community is null or d.community = p.community)
join residents_resident r on r.id = d.resident_id and r.community = d.community and r.merged_into is null
where not s.refused and s.doc is not null
"""

_BY_PERSON = f"""
insert into hit
select s.number, r.id, r.community,
  case when not a.other_document then case when a.at_home then {PERSON_AT_HOME} else {PERSON_OTHER_HOME} end
    when a.at_home then {PERSON_OTHER_HOME} else {PERSON_OTHER_DOCUMENT} end,
  case when a.other_document then 'person_other_document' when a.at_home then 'person_at_home'
    else 'person_other_home' end
from said s join placed p using (number)
join residents_resident r on r.community = p.community and r.name = s.name and r.birth_date = s.birth
  and r.merged_into is null
cross join lateral (select
  exists (select from residents_stay x where x.resident_id = r.id and x.community = r.community and x.to_date is null
    and x.dwelling_id in (p.living_id, p.hukou_id)) as at_home,
  exists (select from residents_document d where d.resident_id = r.id and d.community = r.community
    and d.kind = s.doc_kind and s.doc is not null) as other_document) a
where not s.refused and s.birth is not null and not exists (select from hit h where h.number = s.number)
"""

_BY_NAME_AT_HOME = f"""
insert into hit
select distinct s.number, r.id, r.community, {NAME_AT_HOME}, 'name_at_home'
from said s join placed p using (number)
join residents_stay x on x.dwelling_id in (p.living_id, p.hukou_id) and x.community = p.community and x.to_date is null
join residents_resident r on r.id = x.resident_id and r.community = x.community and r.name = s.name
  and r.merged_into is null and (s.birth is null or r.birth_date is null)
where not s.refused and not exists (select from hit h where h.number = s.number)
  and not exists (select from residents_document d where d.resident_id = r.id and d.community = r.community
    and d.kind = s.doc_kind and s.doc is not null)
"""

_SAME_BIRTH_AT_HOME = """
select distinct s.number, r.id, r.community, s.name, r.name
from said s join placed p using (number)
join residents_stay x on x.dwelling_id in (p.living_id, p.hukou_id) and x.community = p.community and x.to_date is null
join residents_resident r on r.id = x.resident_id and r.community = x.community and r.birth_date = s.birth
  and r.merged_into is null
where not s.refused and s.birth is not null and not exists (select from hit h where h.number = s.number)
  and not exists (select from residents_document d where d.resident_id = r.id and d.community = r.community
    and d.kind = s.doc_kind and s.doc is not null)
"""


def _near_names(cursor: Any, params: dict[str, Any]) -> None:
    """Names that differ by one character, with the same birth date in the same home (twins have documents)."""
    cursor.execute(_SAME_BIRTH_AT_HOME, params)
    near = [
        (number, key, community, NEAR_NAME, "near_name")
        for number, key, community, said, known in cursor.fetchall()
        if min(len(said), len(known)) > 1 and Levenshtein.distance(said, known) == 1
    ]
    if near:
        cursor.executemany("insert into hit values (%s, %s, %s, %s, %s)", near)
