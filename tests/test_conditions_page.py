"""docs/conditions.md names every criterion that exists, as it is."""

from pathlib import Path

from shequyun.faces.cli.management.commands.criteria import BEGIN, END, table

PAGE = Path(__file__).resolve().parents[1] / "docs" / "conditions.md"


def test_the_page_holds_the_table_that_the_command_prints() -> None:
    told = PAGE.read_text().partition(f"{BEGIN}\n")[2].partition(f"\n{END}")[0]
    assert told == table(), "bin/shequyun criteria --write docs/conditions.md"
