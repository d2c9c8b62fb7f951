"""The phone reads documents by the rule of the register: the same numbers, the same answers."""

from datetime import datetime
from typing import Any

import pytest

from shequyun.base.errors import Refusal
from shequyun.engines.worklist.rules.hours import Knock, better_time
from shequyun.kernel.residents.rules.identity import read_document
from tests.live import Live

pytestmark = pytest.mark.journey
NUMBERS = [
    ("11010519491231002X", "mainland_id"), ("11010519491231002x", "mainland_id"), ("１１０１０５19491231002X", "mainland_id"),
    ("110105 19491231 002X", "mainland_id"), ("440524188001010014", "mainland_id"), ("110105194912310021", "mainland_id"),
    ("110105194902310026", "mainland_id"), ("110105190002290012", "mainland_id"), ("1101051949123100", "mainland_id"),
    ("110105491231002", "mainland_id"), ("1101051949123100299", "mainland_id"), ("abc", "mainland_id"),
    ("H1234567890", "hong_kong_macao_permit"), ("H123", "hong_kong_macao_permit"),
    ("12345678", "taiwan_permit"), ("E12345678", "passport"), ("EABCDEFGH", "passport"), ("A123456789", "birth_certificate"),
    ("FRA123456789012", "foreign_permanent"), ("x1", "other"), ("x12", "other"),
]  # fmt: skip
_READ = """async (numbers) => {
  const { readDocument } = await import('/static/field/identity.js');
  const answer = (read) => read.state === 'right' ? [read.number, read.born || null, read.sex] : null;
  return numbers.map(([number, kind]) => answer(readDocument(number, kind)));
}"""


def _by_the_register(number: str, kind: str) -> list[Any] | None:
    try:
        read = read_document(number, kind)
    except Refusal:
        return None
    return [read.number, read.birth_date.isoformat() if read.birth_date else None, read.sex]


def test_documents_are_read_alike(live: Live, page: Any) -> None:
    page.goto(f"{live.url}/field/")
    expected = [_by_the_register(*one) for one in NUMBERS]
    assert page.evaluate(_READ, NUMBERS) == expected
    assert (None in expected, expected[0]) == (True, ["11010519491231002X", "1949-12-31", "2"])


def test_search_finds_by_name_initials_pinyin_and_room(live: Live, page: Any) -> None:
    page.goto(f"{live.url}/field/")
    found = page.evaluate("import('/static/field/measuring.js').then(({ measure }) => measure(1200).found)")
    assert {query: count > 0 for query, count in found.items()} == {**dict.fromkeys(found, True), "nobody": False}


def test_phones_that_are_turned_away_come_back_at_different_times(live: Live, page: Any) -> None:
    page.goto(f"{live.url}/field/")
    waits = page.evaluate(
        """async () => { const { Busy, patience } = await import('/static/field/net.js');
        return [patience(0, new Busy(15), 0), patience(0, new Busy(15), 0.5), patience(3, new Busy(15), 0.5),
                patience(0, null, 0.5), patience(3, null, 0.5), patience(30, null, 0)]; }"""
    )
    assert waits == [15_000, 22_500, 45_000, 2_000, 16_000, 150_000]


VAIN, MET = "nobody_home", "met"
EVENING, MORNING, SUNDAY = "2026-03-04T18:30", "2026-03-05T09:10", "2026-03-08T10:00"
DOORS: list[tuple[list[tuple[str, str]], list[tuple[str, str]]]] = [
    ([], []), ([(MORNING, MET)], []), ([(MORNING, VAIN)], []), ([(EVENING, VAIN)], []), ([(EVENING, VAIN), (SUNDAY, VAIN)], []),
    ([(MORNING, VAIN), (SUNDAY, MET)], []), ([(MORNING, VAIN), (MORNING, MET), (SUNDAY, MET)], []),
    ([(EVENING, VAIN)], [(SUNDAY, MET)] * 2), ([(EVENING, VAIN)], [(MORNING, MET)] * 3), ([(MORNING, VAIN)], [(MORNING, MET)] * 3),
    ([(EVENING, "phoned"), (EVENING, VAIN)], [(SUNDAY, MET)] * 3 + [(SUNDAY, VAIN)]),
]  # fmt: skip
_BETTER = """async (doors) => {
  const { betterTime } = await import('/static/field/better.js');
  const read = (rows) => rows.map(([at, outcome]) => ({ at, outcome }));
  return doors.map(([home, building]) => { const found = betterTime(read(home), read(building)); return found && [found.weekend, found.hour]; });
}"""


def test_another_time_is_suggested_alike(live: Live, page: Any) -> None:
    def by_the_desk(home: Any, building: Any) -> list[Any] | None:
        read = [[Knock(datetime.fromisoformat(at), outcome) for at, outcome in rows] for rows in (home, building)]
        better = better_time(*read)
        return [better.weekend, better.hour] if better else None

    page.goto(f"{live.url}/field/")
    expected = [by_the_desk(*door) for door in DOORS]
    assert page.evaluate(_BETTER, DOORS) == expected
    assert (expected[0], expected[2], expected[5]) == (None, [False, 19], [True, 9])
