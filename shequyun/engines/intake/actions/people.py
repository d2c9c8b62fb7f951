"""One row of cells about a person as what it says: values by field, addresses, the document, and what is wrong.

Every problem of a row is collected, not only the first. What makes a person unmistakable (name, document, the
agreement of both with birth date and sex) refuses the row; any other value that cannot be read is left out and told.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shequyun.base.errors import Refusal
from shequyun.base.ids import new_id
from shequyun.engines.intake.actions.addressing import Addresses, Place
from shequyun.engines.intake.fields import Beside
from shequyun.engines.intake.rules.hiding import hidden
from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.residents.choices import DOCUMENT_KINDS, RELATIONS, TENURES
from shequyun.kernel.residents.rules.contacts import read_date, read_phones
from shequyun.kernel.residents.rules.identity import IdentityDocument, check_agrees, read_document
from shequyun.kernel.residents.rules.names import normal_name

PRESENCES = {
    "人户一致": "both", "户在人在": "both", "人在户在": "both", "在册在住": "both", "人在户不在": "living",
    "户不在人在": "living", "来沪": "living", "来沪人员": "living", "外来人员": "living", "户在人不在": "hukou",
    "人不在户在": "hukou", "人户分离": "hukou", "空挂户": "hukou", "空挂": "hukou", "挂户": "hukou",
}  # fmt: skip
PHONES = ("phone", "other_phone", "contact_phone")
APART = {*PHONES, "document_number", "document_kind", "living_address", "hukou_address", "road", "lane", "number", "room", "presence",
         "tenure", "relation", "household_no", "head_name", "from_date", "name", "former_name"}  # fmt: skip
PARTS = ("road", "lane", "number", "room")
_LONG = re.compile(r"\d{7,}")


@dataclass
class Saying:
    """What a row says, growing while it is read. `problems` are [code, target, details]."""

    cells: Mapping[str, Any]
    today: date
    known: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, str] = field(init=False)
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[list[Any]] = field(default_factory=list)
    refused: bool = False

    def __post_init__(self) -> None:
        self.texts = {target: text_of(cell) for target, cell in self.cells.items()}

    def text(self, target: str) -> str:
        return self.texts.get(target, "")

    def tell(self, code: str, target: str, details: Mapping[str, Any] | None = None, *, refuse: bool = False) -> None:
        told = {name: _LONG.sub(hidden, str(value)) for name, value in (details or {}).items()}
        self.problems.append([code, target, told])
        self.refused |= refuse

    def attempt(self, target: str, read: Callable[[], Any], *, refuse: bool = False) -> Any:
        """What `read` gives; None and a problem if it refuses."""
        try:
            return read()
        except Refusal as refusal:
            self.tell(refusal.code, target, refusal.details, refuse=refuse)
            return None


def said_by(
    number: int,
    sheet: int,
    line: int,
    cells: Mapping[str, Any],
    *,
    today: date,
    addresses: Addresses,
    prefix: str,
    about: Beside | None = None,
    known: Mapping[str, Any] | None = None,
) -> tuple[Any, ...]:
    """A row as the columns of `planning.SAID`. `prefix` is an address that the sheet's name gives to all its rows.

    `about`: the row tells something of a person who must be in the register; `known` is what reading it needs.
    """
    saying = Saying(cells, today, known or {})
    name, former = _names(saying)
    document = _document(saying)
    _plain_values(saying)
    _agree(saying, document)
    _phones(saying)
    living, hukou, leaves = _places(saying, addresses, prefix)
    stay = _stay(saying)
    from_date = saying.attempt("from_date", lambda: date_said(saying, "from_date"))
    beside = written(about.kind, about.read(saying)) if about else {}
    paper = written("document", {"kind": document.kind, "number": document.number}) if document else {}
    summary = {
        "name": name,
        "birth_date": iso(saying.values.get("birth_date")),
        "sex": saying.values.get("sex", ""),
        "address": _first(living, hukou),
    }
    return (
        number, sheet, line, name or None, former or None, saying.values.get("birth_date"),
        paper.get("number_blind"), document.kind if document else None,
        *_columns(living), *_columns(hukou), _outside(living), _outside(hukou), living is not None, hukou is not None,
        leaves, saying.text("household_no")[:24] or None, from_date, written("resident", saying.values),
        paper, stay, new_id(), saying.problems, summary, saying.refused, any(p[1] in ("living_address", "hukou_address") for p in saying.problems),
        beside,
    )  # fmt: skip


def text_of(value: Any) -> str:
    """A cell as text: whole numbers without a decimal point, nothing as empty."""
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()


def _names(saying: Saying) -> tuple[str, str]:
    name, former = normal_name(saying.text("name"))[:64], normal_name(saying.text("former_name"))[:64]
    if not name:
        saying.tell("name_missing", "name", refuse=True)
    saying.values["name"] = name
    if former:
        saying.values["former_name"] = former
    return name, former


def _document(saying: Saying) -> IdentityDocument | None:
    text = saying.text("document_number")
    if not text:
        return None
    kind = DOCUMENT_KINDS.read(saying.text("document_kind")) or ""
    return saying.attempt("document_number", lambda: read_document(text, kind), refuse=True)  # type: ignore[no-any-return]


def _plain_values(saying: Saying) -> None:
    """Fields of the dictionary that are text, codes or dates; blanks say nothing."""
    fields = subject_of("resident").by_name
    for target, text in saying.texts.items():
        if not text or target in APART or target not in fields:
            continue
        what = fields[target]
        if what.kind == FieldKind.DATE:
            value = saying.attempt(target, lambda t=target: date_said(saying, t))  # type: ignore[misc]
        elif what.codes is not None:
            value = code_said(saying, target, what.codes)
        else:
            value = text[:100]
        if value:
            saying.values[target] = value


def code_said(saying: Saying, target: str, codes: Any) -> str | None:
    """The code of what a cell says; None and a problem for an entry that the table does not know."""
    code: str | None = codes.read(saying.text(target))
    if code is None:
        saying.tell("code_unknown", target, {"said": saying.text(target)[:40]})
    return code


def date_said(saying: Saying, target: str) -> date | None:
    """The date in a cell. Refuses what is no date."""
    value = saying.cells.get(target)
    if not saying.text(target):
        return None
    return read_date(value if isinstance(value, float | date) else saying.text(target), today=saying.today)


def _agree(saying: Saying, document: IdentityDocument | None) -> None:
    """Birth date and sex agree with the document, or follow from it."""
    born = saying.values.get("birth_date")
    if born and born > saying.today:
        saying.tell("birth_in_future", "birth_date", refuse=True)
    if document is None:
        return
    sex = saying.values.get("sex", "")
    saying.attempt("birth_date", lambda: check_agrees(document, birth_date=born, sex=""), refuse=True)
    saying.attempt("sex", lambda: check_agrees(document, birth_date=None, sex=sex), refuse=True)
    if document.birth_date:
        saying.values.setdefault("birth_date", document.birth_date)
    if document.sex:
        saying.values.setdefault("sex", document.sex)


def _phones(saying: Saying) -> None:
    for target in PHONES:
        text = saying.text(target)
        if not text:
            continue
        numbers, unread = read_phones(text)
        if unread or not numbers:
            saying.tell("phone_unread", target, {"said": unread[:20]})
        if numbers:
            saying.values[target] = numbers[0]
        if target == "phone" and len(numbers) > 1:
            saying.values.setdefault("other_phone", numbers[1])


def _places(saying: Saying, addresses: Addresses, prefix: str) -> tuple[Place | None, Place | None, str | None]:
    """(where they live, where they are registered, the kind of stay that has ended)."""
    presence = PRESENCES.get(saying.text("presence"))
    if saying.text("presence") and presence is None:
        saying.tell("code_unknown", "presence", {"said": saying.text("presence")[:40]})
    here = _place(saying, addresses, "living_address", prefix)
    registered = _place(saying, addresses, "hukou_address", "")
    if registered is None and presence in ("both", "hukou"):
        registered = here
        here = here if presence == "both" else None
    elif here is None and presence == "both":
        here = registered
    if presence == "hukou" and here is not None and not here.outside:
        here = None
    if presence == "living" and registered is not None and not registered.outside:
        registered = None
    return here, registered, "living" if presence == "hukou" else None


def _place(saying: Saying, addresses: Addresses, target: str, prefix: str) -> Place | None:
    parts = [saying.text(name) for name in PARTS] if target == "living_address" else []
    text = saying.text(target)
    if not text and not any(parts):
        return None
    place = addresses.read(text, parts, prefix)
    for code, details in place.problems:
        saying.tell(code, target, details)
    return place


def _stay(saying: Saying) -> dict[str, str]:
    said = {
        "tenure": code_said(saying, "tenure", TENURES) if saying.text("tenure") else None,
        "relation": code_said(saying, "relation", RELATIONS) if saying.text("relation") else None,
    }
    return {name: value for name, value in said.items() if value}


def written(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the columns to write; blanks say nothing."""
    subject = subject_of(kind)
    columns: dict[str, Any] = {}
    for name, value in values.items():
        if name in subject.fixed:
            columns[name] = str(value)
        elif value not in ("", None):
            columns |= subject.field(name).written(value)
    return columns


def _columns(place: Place | None) -> tuple[Any, Any, Any]:
    if place is None or not place.address:
        return None, None, None
    return place.address, place.door, place.kept


def _outside(place: Place | None) -> str | None:
    return place.text[:160] if place is not None and place.outside else None


def _first(*places: Place | None) -> str:
    return next((place.address or place.text for place in places if place is not None), "")


def iso(day: date | None) -> str:
    """A date as JSON keeps it."""
    return day.isoformat() if day else ""
