"""Ease, measured: what a worker does for a task (a click or tap 1, a typed character 1, a page load 1) and its budget.

The browser itself counts what its person does, whichever way a journey drives it. What was counted must equal the row of
docs/ease.json, so that the table in the README never claims another number; `pytest --write-ease tests/journeys` writes
the rows of the journeys that ran, and the tables in docs/EASE.md and the READMEs from them.
"""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROWS = ROOT / "docs" / "ease.json"
PAGES = ("docs/EASE.md", "README.md", "README.zh.md")
BEGIN, END = "<!-- ease -->", "<!-- /ease -->"
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
CHINESE = {
    FIND: "在任意页面找到一位居民并打开",
    CORRECT: "更正一个电话号码并看到已保存",
    VISIT: "在门口登记一次走访（含结果和标签）",
    DOSE: "从楼栋图登记一剂接种",
    LIST: "列出 60 岁以上、独居、未接种者",
    TASKS: "把该名单变成三名社工的任务",
    FORM: "用该名单填好部门下发的空表",
    MATTER: "登记来访事项并打印回执（不含正文）",
    IMPORT: "导入有错的 2,000 行表格，直到最后一行判断完毕",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--write-ease`: write what was counted instead of holding it against docs/ease.json."""
    parser.addoption("--write-ease", action="store_true", help="write docs/ease.json and its tables")


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
    def of(self, task: str, *, extra: int = 0, text: int = 0) -> Iterator[None]:
        """Count a task of BUDGETS from here to the end of the block; `extra` is what its rows cost, `text` how many
        characters were told and had to be typed, which do not count.

        The block must end with what the person waits to see. Fails over budget, and where docs/ease.json says another
        number.
        """
        self._page.wait_for_load_state("load")
        self._page.wait_for_timeout(50)
        self.kinds.clear()
        yield
        self._page.wait_for_load_state("load")
        self._page.wait_for_timeout(50)
        row = {"task": task, "steps": self.kinds.total() - text, "budget": BUDGETS[task] + extra}
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
    """Put one row in its place, and write the tables anew."""
    known = {one["task"]: one for one in [*rows(), row]}
    ordered = [known[task] for task in BUDGETS if task in known]
    ROWS.write_text(json.dumps(ordered, ensure_ascii=False, indent=1) + "\n")
    for page in PAGES:
        path = ROOT / page
        path.write_text(with_table(path.read_text(), table(chinese=page.endswith(".zh.md"))))


def table(*, chinese: bool = False) -> str:
    """The rows of docs/ease.json as a table."""
    head = "| 任务 | 步数 | 上限 |" if chinese else "| task | steps | at most |"
    lines = [
        f"| {CHINESE[one['task']] if chinese else one['task']} | {one['steps']} | {one['budget']} |" for one in rows()
    ]
    return "\n".join([head, "|---|---|---|", *lines])


def with_table(text: str, lines: str) -> str:
    """A page with the table between its marks."""
    before, _mark, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n{lines}\n{END}{rest.partition(END)[2]}"
