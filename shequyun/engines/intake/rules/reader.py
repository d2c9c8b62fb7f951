"""Reading a file in a bounded process: what comes back is plain values, or a refusal with a plain sentence.

The parser meets files from anywhere; when it aborts (it does, on cells at 16,384 x 1,048,576) or runs away, only the
child dies.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from shequyun.base.bounded import DEFAULT, Limits, bounded
from shequyun.base.files import (
    FileCutOff,
    FileEncrypted,
    FileRefused,
    FileUnpacksTooLarge,
    kind_of,
)
from shequyun.engines.intake.rules.cells import RawSheet, is_blank

__all__ = ["DEFAULT", "Limits", "RawSheet", "ReaderGaveUp", "TextUnreadable", "TooManyCells", "read_sheets"]
CHILD = "shequyun.engines.intake.rules.child"


class TooManyCells(FileRefused):
    """More rows or columns than anybody's list has."""

    code = "file_too_many_cells"
    sentence = _(
        "A sheet has %(rows)s rows and %(columns)s columns. Delete the empty ones beyond the list and save again."
    )


class ReaderGaveUp(FileRefused):
    """The bounded process died or ran out of time."""

    code = "file_reader_gave_up"
    sentence = _("The file could not be read within the limits. Copy the list into a new workbook and upload that.")


class TextUnreadable(FileRefused):
    """Text in no encoding that we know, or cut in the middle."""

    code = "file_text_unreadable"
    sentence = _(
        "The text of this file cannot be read: it is damaged, or in an unknown encoding. Save it as .xlsx and upload that."
    )


def read_sheets(path: Path, *, limits: Limits = DEFAULT) -> list[RawSheet]:
    """Every sheet that holds anything. Text is verbatim, numbers are floats (an identity number that comes as a float
    has lost its last digits), days are dates, errors are their text (#REF!), formulas their last value.

    Refuses with a FileRefused whatever cannot be read within the limits; nothing is written anywhere.
    """
    kind = kind_of(path.read_bytes())
    with named_by_kind(path, kind) as named, bounded(CHILD, [kind, str(named)], limits) as stream:
        sheets = _assembled(_messages(stream))
    return [sheet for sheet in sheets if not all(map(is_blank, sheet.rows))]


@contextmanager
def named_by_kind(path: Path, kind: str) -> Iterator[Path]:
    """The file under a name that says what it is: the parser goes by the name, and people's names lie."""
    with tempfile.TemporaryDirectory() as folder:
        named = Path(folder, f"file.{kind}")
        named.symlink_to(path.resolve())
        yield named


def _messages(stream: IO[bytes]) -> Iterator[tuple[str, Any]]:
    for line in stream:
        try:
            kind, body = json.loads(line, object_hook=_day)
        except (ValueError, RecursionError):
            break
        if kind == "end":
            return
        yield kind, body
    raise ReaderGaveUp()


def _day(said: dict[str, Any]) -> Any:
    """Days come as {"day": …}; other objects are themselves."""
    if said.keys() != {"day"}:
        return said
    return date.fromisoformat(said["day"]) if len(said["day"]) == 10 else datetime.fromisoformat(said["day"])


def _assembled(messages: Iterator[tuple[str, Any]]) -> list[RawSheet]:
    sheets: list[RawSheet] = []
    known: dict[str, str] = {}
    for kind, body in messages:
        if kind == "sheet":
            sheets.append(_sheet(body))
        elif kind == "rows":
            sheets[-1].rows.extend(_shared(body, known))
        else:
            raise _refusal(kind, body)
    return sheets


def _shared(rows: list[list[Any]], known: dict[str, str]) -> Iterator[list[Any]]:
    """The rows, equal texts held once: lists repeat themselves, and 100,000 rows of them halve."""
    if len(known) > 50_000:
        known.clear()
    for row in rows:
        yield [known.setdefault(cell, cell) if type(cell) is str else cell for cell in row]


def _sheet(said: Mapping[str, Any]) -> RawSheet:
    return RawSheet(
        said["name"],
        [],
        frozenset(said.get("hidden", ())),
        tuple(map(tuple, said.get("merged", ()))),
        frozenset(said.get("columns", ())),
        said.get("uncomputed", False),
        said.get("out_of_sight", False),
    )


def _refusal(kind: str, body: Any) -> FileRefused:
    if kind == "too_many":
        return TooManyCells(rows=body[0], columns=body[1])
    if kind == "encrypted":
        return FileEncrypted()
    if kind == "too_large":
        return FileUnpacksTooLarge()
    return TextUnreadable() if kind == "unreadable" else FileCutOff()
