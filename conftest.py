"""The test database: real PostgreSQL, tables made by the owner, tests run as the application's role, walls up."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parent
BUILD = ROOT / "build"
NAME = f"test_{os.getpid()}"
pytest_plugins = ["tests.cast", "tests.browser"]


def _prepare() -> None:
    """Before Django is set up: a cluster, a database of this process, keys, translations."""
    from shequyun.base.secrets import make_key_file
    from shequyun.config import embedded, messages

    if "SHEQUYUN_TEST_CLUSTER" in os.environ:
        embedded.prepare(os.environ["SHEQUYUN_TEST_CLUSTER"], NAME)
        for variable, role in (("DATABASE_URL", embedded.APP), ("DATABASE_OWNER_URL", embedded.OWNER)):
            os.environ[variable] = embedded.url_of(os.environ["SHEQUYUN_TEST_CLUSTER"], role, NAME)
    else:
        embedded.attach(BUILD / "testdb", NAME)
    keys = BUILD / f"keys-{os.getpid()}.json"
    make_key_file(keys)
    os.environ.update(SHEQUYUN_SECRET_KEY="tests", SHEQUYUN_KEY_FILE=str(keys), SHEQUYUN_DEBUG="1", SHEQUYUN_LOG="WARNING")
    messages.compile_all()


_prepare()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    from django.core.management import call_command
    from django.db import connections

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        call_command("migrate", database="owner", verbosity=0)
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connections.close_all()
    admin = urlunsplit(urlsplit(os.environ["DATABASE_OWNER_URL"])._replace(path="/postgres"))
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"drop database if exists {NAME} with (force)")
    Path(os.environ["SHEQUYUN_KEY_FILE"]).unlink()


@pytest.fixture
def owner() -> Iterator["psycopg.Connection"]:
    """A connection as the owner of the tables, outside the test's transaction."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as connection:
        yield connection
