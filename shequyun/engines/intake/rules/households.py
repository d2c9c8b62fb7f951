"""Household forms: a head's line, then members whose blank cells mean "as above". Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from shequyun.engines.intake.rules.cells import RawRow, text_of

# What belongs to the household and not to the person.
ABOVE = frozenset({"living_address", "hukou_address", "household_no", "head_name", "road", "lane", "number", "room"})
PARTS = ("road", "lane", "number", "room")  # of an address, the widest first
# What tells one household from the next. The hukou address does so only where nothing else is there: a member may
# have the hukou elsewhere.
KEYS = ("household_no", "head_name", "living_address", *PARTS)
HEADS = frozenset(
    {"户主", "本人", "本人或户主", "户主本人", "01", "02", "1", "2"}
)  # GB/T 4761: 01 the person, 02 the head


def filled_from_above(rows: Sequence[RawRow], targets: Mapping[int, str], *, head: int | None) -> list[RawRow]:
    """Lines with what belongs to the household taken from above where it is blank. `targets` maps column to field;
    `head` is the column of the relation to the head.

    Only inside a household: an empty line, a head's relation, or another address, number or name of the head begins a
    new one. In a new one only the wider parts of an address may come from above (路 and 弄 left blank before 室).
    Columns of the person are never filled.
    """
    shared = {name: index for index, name in targets.items() if name in ABOVE}
    keys = [shared[name] for name in KEYS if name in shared] or list(shared.values())
    above: dict[int, Any] = {}
    result = []
    for row in rows:
        fresh = _begins(row, above, keys, head)
        wanted = _wider(row, shared) if fresh else shared.values()
        if fresh and row.after_gap:
            wanted = []
        taken = {index for index in wanted if not text_of(row.cells[index]) and text_of(above.get(index))}
        if taken:
            cells = tuple(above[index] if index in taken else cell for index, cell in enumerate(row.cells))
            row = RawRow(row.number, cells, row.filled | taken, row.hidden, row.after_gap)
        if fresh:
            above = {}
        above |= {index: row.cells[index] for index in shared.values() if text_of(row.cells[index])}
        result.append(row)
    return result


def _begins(row: RawRow, above: Mapping[int, Any], keys: Sequence[int], head: int | None) -> bool:
    if row.after_gap or (head is not None and text_of(row.cells[head]) in HEADS):
        return True
    said = {index: text_of(row.cells[index]) for index in keys if text_of(row.cells[index])}
    return any(text != text_of(above.get(index)) for index, text in said.items())


def _wider(row: RawRow, shared: Mapping[str, int]) -> list[int]:
    """The columns of the address parts that stand before the first part this line names itself."""
    parts = [shared[name] for name in PARTS if name in shared]
    named = next((place for place, index in enumerate(parts) if text_of(row.cells[index])), 0)
    return parts[:named]
