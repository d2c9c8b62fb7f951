"""How much the planner of the database knows of where rows belong (ADR 0014)."""

from django.apps import apps
from django.db import connection

from shequyun.base.records import Scoped

USUAL, MOST = 100, 10_000  # values that PostgreSQL keeps of a column: by default, and at most


def know_communities(count: int) -> int:
    """Have the planner keep each of so many communities by name, with some to spare. Returns how many tables were looked at
    anew: none where it knows enough already."""
    wanted = min(MOST, max(USUAL, -(-count * 11 // 1000) * 100))
    tables = sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, Scoped))
    with connection.cursor() as cursor:
        cursor.execute("select know_communities(%s::text[]::regclass[], %s)", [tables, wanted])
        return int(cursor.fetchone()[0])
