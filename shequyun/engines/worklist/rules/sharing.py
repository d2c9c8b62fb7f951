"""Sharing subjects out over workers: each exactly once, groups whole, loads as even as the groups allow. Pure."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from shequyun.engines.worklist.choices import Spread

W = TypeVar("W", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Unit:
    """A subject to go to: its key, the group that stays together (a building, a grid), and its place on a walk."""

    key: Hashable
    group: Hashable
    place: str = ""


def share(units: Iterable[Unit], workers: Sequence[W], by: str) -> dict[Hashable, W | None]:
    """Who gets which subject. Without workers nobody has them yet.

    Whole buildings or grids: the largest group first, each to whoever has least, so that two workers differ by no more
    than the largest group. Equal numbers: neighbours on the walk stay together, and two workers differ by one at most.
    """
    found = sorted(set(units), key=lambda unit: (unit.place, str(unit.key)))
    if not workers:
        return {unit.key: None for unit in found}
    if by == Spread.ONE or len(workers) == 1:
        return {unit.key: workers[0] for unit in found}
    if by == Spread.WORKER:
        return _in_stretches(found, workers)
    return _in_groups(found, workers)


def _in_stretches(units: list[Unit], workers: Sequence[W]) -> dict[Hashable, W | None]:
    least, over = divmod(len(units), len(workers))
    found: dict[Hashable, W | None] = {}
    start = 0
    for index, worker in enumerate(workers):
        end = start + least + (index < over)
        found |= {unit.key: worker for unit in units[start:end]}
        start = end
    return found


def _in_groups(units: list[Unit], workers: Sequence[W]) -> dict[Hashable, W | None]:
    groups: dict[Hashable, list[Unit]] = defaultdict(list)
    for unit in units:
        groups[unit.group if unit.group is not None else ("alone", unit.key)].append(unit)
    loads = dict.fromkeys(workers, 0)
    found: dict[Hashable, W | None] = {}
    for group in sorted(groups.values(), key=lambda group: (-len(group), group[0].place, str(group[0].key))):
        worker = min(loads, key=lambda one: loads[one])
        loads[worker] += len(group)
        found |= {unit.key: worker for unit in group}
    return found
