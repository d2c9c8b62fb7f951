"""Where the bench keeps its register: a database of its own under build/bench, or the one that DATABASE_URL names."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shequyun.config import embedded
from shequyun.config.main import ROOT, write_secret_key

BUILD = ROOT / "build" / "bench"


@contextmanager
def attached(size: str, *, keep: bool) -> Iterator[Path]:
    """The environment points at a register with tables, and Django is ready. Thrown away afterwards unless kept."""
    folder = Path(os.environ.get("SHEQUYUN_DATA", BUILD / size))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {"SHEQUYUN_DATA": str(folder), "SHEQUYUN_LOG": "ERROR", "PYTHONPATH": str(ROOT)}
    os.environ["SHEQUYUN_NUMBER_SEARCHES"] = "1000000"  # a few browsers search as a whole city does
    os.environ["DJANGO_SETTINGS_MODULE"] = "shequyun.config.settings"
    own = "DATABASE_URL" not in os.environ
    if own:
        embedded.attach(folder)
    write_secret_key(folder / "secret_key")
    shequyun("setup", "-v", "0")
    if os.environ.get("SHEQUYUN_DEBUG") != "1":
        shequyun("collectstatic", "--noinput", "-v", "0")
    import django

    django.setup()
    try:
        yield folder
    finally:
        from django.db import connections

        connections.close_all()
        if own:
            embedded.stop(folder)
            if not keep:
                shutil.rmtree(folder)


def shequyun(*arguments: str) -> None:
    """Run a command of the product; its output goes to the terminal's side. Raises if it fails."""
    subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "shequyun.config.main", *arguments],
        check=True,
        cwd=ROOT,
        stdout=sys.stderr,
    )
