"""Results as files: results.json for programs, RESULTS.md for people. Other sizes of an earlier run stay."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.rows import Row

SIZES = ("tiny", "35k", "1m", "25m")
START, END = "<!-- size {size} -->", "<!-- /size {size} -->"
HEAD = """# What was measured

`bin/bench` writes this; [README.md](README.md) says what each row means, and against whom. ✓ goal held, ✗ not held.
"""


def write(folder: Path, size: str, machine: Mapping[str, str], rows: Sequence[Row]) -> None:
    """Put the rows of one size into both files; rows of the same names are replaced, others stay."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = _read(folder / "results.json")
    known = {(row["name"], row["size"]): row for row in kept}
    known |= {(row.name, size): _plain(row, size) for row in rows}
    found = sorted(known.values(), key=lambda row: SIZES.index(row["size"]))
    (folder / "results.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    _page(folder / "RESULTS.md", size, machine, rows)


def _read(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text()) if path.exists() else []


def _plain(row: Row, size: str) -> dict[str, Any]:
    return {
        "name": row.name, "size": size, "value": _rounded(row.value), "unit": row.unit, "goal": row.goal,
        "direction": row.direction,
    }  # fmt: skip


def _rounded(value: float) -> float:
    return round(value, 1 if abs(value) >= 100 else 2)


def _page(path: Path, size: str, machine: Mapping[str, str], rows: Sequence[Row]) -> None:
    """Replace the part of this size, keep what people wrote and the other sizes."""
    text = path.read_text() if path.exists() else HEAD
    start, end = START.format(size=size), END.format(size=size)
    before, _sign, rest = text.partition(start)
    old, _sign, after = rest.partition(end)
    lines = _lines(old) | {row.name: _line(row) for row in rows}
    about = "\n".join(f"- {name}: {value}" for name, value in machine.items())
    table = "\n".join(["| what | value | goal | | |", "|---|---:|---:|---|---|", *lines.values()])
    part = f"{start}\n## {size}\n\n{about}\n\n{table}\n{end}"
    path.write_text(f"{before.rstrip()}\n\n{part}\n{after.lstrip() and chr(10) + after.lstrip()}")


def _lines(old: str) -> dict[str, str]:
    """The lines of an earlier table by name."""
    return {line.split("|")[1].strip(): line for line in old.splitlines() if line.startswith("| ") and "---" not in line and not line.startswith("| what ")}  # fmt: skip


def _line(row: Row) -> str:
    sign = {True: "✓", False: "✗", None: ""}[row.met]
    least = "≤" if row.direction == "down" else "≥"
    goal = "" if row.goal is None else f"{least} {row.goal:g} {row.unit}"
    return f"| {row.name} | {_rounded(row.value):,g} {row.unit} | {goal} | {sign} | {row.remark} |"
