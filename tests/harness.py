"""The test database: real PostgreSQL, tables made by the owner, tests run as the application's role, walls up.

A plugin of pytest that is named on its command line (pyproject.toml), because Django's settings are read before any
conftest is.
"""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
NAME = f"test_{os.getpid()}"


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
    os.environ.update(
        SHEQUYUN_SECRET_KEY="tests", SHEQUYUN_KEY_FILE=str(keys), SHEQUYUN_DEBUG="1", SHEQUYUN_LOG="WARNING"
    )
    messages.compile_all()


_prepare()
