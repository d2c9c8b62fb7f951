"""Filling a large register without generating everybody: committees that went through the door are copied in SQL.

A clone has keys, blind indexes and addresses of its own, and no history. Its sealed numbers are those of the original
and do not fit its blind indexes, so measures that look for a number take it from originals.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections

from shequyun.faces.cli.synthetic import communities

TABLES = (
    "places_building", "places_dwelling", "organisations_organisation", "residents_resident", "residents_document",
    "residents_household", "residents_stay", "labels_rulelabelling",
)  # fmt: skip
KEYS = {"id", "building_id", "dwelling_id", "resident_id", "household_id", "subject_id"}
BLIND = {"number_blind", "phone_blind", "other_phone_blind", "contact_phone_blind", "link"}
PLACES = {"door", "road", "address", "sort_key"}


def fill(known: list[str], people: int) -> None:
    """Copy the known committees into other committees of the city until there are so many people."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("select set_config('shequyun.lo', '0', false), set_config('shequyun.hi', ':', false)")
        cursor.execute("select community, count(*) from residents_resident group by 1")
        sizes = dict(cursor.fetchall())
        columns = {table: _columns(cursor, table) for table in TABLES}
        count = sum(sizes.values())
        for table in TABLES:
            cursor.execute(f"create temp table source_{table} as select * from {table}")
            cursor.execute(f"analyze source_{table}")
        with _without_indexes(cursor):
            for pairs in _rounds(known):
                if count >= people:
                    break
                chosen = []
                for source, target in pairs:
                    if count < people:
                        chosen.append((source, target))
                        count += sizes[source]
                _copy(cursor, columns, chosen)
                print(f"  {count:,} of {people:,}", file=sys.stderr, flush=True)


def _rounds(known: list[str]) -> Iterator[list[tuple[str, str]]]:
    """Every known committee with another one of the city that is still empty, again and again; the district first."""
    district = known[0][:6]
    empty = [one.code for one in communities("31") if one.code not in known]
    empty.sort(key=lambda code: (not code.startswith(district), code))
    for start in range(0, len(empty), len(known)):
        yield list(zip(known, empty[start:], strict=False))


@contextmanager
def _without_indexes(cursor: Any) -> Iterator[None]:
    """Indexes are built once at the end: quicker by far, and dense on disk, as after a first load."""
    cursor.execute(
        "select conname, conrelid::regclass::text, pg_get_constraintdef(oid) from pg_constraint "
        "where contype in ('p', 'u') and conrelid::regclass::text = any(%s) order by 1",
        [list(TABLES)],
    )
    constraints = cursor.fetchall()
    names = [name for name, _table, _rule in constraints]
    cursor.execute(
        "select indexname, indexdef from pg_indexes where tablename = any(%s) and indexname <> all(%s) order by 1",
        [list(TABLES), names],
    )
    indexes = cursor.fetchall()
    for name, table, _rule in constraints:
        cursor.execute(f'alter table {table} drop constraint "{name}"')
    for name, _made in indexes:
        cursor.execute(f'drop index "{name}"')
    yield
    cursor.execute("set maintenance_work_mem = '1GB'")
    for name, table, rule in constraints:
        cursor.execute(f'alter table {table} add constraint "{name}" {rule}')
    for name, made in indexes:
        print(f"  {name}", file=sys.stderr, flush=True)
        cursor.execute(made)


def _copy(cursor: Any, columns: dict[str, list[str]], pairs: list[tuple[str, str]]) -> None:
    for table in TABLES:
        names = ", ".join(columns[table])
        values = ", ".join(_value(column) for column in columns[table])
        cursor.execute(
            f"insert into {table} ({names}) select {values} from unnest(%s::text[], %s::text[]) as p (source, target) "
            f'join source_{table} t on t.community = p.source collate "C"',
            [[source for source, _ in pairs], [target for _, target in pairs]],
        )


def _columns(cursor: Any, table: str) -> list[str]:
    cursor.execute(
        "select column_name from information_schema.columns where table_name = %s and is_generated = 'NEVER' "
        "order by ordinal_position",
        [table],
    )
    return [f'"{name}"' for (name,) in cursor.fetchall()]


def _value(quoted: str) -> str:
    column = quoted.strip('"')
    if column == "community":
        return "p.target"
    if column in KEYS:
        return f"md5(t.{quoted}::text || p.target)::uuid"
    if column in BLIND:
        return f"sha256(t.{quoted} || p.target::bytea)"
    if column in PLACES:  # a road that exists nowhere else: two signs from the target's code in front of the name
        sign = "chr(19968 + right(p.target, 4)::int) || chr(19968 + substr(p.target, 5, 4)::int)"
        return f"case when t.{quoted} = '' then '' else {sign} || t.{quoted} end"
    return f"t.{quoted}"
