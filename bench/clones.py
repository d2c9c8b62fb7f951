"""Filling a large register without generating everybody: committees that went through the door are copied in SQL.

A clone has keys, blind indexes and addresses of its own, and no history. Its sealed numbers are those of the original
and do not fit its blind indexes, so measures that look for a number take it from originals.
"""

import sys
from collections.abc import Iterator

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


def _copy(cursor: object, columns: dict[str, list[str]], pairs: list[tuple[str, str]]) -> None:
    for table in TABLES:
        names = ", ".join(columns[table])
        values = ", ".join(_value(column) for column in columns[table])
        cursor.execute(  # type: ignore[attr-defined]
            f"insert into {table} ({names}) select {values} from unnest(%s::text[], %s::text[]) as p (source, target) "
            f'join {table} t on t.community = p.source collate "C"',
            [[source for source, _ in pairs], [target for _, target in pairs]],
        )


def _columns(cursor: object, table: str) -> list[str]:
    cursor.execute(  # type: ignore[attr-defined]
        "select column_name from information_schema.columns where table_name = %s and is_generated = 'NEVER' "
        "order by ordinal_position",
        [table],
    )
    return [f'"{name}"' for (name,) in cursor.fetchall()]  # type: ignore[attr-defined]


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
