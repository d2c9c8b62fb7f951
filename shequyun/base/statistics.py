"""How much the planner of the database knows of where rows belong (ADR 0014)."""

from collections.abc import Sequence

from django.db import connection

USUAL, MOST = 100, 10_000  # values that PostgreSQL keeps of a column: by default, and at most


def know_communities(tables: Sequence[str], count: int) -> int:
    """Have the planner keep each of so many communities of the tables by name, with some to spare. Returns how many tables
    were looked at anew: none where it knows enough already.

    For tables of which whole committees are read. Where the communities of two such tables are compared, planning compares
    each with each: 35 ms for a city. Ids are unique everywhere, so questions of pages join by id alone.
    """
    wanted = min(MOST, max(USUAL, -(-count * 11 // 1000) * 100))
    with connection.cursor() as cursor:
        cursor.execute("select know_communities(%s::text[]::regclass[], %s)", [list(tables), wanted])
        return int(cursor.fetchone()[0])
