"""The second wall: as the application's own database role, reading and writing across scope in plain SQL."""

import psycopg
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from shequyun.base.records import Scoped
from shequyun.base.scope import NOWHERE, entered, scope_of
from tests.cast import ELSEWHERE, HERE
from tests.community import Community

TABLES = sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, Scoped))


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return int(cursor.fetchone()[0])


def test_the_role_is_not_the_owner_and_cannot_bypass() -> None:
    with psycopg.connect(**_parameters()) as plain:
        found = plain.execute("select rolsuper, rolbypassrls from pg_roles where rolname = current_user").fetchone()
        owners = plain.execute("select distinct tableowner from pg_tables where schemaname = 'public'").fetchall()
        assert found == (False, False)
        assert owners == [("shequyun_owner",)]
        assert plain.execute("select current_user").fetchone() == ("shequyun_app",)


def _parameters() -> dict[str, object]:
    settings = connection.settings_dict
    return {"dbname": settings["NAME"], "user": settings["USER"], "host": settings["HOST"]}


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_every_scoped_table_is_forced_behind_the_wall(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select relrowsecurity, relforcerowsecurity from pg_class where relname = %s", [table])
        assert cursor.fetchone() == (True, True)


def test_rows_are_seen_inside_the_scope_alone(here: Community) -> None:
    with entered(scope_of(HERE)):
        inside = {table: rows(table) for table in TABLES}
    with entered(scope_of(ELSEWHERE)):
        outside = {table: rows(table) for table in TABLES}
    with entered(NOWHERE):
        unset = {table: rows(table) for table in TABLES}
    assert inside["residents_resident"] == 3
    assert outside == dict.fromkeys(TABLES, 0)
    assert unset == dict.fromkeys(TABLES, 0)


def test_nothing_is_changed_or_removed_across_scope(here: Community) -> None:
    with entered(scope_of(ELSEWHERE)), connection.cursor() as cursor:
        cursor.execute("update residents_resident set name = '改'")
        assert cursor.rowcount == 0
        cursor.execute("delete from residents_stay")
        assert cursor.rowcount == 0


def test_nothing_is_written_into_another_place(here: Community) -> None:
    with (
        entered(scope_of(ELSEWHERE)),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "insert into places_alias (id, community, said, meant) values (gen_random_uuid(), %s, 'a', 'b')", [HERE]
        )


def test_nothing_is_moved_out_of_ones_place(here: Community) -> None:
    with (
        entered(scope_of(HERE)),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("update residents_resident set community = %s", [ELSEWHERE])


@pytest.mark.parametrize("table", ["audit_entry", "facts_change"])
@pytest.mark.parametrize("verb", ["update {} set community = community", "delete from {}", "truncate {}"])
def test_what_happened_cannot_be_rewritten(here: Community, table: str, verb: str) -> None:
    with (
        entered(scope_of(HERE)),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb.format(table))
