"""The tables of steps say what docs/ease.json says, and that is within the budgets. The journeys count."""

import pytest

from tests.ease import BUDGETS, CHINESE, PAGES, ROOT, rows, table, with_table


@pytest.mark.parametrize("page", PAGES)
def test_the_table_is_the_one_that_was_counted(page: str) -> None:
    text = (ROOT / page).read_text()
    assert with_table(text, table(chinese=page.endswith(".zh.md"))) == text


def test_every_task_is_within_its_budget_and_in_order() -> None:
    assert [row["task"] for row in rows() if row["steps"] > row["budget"]] == []
    assert [row["task"] for row in rows()] == [task for task in BUDGETS if task in {row["task"] for row in rows()}]
    assert set(CHINESE) == set(BUDGETS)
