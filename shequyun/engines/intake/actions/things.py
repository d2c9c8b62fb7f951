"""One row of cells about a building, a home or an organisation: what names it, its values, and what is wrong."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from shequyun.base.ids import new_id
from shequyun.engines.intake.actions.addressing import Addresses, Place
from shequyun.engines.intake.actions.people import Saying, code_said, date_said, iso, written
from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.facts.fields import Field, subject_of
from shequyun.kernel.organisations.rules import read_credit_code
from shequyun.kernel.places.rules.addresses import sort_key
from shequyun.kernel.residents.rules.contacts import read_phones

YES = {"有": True, "是": True, "1": True, "√": True, "无": False, "否": False, "没有": False, "0": False}

SAID_THING = (
    "number int, sheet smallint, line int, code text, name text, address text, door text, fixed jsonb, "
    "thing jsonb, fresh uuid, problems jsonb, summary jsonb, refused boolean"
)


def thing_said_by(
    kind: str,
    number: int,
    sheet: int,
    line: int,
    cells: Mapping[str, Any],
    *,
    today: date,
    addresses: Addresses,
    prefix: str,
) -> tuple[Any, ...]:
    """A row as the columns of SAID_THING. `code` and `name` find organisations, `address` homes, `door` buildings."""
    saying = Saying(cells, today)
    for field in subject_of(kind).fields:
        if field.on_screen and saying.text(field.name):
            value = _value(saying, field)
            if value is not None:
                saying.values[field.name] = value
    place = _place(saying, addresses, prefix, refuse=kind != "organisation")
    name = saying.values.get("name") or saying.values.get("registered_name") or ""
    if kind == "organisation" and name:
        saying.values.setdefault("name", name)
    if kind == "organisation" and not name and not saying.values.get("credit_code"):
        saying.tell("key_missing", "name", refuse=True)
    summary = {
        "name": name or saying.text("estate"),
        "birth_date": iso(None),
        "address": place.address or place.text if place else "",
    }
    return (
        number, sheet, line, saying.values.get("credit_code"), name or None, place.address or None if place else None,
        place.door or None if place else None, _fixed(kind, place), written(kind, saying.values), new_id(),
        saying.problems, summary, saying.refused,
    )  # fmt: skip


def _value(saying: Saying, field: Field) -> Any:
    if field.name == "credit_code":
        return saying.attempt(field.name, lambda: read_credit_code(saying.text(field.name)), refuse=True)
    if field.codes is not None:
        return code_said(saying, field.name, field.codes)
    if field.kind == FieldKind.DATE:
        return saying.attempt(field.name, lambda: date_said(saying, field.name))
    if field.kind == FieldKind.SECRET:
        numbers, unread = read_phones(saying.text(field.name))
        if unread or not numbers:
            saying.tell("phone_unread", field.name, {"said": unread[:20]})
        return numbers[0] if numbers else None
    if field.kind in (FieldKind.NUMBER, FieldKind.BOOLEAN):
        return _counted(saying, field)
    return saying.text(field.name)[:48]


def _counted(saying: Saying, field: Field) -> Any:
    text = saying.text(field.name).rstrip("层年户人㎡").strip()
    if field.kind == FieldKind.BOOLEAN:
        value: Any = YES.get(text)
    else:
        whole = field.name != "area_m2"
        value = text if text.replace(".", "", 0 if whole else 1).isdigit() and len(text) <= 7 else None
    if value is None:
        saying.tell("code_unknown", field.name, {"said": saying.text(field.name)[:40]})
    return value


def _place(saying: Saying, addresses: Addresses, prefix: str, *, refuse: bool) -> Place | None:
    text = saying.text("address")
    if not text:
        if refuse:
            saying.tell("key_missing", "address", refuse=True)
        return None
    place = addresses.read(text, (), prefix)
    for code, details in place.problems:
        saying.tell(code, "address", details, refuse=refuse and not place.address)
    return place


def _fixed(kind: str, place: Place | None) -> dict[str, Any]:
    """What a new building or home is fixed by."""
    if place is None or not place.address or kind == "organisation":
        return {}
    if kind == "building":
        names = ("door", "road", "lane", "sublane", "number", "block")
        return {name: place.fixed[name] for name in names} | {"sort_key": sort_key(place.door)}
    return {name: place.fixed[name] for name in ("room", "unit", "floor", "part")} | {"address": place.address}
