"""`shequyun criteria [--write PAGE]`: what a condition can ask, as the table of docs/conditions.md."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from shequyun.engines.cohorts.rules.criteria import VALUELESS, Criterion, Kind, criteria

BEGIN, END = "<!-- criteria -->", "<!-- /criteria -->"
VALUES = {
    Kind.NUMBER: "whole number",
    Kind.DATE: "day, or number of days",
    Kind.CODE: "list of codes",
    Kind.TEXT: "text",
    Kind.FLAG: "",
}
MANY = 12  # codes beyond which the table gives their number alone


class Command(BaseCommand):
    help = "Print the table of everything that a condition can ask, or write it into a page between its marks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", type=Path, metavar="PAGE")

    def handle(self, *args: Any, **options: Any) -> None:
        page = options["write"]
        if page is None:
            self.stdout.write(table())
        else:
            before, after = page.read_text().split(BEGIN)[0], page.read_text().split(END)[1]
            page.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}")


def table() -> str:
    """The table in English, by group."""
    with translation.override("en"):
        rows = sorted(criteria(), key=lambda one: str(one.group))
        lines = [_line(one) for one in rows]
    return "\n".join(["| group | field | meaning | op | value |", "|---|---|---|---|---|", *lines])


def _line(one: Criterion) -> str:
    ops = ", ".join(f"`{op}`{' ◔' if op in one.slow else ''}" for op in one.asks())
    return f"| {one.group} | `{one.name}` | {one.label} | {ops} | {_value(one)} |"


def _value(one: Criterion) -> str:
    if set(one.asks()) <= VALUELESS:
        return ""
    if one.kind != Kind.CODE:
        return VALUES[one.kind]
    if callable(one.codes):
        return "list of keys"
    codes = list(one.choices())
    return " ".join(f"`{code}`" for code in codes) if len(codes) <= MANY else f"list of {len(codes)} codes"
