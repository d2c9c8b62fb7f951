"""The phone reads documents by the rule of the register: the same numbers, the same answers."""

from typing import Any

import pytest

from shequyun.base.errors import Refusal
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
