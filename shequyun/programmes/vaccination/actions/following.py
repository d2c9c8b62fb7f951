"""Spans follow from facts in the transaction that changed them, set-based but for the schedule itself, which is pure."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from shequyun.base.scope import Scope, current_scope
from shequyun.engines.cohorts.actions.heeding import heed_among
from shequyun.programmes.vaccination.actions.recalling import end_answered, take_up_undone
from shequyun.programmes.vaccination.choices import VACCINES, products
from shequyun.programmes.vaccination.queries.criteria import OF_DOSES
from shequyun.programmes.vaccination.queries.schedules import rules_by_vaccine
from shequyun.programmes.vaccination.rules.schedules import Rule
from shequyun.programmes.vaccination.rules.spans import stretches
from shequyun.programmes.vaccination.rules.standing import Facts, Given, Held, last_held

_TOUCHED = """
create temp table touched_doses on commit drop as
select c.subject_id as resident_id, c.community from facts_change c
where c.batch_id = %(batch)s and c.subject_kind = 'resident' and c.field = 'birth_date'
union
select coalesce(d.resident_id, (c.old->>'resident_id')::uuid), c.community from facts_change c
left join vaccination_dose d on d.id = c.subject_id and d.community = c.community
where c.batch_id = %(batch)s and c.subject_kind = 'dose'
union
select coalesce(r.resident_id, (c.old->>'resident_id')::uuid), c.community from facts_change c
left join vaccination_vaccineremark r on r.id = c.subject_id and r.community = c.community
where c.batch_id = %(batch)s and c.subject_kind = 'vaccine_remark'
union
select (v.value->>'resident_id')::uuid, c.community from facts_change c
cross join lateral (values (c.old), (c.new)) v (value)
where c.batch_id = %(batch)s and c.subject_kind in ('dose', 'vaccine_remark') and c.field = 'resident_id'
"""
_ALL = """
create temp table touched_doses on commit drop as
select resident_id, community from vaccination_dose where community >= %(lo)s and community < %(hi)s
union select resident_id, community from vaccination_vaccineremark where community >= %(lo)s and community < %(hi)s
"""
_FACTS = """
select t.resident_id, t.community, r.birth_date, d.said, m.said from touched_doses t
join residents_resident r on r.id = t.resident_id and r.community = t.community
left join lateral (select jsonb_agg(jsonb_build_array(x.vaccine, x.given_on, x.product)) as said from vaccination_dose x
  where x.resident_id = t.resident_id and x.community = t.community and x.withdrawn_on is null) d on true
left join lateral (select jsonb_agg(jsonb_build_array(y.vaccine, y.kind, y.from_date, y.until, y.to_date)) as said
  from vaccination_vaccineremark y where y.resident_id = t.resident_id and y.community = t.community) m on true
where d.said is not null or m.said is not null
"""
_COLUMNS = 'community, resident_id, vaccine, state, from_date, until, doses, boosts, "full", last_on'
_FORGET = "delete from vaccination_span s using touched_doses t where s.resident_id = t.resident_id and s.community = t.community"


def heed(batch_id: UUID) -> None:
    """Write the spans of everybody anew whose doses, remarks or date of birth a batch touched; rule labels and recalls
    that stand on them follow."""
    if _follow(_TOUCHED, {"batch": batch_id}):
        heed_among("select resident_id, community from touched_doses", {}, asked=OF_DOSES)
        take_up_undone(batch_id)
        end_answered(batch_id)


def follow_all(scope: Scope | None = None) -> int:
    """Write the spans of everybody in the scope anew, after schedules have changed. Returns how many."""
    here = scope or current_scope()
    return _follow(_ALL, {"lo": here.lo, "hi": here.hi})


def _follow(touched: str, params: dict[str, Any]) -> int:
    """How many people were touched, also those of whom nothing is known any more."""
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists touched_doses")
        cursor.execute(touched, params)
        cursor.execute("select count(*) from touched_doses")
        count = int(cursor.fetchone()[0])
        if not count:
            return 0
        cursor.execute("analyze touched_doses")
        cursor.execute(_FORGET)
        cursor.execute(_FACTS)
        _write(cursor, cursor.fetchall())
        return count


def _write(cursor: Any, people: list[Any]) -> None:
    cursor.execute("drop table if exists spans")
    cursor.execute(f"create temp table spans on commit drop as select {_COLUMNS} from vaccination_span limit 0")
    rules = rules_by_vaccine()
    with cursor.copy(f"copy spans ({_COLUMNS}) from stdin") as copy:
        for key, community, born, doses, remarks in people:
            for line in _lines(rules, born, doses, remarks):
                copy.write_row((community, key, *line))
    cursor.execute(f"insert into vaccination_span (id, {_COLUMNS}) select new_id(), {_COLUMNS} from spans")


def _lines(
    rules: dict[str, tuple[Rule, ...]], born: date | None, doses: Any, remarks: Any
) -> Iterator[tuple[Any, ...]]:
    """One line per vaccine and stretch."""
    given, held = _read(doses), _read(remarks)
    for vaccine in {line[0] for line in [*given, *held]}:
        facts = facts_from(
            vaccine,
            born,
            [(line[1], line[2]) for line in given if line[0] == vaccine],
            [tuple(line[1:]) for line in held if line[0] == vaccine],
        )
        for one in stretches(rules.get(vaccine, ()), facts):
            now = one.standing
            yield vaccine, now.state.value, one.begins, one.until, now.doses, now.boosts, now.full, now.last_on


def facts_from(vaccine: str, born: date | None, doses: list[Any], remarks: list[Any]) -> Facts:
    """Facts from (day, product) and (kind, from, until, ended), days as dates or as JSON has them."""
    return Facts(
        born,
        tuple(Given(_day(on), products()[code].platform if code in products() else "other") for on, code in doses),
        tuple(
            Held(kind, _day(begins), last_held(until and _day(until), ended and _day(ended)))
            for kind, begins, until, ended in remarks
        ),
        known=VACCINES[vaccine].known if vaccine in VACCINES else True,
    )


def _day(said: Any) -> date:
    return said if isinstance(said, date) else date.fromisoformat(said)


def _read(said: Any) -> list[Any]:
    return json.loads(said) if isinstance(said, str) else said or []
