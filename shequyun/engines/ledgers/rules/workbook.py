"""A department's blank workbook: looked at, and filled, in a bounded process."""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.base.bounded import DEFAULT, bounded
from shequyun.base.files import FileRefused, kind_of
from shequyun.engines.intake.rules.reader import ReaderGaveUp, named_by_kind, read_sheets
from shequyun.engines.ledgers.rules.layout import SheetForm, sheet_forms

CHILD = "shequyun.engines.ledgers.rules.form_child"
FILLING = replace(DEFAULT, written=200_000_000, cpu_seconds=120, wall_seconds=180)


class FormNotExcel(FileRefused):
    """Layout is kept for .xlsx alone."""

    code = "form_not_xlsx"
    sentence = _("This form is an old .xls or a text file. Open it in Excel, save it as .xlsx, and upload that.")


def looked_at(content: bytes) -> list[SheetForm]:
    """The sheets of a blank form, with how their cells want to be written. Refuses with a FileRefused."""
    with _kept(content) as path:
        forms = sheet_forms(read_sheets(path))
        asked = [{"name": f.name, "first": f.first, "columns": [c["index"] for c in f.columns]} for f in forms]
        styles = json.loads(_child("look", path, {"sheets": asked}))
    for form in forms:
        form.styles = styles[form.name]
        for column, style in form.styles.items():
            style["sample"] = form.samples.get(column, "")
    return forms


def filled(content: bytes, sheets: Sequence[Mapping[str, Any]], *, mark: str) -> bytes:
    """The form with lines written into its own layout. `sheets` are plans (see form_child)."""
    with _kept(content) as path:
        return _child("fill", path, {"sheets": sheets, "mark": mark})


def _child(way: str, path: Path, said: Mapping[str, Any]) -> bytes:
    told = json.dumps(said, ensure_ascii=False, default=_day).encode()
    with named_by_kind(path, "xlsx") as named, bounded(CHILD, [way, str(named)], FILLING, told=told) as stream:
        answer = stream.read()
    if not answer.endswith(b"whole"):
        raise ReaderGaveUp()
    return answer[:-5]


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    raise TypeError(type(value).__name__)


@contextmanager
def _kept(content: bytes) -> Iterator[Path]:
    if kind_of(content) != "xlsx":
        raise FormNotExcel()
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        yield Path(file.name)
