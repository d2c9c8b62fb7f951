"""A Word form for one person: its blanks found, and filled, in a bounded process."""

import io
import json
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.base.bounded import bounded
from shequyun.base.files import FileHasMacros, FileRefused
from shequyun.engines.intake.rules.reader import ReaderGaveUp, named_by_kind
from shequyun.engines.ledgers.rules.workbook import FILLING

CHILD = "shequyun.engines.ledgers.rules.word_child"


class WordHasNoBlanks(FileRefused):
    """Nothing to fill in."""

    code = "form_word_no_blanks"
    sentence = _(
        "No blanks were found in this Word file. A form needs empty cells beside their labels, or lines such as 姓名____."
    )


def is_word(content: bytes) -> bool:
    """Whether this is a .docx, by its content. Refuses one with macros."""
    if not content.startswith(b"PK"):
        return False
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    if "word/document.xml" in names and any(name.endswith("vbaProject.bin") for name in names):
        raise FileHasMacros()
    return "word/document.xml" in names


def blanks_of(content: bytes) -> tuple[list[dict[str, Any]], list[str]]:
    """(the blanks as columns, the first lines of the text). Refuses a file without any."""
    said = json.loads(_child("look", content, {}))
    blanks = [{"index": n, "letters": str(n + 1), **one} for n, one in enumerate(said["blanks"]) if one["title"]]
    if not blanks:
        raise WordHasNoBlanks()
    return blanks, said["heads"]


def filled_word(content: bytes, values: Mapping[str, str], *, mark: str) -> bytes:
    """The document with values written into its blanks, by key."""
    return _child("fill", content, {"values": dict(values), "mark": mark})


def _child(way: str, content: bytes, said: Mapping[str, Any]) -> bytes:
    told = json.dumps(said, ensure_ascii=False).encode()
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        with (
            named_by_kind(Path(file.name), "docx") as named,
            bounded(CHILD, [way, str(named)], FILLING, told=told) as stream,
        ):
            answer = stream.read()
    if not answer.endswith(b"whole"):
        raise ReaderGaveUp()
    return answer[:-5]
