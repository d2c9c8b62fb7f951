"""The second wall as migration operations: row-level security on tables of people, and append-only tables.

FORCE makes the policy hold for the owner of the table as well. Migrations that must see all rows set the scope.
"""

from django.conf import settings
from django.db.migrations import RunSQL

_RANGE = (
    "community >= current_setting('shequyun.lo', true) collate \"C\" "
    "and community < current_setting('shequyun.hi', true) collate \"C\""
)


def wall(table: str) -> RunSQL:
    """Only rows whose `community` lies in the transaction's scope can be read or written."""
    return RunSQL(
        f"alter table {table} enable row level security;"
        f"alter table {table} force row level security;"
        f"create policy scope on {table} using ({_RANGE}) with check ({_RANGE})",
        f"drop policy scope on {table}; alter table {table} no force row level security;"
        f"alter table {table} disable row level security",
    )


def append_only(table: str) -> RunSQL:
    """The application's role can add rows and read them, never change or remove one."""
    role = settings.DATABASES["default"]["USER"]
    return RunSQL(
        f'revoke update, delete, truncate on {table} from "{role}"', f'grant update, delete on {table} to "{role}"'
    )


def mover() -> RunSQL:
    """A function that changes where rows belong, and nothing else of them: also where the role may only add rows.

    It runs as the owner, for whom the walls hold as well: both communities must lie in the transaction's scope. The audit
    trail is never moved.
    """
    return RunSQL(
        "create function move_rows(moved regclass, keys uuid[], old text, new text) returns bigint "
        "language plpgsql security definer set search_path = public, pg_temp as $$ declare n bigint; begin "
        "if moved = 'audit_entry'::regclass then raise exception 'the trail stays where it was written'; end if; "
        "execute format('update %s set community = $1 where community = $2 and ($3 is null or id = any($3))', moved) "
        "using new, old, keys; get diagnostics n = row_count; return n; end $$",
        "drop function move_rows(regclass, uuid[], text, text)",
    )


def statistician(table: str) -> RunSQL:
    """A function by which the application's role has a table looked at, so that the planner knows how large it has become.

    Only an owner may ANALYZE. Whoever finds another at it goes on without: what that one finds is as good.
    """
    return RunSQL(
        f"create function refresh_{table}() returns void language plpgsql security definer "
        "set search_path = public, pg_temp set lock_timeout = '200ms' as $$ begin "
        f"analyze {table}; exception when lock_not_available then null; end $$",
        f"drop function refresh_{table}()",
    )


def surveyor() -> RunSQL:
    """A function by which the application's role has the planner know every community by name (base.statistics).

    Only an owner may say how much of a column is kept, and ANALYZE. Neither keeps anybody from reading or writing.
    """
    return RunSQL(
        "create function know_communities(tables regclass[], wanted int) returns int language plpgsql security definer "
        "set search_path = public, pg_temp set lock_timeout = '2s' as $$ declare one regclass; n int := 0; begin "
        "foreach one in array tables loop "
        "if (select attstattarget from pg_attribute where attrelid = one and attname = 'community') "
        "is distinct from wanted then "
        "execute format('alter table %s alter column community set statistics %s', one, wanted); "
        "execute format('analyze %s (community)', one); n := n + 1; end if; end loop; return n; end $$",
        "drop function know_communities(regclass[], int)",
    )
