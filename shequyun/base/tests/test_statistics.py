"""The planner knows every community: what it reckons for one of many is what is there."""

import pytest
from django.db import connection

from shequyun.base.statistics import know_communities

TABLES = ("residents_resident", "places_dwelling")


def target(table: str) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select attstattarget from pg_attribute where attrelid = %s::regclass and attname = 'community'", [table]
        )
        found: int | None = cursor.fetchone()[0]
        return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("communities", "kept"), [(0, 100), (90, 100), (91, 200), (270, 300), (6077, 6700), (20_000, 10_000)]
)
def test_as_many_are_kept_as_there_are_with_some_to_spare(communities: int, kept: int) -> None:
    assert know_communities(TABLES, communities) > 0
    assert target("residents_resident") == target("places_dwelling") == kept


@pytest.mark.django_db
def test_what_is_known_is_not_asked_again() -> None:
    assert know_communities(TABLES, 270) > 0
    assert know_communities(TABLES, 265) == 0
