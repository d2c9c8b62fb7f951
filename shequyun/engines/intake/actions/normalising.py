"""Sealed cells become lines of COPY: in this process for a few rows, in child processes for many."""

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context, parent_process
from typing import Any

from shequyun.engines.intake.actions.keeping import KeptLine, unpack

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
    """(rows read, their lines) for each sealed block, in order. Many rows are read by as many processes as there are
    cores; a few wait at a time, so that memory stays small."""
    if total < MANY:
        for block in blocks:
            yield _block(setting, block)
        return
    with ProcessPoolExecutor(os.cpu_count() or 1, get_context("spawn"), _start) as pool:
        waiting: list[Future[tuple[int, bytes]]] = []
        for block in blocks:
            waiting.append(pool.submit(_block, setting, block))
            if len(waiting) >= AHEAD:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


def lines_of_rows(setting: Setting, lines: Sequence[KeptLine]) -> bytes:
    """The lines of COPY of some rows."""
    from shequyun.engines.intake.actions.addressing import Addresses
    from shequyun.engines.intake.actions.lines import line_of
    from shequyun.engines.intake.actions.people import said_by
    from shequyun.engines.intake.actions.things import thing_said_by
    from shequyun.engines.intake.fields import beside_of, of_people

    addresses = _addresses_of(setting, Addresses)
    done = []
    for number, sheet, line, cells in lines:
        targets = setting.mapping.get(sheet, {})
        by_target = {
            targets[column]: cell for column, cell in enumerate(cells) if column in targets and cell is not None
        }
        beside = {"today": setting.today, "addresses": addresses, "prefix": setting.prefixes.get(sheet, "")}
        if of_people(setting.subject_kind):
            about = beside_of(setting.subject_kind)
            done.append(line_of(said_by(number, sheet, line, by_target, about=about, known=setting.known, **beside)))
        else:
            done.append(line_of(thing_said_by(setting.subject_kind, number, sheet, line, by_target, **beside)))
    return b"".join(done)


def _addresses_of(setting: Setting, make: Any) -> Any:
    """What this process has read under the same names, from block to block; of one file at a time."""
    key = (tuple(sorted(setting.aliases.items())), tuple(sorted(setting.roads.items())))
    if key not in _addresses:
        _addresses.clear()
        _addresses[key] = make(setting.aliases, setting.roads)
    return _addresses[key]


def _start() -> None:
    """A child process knows the subjects and the keys, and does not outlive a parent that was killed."""
    import django

    django.setup()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _block(setting: Setting, block: bytes) -> tuple[int, bytes]:
    lines = unpack(block)
    return len(lines), lines_of_rows(setting, lines)


_addresses: dict[Any, Any] = {}
