"""Sealed cells become lines of COPY: in this process for a few rows, by helpers for many."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shequyun.base.processes import helpers
from shequyun.engines.intake.actions.addressing import Addresses
from shequyun.engines.intake.actions.keeping import KeptLine, unpack
from shequyun.engines.intake.actions.lines import line_of
from shequyun.engines.intake.actions.people import said_by
from shequyun.engines.intake.actions.things import thing_said_by
from shequyun.engines.intake.fields import beside_of, of_people

MANY = 4000
AHEAD = 6


@dataclass(frozen=True)
class Setting:
    """What reading rows needs to know beside the cells. `mapping` is sheet -> column -> target."""

    subject_kind: str
    mapping: Mapping[int, Mapping[int, str]]
    prefixes: Mapping[int, str]
    aliases: Mapping[str, str]
    roads: Mapping[str, str]
    today: date
    known: Mapping[str, Any] = field(default_factory=dict)


def lines_from(setting: Setting, blocks: Sequence[bytes], total: int) -> Iterator[tuple[int, bytes]]:
    """(rows read, their lines) for each sealed block, in order. Many rows are read by helpers; a few blocks wait at a
    time, so that memory stays small."""
    if total < MANY:
        for block in blocks:
            yield _block(setting, block)
        return
    with helpers() as pool:
        waiting: deque[Future[tuple[int, bytes]]] = deque()
        for block in blocks:
            waiting.append(pool.submit(_block, setting, block))
            if len(waiting) >= AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def lines_of_rows(setting: Setting, lines: Sequence[KeptLine]) -> bytes:
    """The lines of COPY of some rows."""
    addresses, today = _addresses_of(setting), setting.today
    people, about = of_people(setting.subject_kind), beside_of(setting.subject_kind)
    done = []
    for number, sheet, line, cells in lines:
        targets = setting.mapping.get(sheet, {})
        by_target = {
            targets[column]: cell for column, cell in enumerate(cells) if column in targets and cell is not None
        }
        place = number, sheet, line
        prefix = setting.prefixes.get(sheet, "")
        if people:
            known = setting.known
            said = said_by(*place, by_target, today=today, addresses=addresses, prefix=prefix, about=about, known=known)
        else:
            kind = setting.subject_kind
            said = thing_said_by(kind, *place, by_target, today=today, addresses=addresses, prefix=prefix)
        done.append(line_of(said))
    return b"".join(done)


def _addresses_of(setting: Setting) -> Addresses:
    """What this process has read under the same names, from block to block; of one file at a time."""
    key = (tuple(sorted(setting.aliases.items())), tuple(sorted(setting.roads.items())))
    if key not in _addresses:
        _addresses.clear()
        _addresses[key] = Addresses(setting.aliases, setting.roads)
    return _addresses[key]


def _block(setting: Setting, block: bytes) -> tuple[int, bytes]:
    lines = unpack(block)
    return len(lines), lines_of_rows(setting, lines)


_addresses: dict[Any, Addresses] = {}
