"""The mapping step: the sheets of a file, their columns with samples, and what each is taken for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.engines.intake.queries.uploads import uploads


@dataclass(frozen=True)
class ColumnView:
    """One column: its letters and title, some values (long numbers masked), what it is taken for, how sure, why."""

    index: int
    letters: str
    title: str
    samples: list[str]
    target: str
    confidence: int
    reason: Any


@dataclass(frozen=True)
class SheetView:
    """One sheet with its columns. `remarks` tell what the reader left out (titles, totals); `hidden` how many of its rows
    nobody sees who looks at it in Excel: hidden by hand or by a filter. They are read."""

    index: int
    name: str
    rows: int
    columns: list[ColumnView]
    remarks: list[str]
    hidden: int = 0


def columns(actor: Actor, upload_id: UUID) -> list[SheetView]:
    """The sheets of an upload that was read. Out of sight is 404."""
    upload = uploads(actor).filter(pk=upload_id).first()
    if upload is None:
        raise NotVisible()
    return [
        SheetView(
            table["index"],
            table["name"],
            table["rows"],
            [_column(column, _target(upload.mapping, table, column)) for column in table["columns"]],
            list(table.get("remarks", [])),
            table.get("hidden", 0),
        )
        for table in upload.tables
    ]


def _target(mapping: Mapping[str, Any], table: Mapping[str, Any], column: Mapping[str, Any]) -> str:
    return str(mapping.get(str(table["index"]), {}).get(str(column["index"]), ""))


def _column(column: Mapping[str, Any], target: str) -> ColumnView:
    return ColumnView(
        column["index"],
        column["letters"],
        column["title"],
        column["samples"],
        target,
        column["confidence"],
        column["reason"],
    )
