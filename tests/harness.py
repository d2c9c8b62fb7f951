"""The test database: real PostgreSQL, tables made by the owner, tests run as the application's role, walls up.

A plugin of pytest that is named on its command line (pyproject.toml), because Django's settings are read before any
conftest is. Several processes (`pytest -n 2`) share one cluster, and each has a database of its own; the process that
only hands out the tests has none of the tables, and has the roles made before the others come.
"""

import os
from pathlib import Path

import psycopg
import pytest

from shequyun.config import embedded

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
NAME = f"test_{os.getpid()}"
CLUSTER = "SHEQUYUN_TEST_CLUSTER"
KEYS = BUILD / f"keys-{os.getpid()}.json"


def url(role: str, database: str) -> str:
    """Of the test cluster."""
    return embedded.url_of(os.environ[CLUSTER], role, database)


def create(database: str) -> None:
    """A database beside the others, without tables."""
    embedded.prepare(os.environ[CLUSTER], database)


def drop(database: str) -> None:
    """Throw it away with whoever is still in it: as who made it, because the owner of the tables may not end everybody."""
    with psycopg.connect(os.environ[CLUSTER], autocommit=True) as connection:
        connection.execute(f"drop database if exists {database} with (force)")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish() -> None:
    """Before the process that handed out the tests hears that this one has done: it waits for nothing else."""
    _clear(os.getpid())


def pytest_unconfigure() -> None:
    """Also where no session was begun (`--help`)."""
    _clear(os.getpid())


def _clear(pid: int) -> None:
    drop(f"test_{pid}")
    (BUILD / f"keys-{pid}.json").unlink(missing_ok=True)


def _clear_left() -> None:
    """What processes have left that were killed."""
    for path in BUILD.glob("keys-*.json"):
        pid = int(path.stem.removeprefix("keys-"))
        if not Path(f"/proc/{pid}").exists():
            for kind in ("journeys", "bench"):
                drop(f"{kind}_{pid}")
            _clear(pid)


def _hurry(cluster: str) -> None:
    """Nothing in it need outlive a power cut."""
    with psycopg.connect(cluster, autocommit=True) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"alter system set {name} = off")
        connection.execute("select pg_reload_conf()")


def _prepare() -> None:
    """Before Django is set up: a cluster, a database of this process, keys, translations."""
    from shequyun.base.secrets import make_key_file
    from shequyun.config import messages

    if CLUSTER not in os.environ:
        os.environ[CLUSTER] = embedded.start(BUILD / "testdb")
        _hurry(os.environ[CLUSTER])
        _clear_left()
    create(NAME)
    os.environ.update(
        DATABASE_URL=url(embedded.APP, NAME), DATABASE_OWNER_URL=url(embedded.OWNER, NAME),
        SHEQUYUN_SECRET_KEY="tests", SHEQUYUN_KEY_FILE=str(KEYS), SHEQUYUN_DEBUG="1", SHEQUYUN_LOG="WARNING",
    )  # fmt: skip
    make_key_file(KEYS)
    messages.compile_all()


_prepare()
