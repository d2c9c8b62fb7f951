"""Time lines: changes told as events (what, on which day, from which source), with what other nouns tell."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

from shequyun.faces.workbench.panels import Happening
from shequyun.kernel.facts.choices import ChangeKind
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.facts.queries import change_values


@dataclass(frozen=True)
class Moved:
    """One value that moved: its label, old and new in words."""

    label: Any
    old: Any
    new: Any


@dataclass
class Event:
    """What one batch did to one subject."""

    at: datetime
    observed_on: date
    source: str
    actor: str
    title: str
    batch_id: Any
    undo: bool
    kind: str
    subject: Any
    moved: list[Moved] = field(default_factory=list)


def timeline(changes: Iterable[Any], happenings: Iterable[Happening] = ()) -> list[Event | Happening]:
    """Events (one per batch, subject and kind) and happenings, the newest first."""
    events: list[Event | Happening] = list(happenings)
    for _key, group in groupby(changes, key=lambda c: (c.batch_id, c.subject_kind, c.subject_id, c.kind)):
        events.append(_event(list(group)))
    return sorted(events, key=lambda one: one.at, reverse=True)


def _event(changes: list[Any]) -> Event:
    first = changes[0]
    batch = first.batch
    event = Event(
        first.at,
        batch.observed_on,
        batch.source.name,
        batch.actor_name,
        batch.title,
        batch.pk,
        batch.undoes_id is not None,
        first.kind,
        subject_of(first.subject_kind).label,
    )
    if first.kind == ChangeKind.SET:
        event.moved = [moved for moved in map(_moved, changes) if moved is not None]
    return event


def _moved(change: Any) -> Moved | None:
    spec = subject_of(change.subject_kind).by_name.get(change.field)
    if spec is None or not spec.on_screen:
        return None
    old, new = change_values(change)
    return Moved(spec.label, old, new)
