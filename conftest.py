"""Fixtures for every test: the database, the cast, the browser. `tests.harness` prepared the cluster."""

import os
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

pytest_plugins = ["tests.cast", "tests.browser", "tests.live", "tests.ease"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    from django.core.management import call_command
    from django.db import connections

    with django_db_blocker.unblock():
        call_command("migrate", database="owner", verbosity=0)
    yield
    with django_db_blocker.unblock():
        connections.close_all()


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With several processes the journeys stay in one, where the product is served once; they are begun first."""
    from xdist.scheduler import LoadScopeScheduling

    class OneForJourneys(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return "journeys" if nodeid.startswith("tests/journeys/") else nodeid

    return OneForJourneys(config, log)


@pytest.fixture
def owner() -> Iterator[psycopg.Connection]:
    """A connection as the owner of the tables, outside the test's transaction."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as connection:
        yield connection


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """A hash that is made to be slow would make every test with an account slow."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
