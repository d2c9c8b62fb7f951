"""Ease, measured: what a worker does for a task (a click or tap 1, a typed character 1, a page load 1) and its budget.

The browser itself counts what its person does, whichever way a journey drives it. What was counted must equal the row of
docs/ease.json, so that the table in the README never claims another number; `pytest --write-ease tests/journeys` writes
the rows of the journeys that ran, and docs/EASE.md from them.
"""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROWS, TABLE = ROOT / "docs" / "ease.json", ROOT / "docs" / "EASE.md"
SCRIPT = (Path(__file__).parent / "steps.js").read_text()

FIND = "find a resident from anywhere and open the page"
CORRECT = "correct a phone number and see it saved"
VISIT = "record a visit at the door, with an outcome and a label"
DOSE = "mark a dose from the building grid"
LIST = "list everyone over 60, living alone, not vaccinated"
TASKS = "that list → tasks for three workers"
FORM = "fill a department's blank form for that list"
MATTER = "register a walk-in matter and print the receipt"
IMPORT = "import a 2,000-row workbook that has mistakes, to the last row decided"
BUDGETS = {FIND: 5, CORRECT: 5 + 11, VISIT: 6, DOSE: 4, LIST: 10, TASKS: 4, FORM: 4, MATTER: 8, IMPORT: 12}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--write-ease`: write what was counted instead of holding it against docs/ease.json."""
    parser.addoption("--write-ease", action="store_true", help="write docs/ease.json and docs/EASE.md")


class Steps:
    """Counts the steps on one page."""

    def __init__(self, page: Any, write: bool) -> None:
        self.kinds: Counter[str] = Counter()
        self._write = write
        page.context.expose_function("countStep", self._count)
        page.context.add_init_script(SCRIPT)
        page.on("load", lambda _page: self._count("page load", 1))
        self._page = page

    def _count(self, kind: str, number: int) -> None:
        self.kinds[kind] += number

    @contextmanager
    def of(self, task: str, *, extra: int = 0) -> Iterator[None]:
        """Count a task of BUDGETS from here to the end of the block; `extra` is what its text or its rows cost.

        The block must end with what the person waits to see. Fails over budget, and where docs/ease.json says another
        number.
        """
        self._page.wait_for_load_state("load")
        self._page.wait_for_timeout(50)
        self.kinds.clear()
        yield
        self._page.wait_for_load_state("load")
        self._page.wait_for_timeout(50)
        row = {"task": task, "steps": self.kinds.total(), "budget": BUDGETS[task] + extra}
        assert row["steps"] <= row["budget"], dict(self.kinds)
        if self._write:
            write(row)
        assert row in rows(), "docs/ease.json says another number: pytest --write-ease tests/journeys"


@pytest.fixture
def steps(page: Any, request: pytest.FixtureRequest) -> Steps:
    """The counter of the page; ask for it before the page is opened. `with steps.of(ease.FIND): …`"""
    return Steps(page, request.config.getoption("--write-ease"))


def rows() -> list[dict[str, Any]]:
    """The rows of docs/ease.json."""
    return json.loads(ROWS.read_text()) if ROWS.exists() else []


def write(row: dict[str, Any]) -> None:
    """Put one row in its place, and write the table anew."""
    known = {one["task"]: one for one in [*rows(), row]}
    ordered = [known[task] for task in BUDGETS if task in known]
    ROWS.write_text(json.dumps(ordered, ensure_ascii=False, indent=1) + "\n")
    lines = [f"| {one['task']} | {one['steps']} | {one['budget']} |" for one in ordered]
    TABLE.write_text("\n".join([*HEAD, *lines, ""]))


HEAD = [
    "# Ease",
    "",
    "What a worker does for a task, counted by the journeys in a browser: a click or tap 1, a typed character or another key 1,",
    "a choice in a list or of a file 2, a page load 1. A journey fails when it takes more than the budget, or another number",
    "than is written here (`pytest --write-ease tests/journeys` writes it).",
    "",
    "| task | steps | at most |",
    "|---|---|---|",
]
