"""What is public, and what parameters are understood."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest

from shequyun.engines.cases.rules.matters import matters
from shequyun.programmes.open311.rules.asking import SPAN, BadParameter, NoSuchThing, read_asked
from shequyun.programmes.open311.rules.bringing import read_brought
from shequyun.programmes.open311.rules.services import services

NOW = datetime(2026, 11, 25, 12, tzinfo=timezone(timedelta(hours=8)))
LEAK = {"service_code": "house.leak", "description": "漏水", "address_string": "恒丰路610弄3号"}


def test_nothing_about_persons_is_a_service() -> None:
    branches = {matter.parent for matter in services().values()}
    assert branches == {"house", "environment", "neighbour", "safe"}
    assert [code for code, matter in matters().items() if matter.sensitive and code in services()] == []
    assert {"house.rent", "house.committee", "neighbour.dispute", "safe.fraud", "other.other"} & set(
        services()
    ) == set()


@pytest.mark.parametrize(("said", "since", "until"), [
    ({}, NOW - SPAN, NOW),
    ({"start_date": "2026-11-01T00:00:00Z"}, datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC) + SPAN),
    ({"end_date": "2026-11-01T00:00:00+08:00"}, datetime(2026, 11, 1, tzinfo=NOW.tzinfo) - SPAN, datetime(2026, 11, 1, tzinfo=NOW.tzinfo)),
    ({"start_date": "2025-01-01", "end_date": "2026-11-01T00:00:00 08:00"}, datetime(2026, 11, 1, tzinfo=NOW.tzinfo) - SPAN, datetime(2026, 11, 1, tzinfo=NOW.tzinfo)),
])  # fmt: skip
def test_at_most_ninety_days(said: dict[str, str], since: datetime, until: datetime) -> None:
    asked = read_asked(said, now=NOW)
    assert (asked.since, asked.until) == (since, until)


@pytest.mark.parametrize(("said", "kind"), [
    ({"start_date": "yesterday"}, BadParameter),
    ({"start_date": "2026-11-02", "end_date": "2026-11-01"}, BadParameter),
    ({"status": "lost"}, BadParameter),
    ({"page": "0"}, BadParameter),
    ({"page_size": "x"}, BadParameter),
    ({"service_code": "safe.violence"}, NoSuchThing),
])  # fmt: skip
def test_what_cannot_be_asked(said: dict[str, str], kind: type[Exception]) -> None:
    with pytest.raises(kind):
        read_asked(said, now=NOW)


@pytest.mark.parametrize(("said", "name"), [
    ({"service_code": ""}, "service_code"),
    ({"description": " "}, "description"),
    ({"description": "长" * 4001}, "description"),
    ({"address_string": ""}, "lat"),
    ({"address_string": "", "lat": "31.2", "long": "181"}, "long"),
    ({"email": "nobody"}, "email"),
    ({"media_url": "javascript:alert(1)"}, "media_url"),
    ({"attribute[urgency]": "very"}, "attribute[urgency]"),
])  # fmt: skip
def test_what_cannot_be_brought(said: dict[str, str], name: str) -> None:
    with pytest.raises(BadParameter) as refused:
        read_brought({**LEAK, **said})
    assert refused.value.details["name"] == name


def test_the_same_on_one_day_is_one_request() -> None:
    one, other, client = read_brought(LEAK), read_brought({**LEAK, "phone": "13800001234"}), UUID(int=1)
    keys = {
        one.key(client, "1"),
        read_brought(dict(LEAK)).key(client, "1"),
        other.key(client, "1"),
        one.key(client, "2"),
    }
    assert (len(keys), read_brought({**LEAK, "address_string": "", "lat": "31.2", "long": "121.4"}).address) == (
        3,
        "31.200000,121.400000",
    )
