"""The bench runs on a few hundred people, and its files have their shape. How fast it was is not asked."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from shequyun.config import embedded
from tests.harness import ROOT, create, drop, url

NAME = f"bench_{os.getpid()}"
MEASURES = ("queries", "cohorts", "forms", "slices", "import", "rivals", "audit", "boards", "registering")
KEYS = {"name", "size", "value", "unit", "goal", "direction"}


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A database beside the one of the other tests, dropped afterwards."""
    create(NAME)
    yield os.environ | {
        "DATABASE_URL": url(embedded.APP, NAME),
        "DATABASE_OWNER_URL": url(embedded.OWNER, NAME),
        "SHEQUYUN_DATA": str(tmp_path / "data"),
        "SHEQUYUN_KEY_FILE": str(tmp_path / "keys.json"),
    }
    drop(NAME)


def test_a_tiny_run_writes_both_files(tmp_path: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "bench", "--size", "tiny", "--out", str(tmp_path), "--only", *MEASURES],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "broke off" in done.stderr) == (0, False), done.stderr
    rows = json.loads((tmp_path / "results.json").read_text())
    assert {frozenset(row) for row in rows} == {frozenset(KEYS)}
    assert {(row["size"], row["direction"] in ("up", "down")) for row in rows} == {("tiny", True)}
    assert [row["name"] for row in rows if not isinstance(row["value"], int | float)] == []
    values = {row["name"]: row["value"] for row in rows}
    assert values["rule labels wrong after the commit"] == 0
    assert values["queries of /residents/, full page against one row"] == 0
    assert values["matters registered under load"] > 0
    page = (tmp_path / "RESULTS.md").read_text()
    assert [name for name in values if f"| {name} |" not in page] == []
