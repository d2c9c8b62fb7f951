"""Many cases: some are registered and worked on through the actions, the others are their copies in SQL.

A copy has keys, a number, a code and handlers of its own in another committee of the district, and came in at another time
of the last years if it is done. One in OPEN_EVERY is not done: five years of cases of which each takes about four weeks.
"""

import csv
import json
import sys
from collections.abc import Sequence
from datetime import timedelta
from itertools import count, islice
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils import timezone

from bench.people import drawn
from bench.world import DISTRICT, HENGFENG, World, settle
from shequyun.engines.cases import actions
from shequyun.engines.cases.actions import Intake, as_of
from shequyun.engines.cases.choices import RATINGS
from shequyun.faces.cli.scenes.cases import FILE

CASES = {"tiny": 60, "35k": 20_000, "1m": 1_000_000, "25m": 1_000_000}
ORIGINALS = {"tiny": 12, "35k": 1_000, "1m": 3_000, "25m": 3_000}
OPEN_EVERY, DAYS = 64, 5 * 365
STAFF = ("wang", "li")  # each committee has copies of them
ABOVE = f"chen{DISTRICT}"  # leads reception in the whole district: no role of that level does, so it is written as it stands

_KEY = "md5({column}::text || p.target || p.turn)::uuid"
_OWN = f"case when p.target = '{HENGFENG}' then {{column}} else md5({{column}}::text || p.target)::uuid end"
_SHIFT = (
    "case when c.state = 'done' then interval '1 day' * mod(abs(hashtext(c.id::text || p.target || p.turn)::bigint), "
    f"{DAYS}) else interval '0' end"
)
_DAY = f"to_char((c.received_at - {_SHIFT}) at time zone 'Asia/Shanghai', 'YYYYMMDD')"
_VALUES = {
    "community": "p.target",
    "number": f"{_DAY} || '-' || (5000 + row_number() over (partition by p.target, {_DAY}))",
    "token_blind": "sha256(t.token_blind || convert_to(p.target || p.turn, 'UTF8'))",
    "asked_area": "case when t.asked_area = '' then '' else left(p.target, 9) end",
} | {name: f"t.{name} - {_SHIFT}" for name in ("received_at", "due_at", "answered_at", "closed_at", "at")}
_KEYS, _OWNS = {"id", "case_id"}, {
    "resident_id", "building_id", "dwelling_id", "subject_id", "first_id", "handler_id", "staff_id",
}  # fmt: skip


def filled(world: World) -> int:
    """See to it that the register holds so many cases; once, where it is kept. Returns how many were made."""
    mark = world.folder / "cases.json"
    if not mark.exists():
        keys = [_played(world, place, *one) for place, one in enumerate(_brought(world))]
        _copied(keys, CASES[world.size] - len(keys))
        settle()
        mark.write_text(json.dumps(CASES[world.size]))
    return int(json.loads(mark.read_text()))


def _brought(world: World) -> list[tuple[str, str]]:
    """(words, who) of the originals; every other one is brought by a resident."""
    people = [one.key for one in drawn(world, 200)]
    with FILE.open(encoding="utf-8") as file:
        words = [row["words"] for row in csv.DictReader(file)]
    return [
        (words[place % len(words)], people[place % len(people)] if place % 2 else "")
        for place in range(ORIGINALS[world.size])
    ]


def _played(world: World, place: int, words: str, who: str) -> UUID:
    """Register one, and go on with it: to its end, or as far as it goes that is not done."""
    wang, li = world.actors["wang"], world.actors["li"]
    every = 2 if world.tiny else OPEN_EVERY  # every way to wait, also among few
    waiting = place % every == 0
    kind = place // every % 6 if waiting else -1
    at = timezone.now() - timedelta(days=1 + place % 15 if waiting else 20 + place % 30)
    resident = {"resident_id": UUID(who)} if who else {"caller_name": "王先生", "place": "弄口"}
    key = actions.register(wang, intake=Intake(words=words, received_at=at, take=kind > 1 or kind < 0, **resident))
    with as_of(at + timedelta(hours=2)):
        if kind == 1:
            actions.assign(li, key, to=wang.staff_id)
        elif kind == 2:
            actions.ask_body(wang, key, body="街道", area=HENGFENG[:9], words="请协调")
        elif kind == 3:
            actions.escalate(wang, key, words="需多部门到场")
        elif kind < 0 or kind == 5:
            actions.answer(wang, key, words="已了解，正在处理。")
            actions.close(wang, key, result="explained" if place % 3 else "solved", done="已处理")
        if kind < 0:
            actions.call_back(li, key, reached=True, ratings=dict.fromkeys(RATINGS, place % 9 > 0), words="已回访")
    return key


def _copied(originals: list[UUID], wanted: int) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("select set_config('shequyun.lo', '0', false), set_config('shequyun.hi', ':', false)")
        cursor.execute(
            "select distinct community from residents_resident where community like %s order by 1", [f"{DISTRICT}%"]
        )
        places = [code for (code,) in cursor.fetchall()]
        _colleagues(cursor, [code for code in places if code != HENGFENG], STAFF)
        _colleagues(cursor, [DISTRICT], ["chen"])
        every = ((place, turn) for turn in count() for place in places if (place, turn) != (HENGFENG, 0))
        pairs = list(islice(every, max(wanted // len(originals), 1)))
        for table, of in (("case", "t.id"), ("event", "t.case_id"), ("party", "t.case_id"), ("link", "t.case_id")):
            _copy(cursor, f"cases_{table}", of, originals, pairs)


def _copy(cursor: Any, table: str, of: str, originals: list[UUID], pairs: list[tuple[str, int]]) -> None:
    columns = _columns(cursor, table)
    cursor.execute(
        f"insert into {table} ({', '.join(columns)}) select {', '.join(map(_value, columns))} "
        f"from unnest(%s::text[], %s::text[]) as p (target, turn), {table} t join cases_case c on c.id = {of} "
        "where c.id = any(%s)",
        [[place for place, _ in pairs], [str(turn) for _, turn in pairs], originals],
    )
    print(f"  {table}: {cursor.rowcount:,} copies", file=sys.stderr, flush=True)


def _columns(cursor: Any, table: str) -> list[str]:
    cursor.execute(
        "select column_name from information_schema.columns where table_name = %s order by ordinal_position", [table]
    )
    return [name for (name,) in cursor.fetchall()]


def _value(name: str) -> str:
    if name in _KEYS or name in _OWNS:
        return (_KEY if name in _KEYS else _OWN).format(column=f"t.{name}")
    return _VALUES.get(name, f"t.{name}")


def _colleagues(cursor: Any, places: list[str], names: Sequence[str]) -> None:
    """Copies of people with the same posts in each place; those of committees have the copies of the cases."""
    key = "md5({}::text || p.place)::uuid"
    said = {"id": key.format("s.id"), "username": "s.username || p.place", "last_post": "null"}
    columns = _columns(cursor, "access_staff")
    cursor.execute(
        f"insert into access_staff ({', '.join(columns)}) select {', '.join(said.get(n, f's.{n}') for n in columns)} "
        "from access_staff s, unnest(%s::text[]) as p (place) where s.username = any(%s)",
        [places, list(names)],
    )
    cursor.execute(
        "insert into access_post (id, staff_id, role_id, area, from_date, to_date) "
        f"select {key.format('t.id')}, {key.format('t.staff_id')}, t.role_id, p.place, t.from_date, t.to_date "
        "from access_post t join access_staff s on s.id = t.staff_id, unnest(%s::text[]) as p (place) "
        "where s.username = any(%s)",
        [places, list(names)],
    )
