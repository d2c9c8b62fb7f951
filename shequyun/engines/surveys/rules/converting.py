"""An XLSForm read in a bounded process, and what is wrong with one in plain words, with sheet and row."""

import json
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.base.bounded import DEFAULT, bounded
from shequyun.base.files import FileRefused, FileWrongKind, kind_of
from shequyun.engines.surveys.rules.convert_child import WHOLE

CHILD = "shequyun.engines.surveys.rules.convert_child"
LIMITS = replace(DEFAULT, cpu_seconds=20, wall_seconds=40, written=10_000_000)  # it writes beside itself
MOST_BYTES = 5_000_000
UNNAMED = "unnamed-form"  # what a form is called that does not say its own name


class FormTooLarge(FileRefused):
    code = "surveys.form_too_large"
    sentence = _("The form is larger than %(most)s MB. A form holds questions, not lists of people.")


class FormNotConverted(FileRefused):
    code = "surveys.form_not_converted"
    sentence = _("The form could not be read within the limits. Copy its sheets into a new workbook and upload that.")


class FormWrong(FileRefused):
    """A mistake in an XLSForm."""

    code = "surveys.form_wrong"
    sentence = _("%(where)s: %(what)s")


SHEET = _("sheet %(sheet)s")
SHEET_ROW = _("sheet %(sheet)s, row %(row)s")
# (what pyxform says, the sheet, in plain words); the first that fits
_SAID: tuple[tuple[str, str, Any], ...] = (
    (r"must have a sheet named 'survey'", "survey",
     _("the sheet is missing. A form has its questions on a sheet of this name.")),
    (r"List name not in choices sheet: (\S+)", "survey",
     _("the list “%(name)s” is not on the sheet choices. Add its choices there, or correct the name.")),
    (r"should be a choices sheet", "choices", _("the sheet is missing, although a question offers choices.")),
    (r"Unknown question type '([^']*)'", "survey", _("“%(name)s” is not a question type.")),
    (r"Choices must have a name", "choices", _("a choice has no name. Write one in the column name.")),
    (r"no name", "survey", _("the question has no name. Write one in the column name.")),
    (r"no type", "survey", _("the question has no type. Write one in the column type.")),
    (r"'([^']*)' has no label", "survey", _("the question “%(name)s” has no text. Write it in the column label.")),
    (r"must be unique", "survey", _("the name is used twice. Use each name only once.")),
    (r"Names must begin", "survey", _("the name cannot be used. Names begin with a letter and have no spaces.")),
    (r"Unmatched '(\w+)'", "survey",
     _("the beginning and end of a group do not match (%(name)s). Each begin_group needs an end_group.")),
    (r"Could not find the name '([^']*)'", "survey", _("it refers to a question “%(name)s” that does not exist.")),
    (r"Reference variables must", "survey", _("a reference is not written correctly. Write it as ${name}.")),
    (r"headers were not found: (.*?)\.", "survey",
     _("columns are missing: %(name)s. The first row holds the titles type, name and label.")),
)  # fmt: skip
OTHERWISE = _("this is not a valid XLSForm (%(said)s).")


def converted(content: bytes) -> dict[str, Any]:
    """{"xform": …, "form": …, "rows": …} of an .xlsx. Refuses with a FileRefused: where, what, and what to do."""
    if len(content) > MOST_BYTES:
        raise FormTooLarge(most=MOST_BYTES // 1_000_000)
    kind = kind_of(content)
    if kind != "xlsx":
        raise FileWrongKind(kind=kind)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{UNNAMED}.xlsx")
        path.write_bytes(content)
        told = _asked(path)
    if "error" in told:
        raise wrong(told["error"])
    return told


def _asked(path: Path) -> dict[str, Any]:
    with bounded(CHILD, [str(path)], LIMITS) as stream:
        answer = stream.read().decode("utf-8", "replace")
    if not answer.endswith(WHOLE):
        raise FormNotConverted()
    return json.loads(answer.removesuffix(WHOLE))


def wrong(said: str) -> FormWrong:
    """What pyxform has against a form, in plain words."""
    found = re.search(r"\[?\brow\s*:?\s*(\d+)", said, re.IGNORECASE)
    named = re.search(r"(?:On|in|In) the '(\w+)' sheet", said)
    for pattern, sheet, words in _SAID:
        if match := re.search(pattern, said, re.IGNORECASE):
            name = next((group for group in match.groups() if group), "")
            what = str(words) % {"name": name} if "%(name)s" in str(words) else str(words)
            return FormWrong(where=_where(named[1] if named else sheet, found), what=what)
    return FormWrong(where=_where(named[1] if named else "survey", found), what=str(OTHERWISE) % {"said": said[:160]})


def _where(sheet: str, row: re.Match[str] | None) -> str:
    if row is None:
        return str(SHEET) % {"sheet": sheet}
    return str(SHEET_ROW) % {"sheet": sheet, "row": row[1]}
