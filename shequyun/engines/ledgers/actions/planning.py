"""What to write on each sheet of a form: lines of people or of counts, totals and sentences around them."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from shequyun.engines.ledgers.fields import Known, Meaning
from shequyun.engines.ledgers.models import Form
from shequyun.engines.ledgers.rules.mapping import band_of
from shequyun.engines.ledgers.rules.summing import filled_sentence, grouped, is_total, number_of, signed

Sheet = Mapping[str, Any]
TEXTS = ("document_number", "phone", "other_phone", "contact_phone", "household_no")


class Reader(Protocol):
    """Reads cells, masks them, and notes what is missing."""

    known: Mapping[str, Meaning]

    def cell(self, one: Known, meaning: Meaning, column: Mapping[str, Any]) -> Any:
        """The value as the column wants it."""
        ...


def plans(form: Form, people: Sequence[Known], said: Reader, signs: Mapping[str, str]) -> list[dict[str, Any]]:
    """A plan per sheet (see form_child). A sheet named after a committee or building gets its own people alone."""
    sheets = form.layout["sheets"]
    made = []
    for index, sheet in enumerate(sheets):
        meant = form.mapping.get(str(index), {})
        mine = _of_sheet(sheet["name"], people) if len(sheets) > 1 else people
        made.append(_counts(sheet, meant, mine, said) if sheet["counting"] else _list(sheet, meant, mine, said))
        made[-1]["below"] = _below(sheet, meant, mine, signs)
    return made


def _of_sheet(name: str, people: Sequence[Known]) -> Sequence[Known]:
    """Those of the committee or building that a sheet is named after; everybody otherwise."""
    bare = name.strip()
    by_committee = grouped(people, lambda one: one.areas.get(one.resident.community, ""))
    by_door = grouped(people, lambda one: one.building.door if one.building else "")
    by_number = grouped(people, lambda one: f"{one.building.number}号" if one.building else "")
    for groups in (by_committee, by_door, by_number):
        for key, mine in groups.items():
            if key and (key == bare or key.removesuffix("居委会") == bare.removesuffix("居委会")):
                return mine
    return people


def _base(sheet: Sheet) -> dict[str, Any]:
    return {
        "name": sheet["name"], "first": sheet["first"], "last": sheet["last"], "footer": sheet["footer"],
        "top": sheet["header_top"], "all_columns": [c["index"] for c in sheet["columns"]], "rows": [], "gaps": [], "texts": [],
    }  # fmt: skip


def _columns(sheet: Sheet, meant: Mapping[str, str], said: Reader) -> list[tuple[dict[str, Any], Meaning]]:
    """The columns that are filled, each with its ways of writing."""
    return [
        ({**column, **sheet["styles"].get(str(column["index"]), {})}, said.known[meaning])
        for column in sheet["columns"]
        if (meaning := meant.get(str(column["index"]), "")) in said.known
    ]


def _list(sheet: Sheet, meant: Mapping[str, str], people: Sequence[Known], said: Reader) -> dict[str, Any]:
    columns = _columns(sheet, meant, said)
    plan = _base(sheet) | {"columns": [c["index"] for c, _meaning in columns], "lines": []}
    plan["texts"] = [c["index"] for c, meaning in columns if meaning.secret or meaning.name in TEXTS]
    for number, one in enumerate(people):
        line = []
        for column, meaning in columns:
            value = number + 1 if meaning.name == "serial" else said.cell(one, meaning, column)
            line.append(value)
            if value == "" and not meaning.optional and meaning.kind != "flag":
                plan["gaps"].append([number, column["index"], f"缺：{meaning.label}"])
        plan["lines"].append(line)
    return plan


def _counts(sheet: Sheet, meant: Mapping[str, str], people: Sequence[Known], said: Reader) -> dict[str, Any]:
    """One line per committee, building or age: those that the form gives, or all there are."""
    counted = [c for c in sheet["columns"] if meant.get(str(c["index"]), "").startswith("count")]
    measures = [meant[str(c["index"])] for c in counted]
    plan = _base(sheet)
    if sheet["groups"]:
        plan["columns"] = [c["index"] for c in counted]
        plan["rows"] = [row for row, _text in sheet["groups"]]
        given = [_meant_by(text, people) for _row, text in sheet["groups"]]
        plan["lines"] = [[number_of(one, mine) for one in measures] for mine in given]
        _note(said, people)
        return plan
    head = next((c for c in sheet["columns"] if c not in counted and meant.get(str(c["index"])) != "serial"), None)
    serial = next((c for c in sheet["columns"] if meant.get(str(c["index"])) == "serial"), None)
    by_door = head is not None and meant.get(str(head["index"])) in ("door", "living_address", "number")
    key = (
        (lambda one: one.building.door if one.building else "—")
        if by_door
        else (lambda one: one.areas.get(one.resident.community, ""))
    )
    groups = grouped(people, key)
    plan["columns"] = [c["index"] for c in (serial, head) if c is not None] + [c["index"] for c in counted]
    plan["lines"] = [
        ([n] if serial else []) + ([name] if head else []) + [number_of(one, mine) for one in measures]
        for n, (name, mine) in enumerate(groups.items(), 1)
    ]
    _note(said, people)
    return plan


def _note(said: Reader, people: Sequence[Known]) -> None:
    """Counted people are remembered too, so that the next filling can tell who came and went."""
    name = said.known["name"]
    for one in people:
        said.cell(one, name, {"title": "姓名"})


def _meant_by(text: str, people: Sequence[Known]) -> Sequence[Known]:
    """The people of a given line: an age band, a committee, a building, a sex, or all of them."""
    if band := band_of(text):
        return [one for one in people if one.age is not None and band[0] <= one.age <= band[1]]
    if text in ("男", "男性", "女", "女性"):
        return [one for one in people if one.resident.sex == ("1" if text.startswith("男") else "2")]
    if text in ("合计", "总计", "共计", "总人数"):
        return people
    bare = text.removesuffix("居委会")
    return [
        one
        for one in people
        if one.areas.get(one.resident.community, "").removesuffix("居委会") == bare
        or (one.building and text in (one.building.door, f"{one.building.number}号"))
    ]


def _below(
    sheet: Sheet, meant: Mapping[str, str], people: Sequence[Known], signs: Mapping[str, str]
) -> list[list[Any]]:
    """New texts for what stands around the list: blanks in sentences, signatures, and the numbers of a line of totals."""
    found: list[list[Any]] = []
    for row, column, text in sheet["below"]:
        if is_total(text) and row > sheet["last"]:
            found += _totals(sheet, meant, people, row, column)
            continue
        said = signed(filled_sentence(text, people), signs)
        if said != text:
            found.append([row, column, said])
    return found


def _totals(sheet: Sheet, meant: Mapping[str, str], people: Sequence[Known], row: int, label: int) -> list[list[Any]]:
    """Counts in their columns; in a list of people, how many they are in the first free cell beside the label."""
    taken = {c for r, c, _text in sheet["below"] if r == row}
    if sheet["counting"]:
        return [
            [row, c["index"], number_of(meant[str(c["index"])], people)]
            for c in sheet["columns"]
            if meant.get(str(c["index"]), "").startswith("count") and c["index"] not in taken
        ]
    free = next((c["index"] for c in sheet["columns"] if c["index"] > label and c["index"] not in taken), None)
    return [] if free is None else [[row, free, f"{len(people)}人"]]
