"""The large import, step by step, in a process of its own as the worker would run it; its memory is watched."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import workbook
from bench.memory import watching
from bench.rows import Row, measure
from bench.timing import clock
from bench.world import World
from shequyun.config.main import ROOT

GOALS = {"preview": 10, "commit": 5, "undo": 5, "memory": 600}
ROWS = 100_000


def rows_of(world: World) -> int:
    """How many rows the large workbook has."""
    return 200 if world.tiny else ROWS


@measure("import")
def imports(world: World) -> Iterator[Row]:
    """Preview, commit, undo, memory; and what the rule labels took of it."""
    rows = rows_of(world)
    path = made(world, rows)
    process = started(world, path)
    with watching(process.pid) as peak:
        done = answer(process)
    world.notes["import"] = done
    said = f"{rows:,} rows of 20 columns"
    steps = ", ".join(f"{name} {done[name]:.1f}" for name in ("upload", "read", "check"))
    counts = ", ".join(f"{state} {count:,}" for state, count in done["counts"].items() if count)
    yield Row(f"import {said}: preview", preview(done), "s", GOALS["preview"], remark=f"{steps}; {counts}")
    yield Row(f"import {said}: commit", done["commit"], "s", GOALS["commit"], remark=f"{done['applied']}")
    yield Row(f"import {said}: undo", done["undo"], "s", GOALS["undo"], remark=f"left alone: {done['left']}")
    yield Row(f"import {said}: peak memory", peak.mb, "MB", GOALS["memory"], remark="all processes, without PostgreSQL")
    yield Row(f"rule labels under the import of {rows:,} rows", done["labels"], "s", remark="part of the commit")
    yield Row("rule labels wrong after the commit", done["wrong"], "people", 0)


@measure("two-imports")
def two(world: World) -> Iterator[Row]:
    """Two workbooks at once against one alone: together they may take what both take one after the other."""
    rows = rows_of(world) // 5
    paths = (
        [made(world, rows, part=part, parts=2) for part in (0, 1)] if len(world.known) > 1 else [made(world, rows)] * 2
    )
    with clock() as alone:
        answer(started(world, paths[0]))
    with clock() as both:
        done = [answer(process) for process in [started(world, path) for path in paths]]
    remark = f"one alone {alone.seconds:.1f} s; both committed: {all('commit' in one for one in done)}"
    yield Row(f"two imports of {rows:,} rows at once", both.seconds, "s", remark=remark)
    yield Row("two imports at once against one alone", both.seconds / alone.seconds, "times", 2.5)


def preview(done: dict[str, Any]) -> float:
    """Everything until somebody can decide: bringing in, reading, normalising, matching, comparing."""
    return float(done["upload"] + done["read"] + done["check"])


def made(world: World, rows: int, *, part: int = 0, parts: int = 1) -> Path:
    """The workbook, written once for a register."""
    path = world.folder / f"people-{rows}-{part}-{parts}.xlsx"
    if not path.exists():
        workbook.write(world, str(path), rows, part=part, parts=parts)
    return path


def started(world: World, path: Path) -> subprocess.Popen[str]:
    """The import in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "bench.importing_child", str(path), world.importer.area]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def answer(process: subprocess.Popen[str]) -> dict[str, Any]:
    """What the child measured."""
    out, _err = process.communicate()
    if process.returncode:
        raise RuntimeError(f"the import ended with {process.returncode}")
    return dict(json.loads(out))
