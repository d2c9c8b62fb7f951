"""The day of a worker: what is due, put behind doors, so that one walk serves many."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from shequyun.base.actor import Actor
from shequyun.engines.worklist import queries
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.facts.queries import discrepancies
from shequyun.kernel.residents.queries import unconfirmed
from shequyun.kernel.residents.queries.coverage import FRESH_DAYS

SOON = timedelta(days=7)
MOST = 300  # tasks of a day that are put behind doors
UNSEEN, UNSEEN_EACH = 600, 4  # people not confirmed for long: looked at, and told of each building


@dataclass
class Item:
    """One thing to do at a door. `tone`: bad (overdue), warn (due today), info, plain."""

    kind: str
    words: str
    tone: str = "plain"
    due_on: date | None = None
    key: Any = None
    note: str = ""


@dataclass
class Door:
    """A home, or a building itself (no room): who it is about, and what is to be done there."""

    room: str
    place: str
    dwelling_id: UUID | None
    people: dict[UUID, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    better: Any = None

    @property
    def by_person(self) -> list[tuple[str, list[Item]]]:
        """What is to be done, each person named once: those with the most urgent thing first, as they were put."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.note, []).append(item)
        return list(found.items())


@dataclass
class Stop:
    """A building on a walk."""

    building_id: UUID | None
    name: str
    place: str
    doors: dict[Any, Door] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(len(door.items) for door in self.doors.values())

    @property
    def urgent(self) -> int:
        return sum(item.tone in ("bad", "warn") for door in self.doors.values() for item in door.items)

    @property
    def sorted_doors(self) -> list[Door]:
        return sorted(self.doors.values(), key=lambda door: door.place)


def stops(actor: Actor, *, owner: UUID | None, today: date) -> list[Stop]:
    """Buildings with what is to be done in them, those with most urgent things first, then with most."""
    found: dict[Any, Stop] = {}
    _put_tasks(found, actor, owner, today)
    _put_promises(found, actor, owner, today)
    if actor.can("discrepancies.settle"):
        _put_discrepancies(found, actor)
    _put_unseen(found, actor, today)
    homes = {key: stop.building_id for stop in found.values() for key in stop.doors if key is not None}
    for key, better in queries.times_to_knock(actor, homes).items():
        found[homes[key]].doors[key].better = better
    return sorted(found.values(), key=lambda stop: (stop.building_id is None, -stop.urgent, -stop.count, stop.place))


def _door(found: dict[Any, Stop], subject: queries.Subject) -> Door:
    stop = found.setdefault(
        subject.building_id, Stop(subject.building_id, subject.door or _("No home recorded."), subject.place)
    )
    return stop.doors.setdefault(subject.dwelling_id, Door(subject.room, subject.place, subject.dwelling_id))


def _put(found: dict[Any, Stop], subject: queries.Subject, item: Item) -> None:
    door = _door(found, subject)
    if subject.kind == "resident":
        door.people[subject.key] = subject.name
        item.note = item.note or subject.name
    elif subject.kind == "organisation":
        item.note = subject.name
    door.items.append(item)


def _subjects(actor: Actor, pairs: Iterable[tuple[str, UUID]]) -> dict[UUID, queries.Subject]:
    by_kind: dict[str, set[UUID]] = {}
    for kind, key in pairs:
        by_kind.setdefault(kind, set()).add(key)
    kinds = {"resident", "dwelling", "organisation", "building"}
    return {
        key: one
        for kind, keys in by_kind.items()
        if kind in kinds
        for key, one in queries.subjects_of(actor, kind, keys).items()
    }


def tone_of(due_on: date, today: date) -> str:
    """How a due date looks on a day."""
    return "bad" if due_on < today else "warn" if due_on == today else "info"


def _put_tasks(found: dict[Any, Stop], actor: Actor, owner: UUID | None, today: date) -> None:
    tasks = list(queries.open_tasks(actor, owner=owner).filter(due_on__lte=today + SOON)[:MOST])
    subjects = _subjects(actor, ((task.subject_kind, task.subject_id) for task in tasks))
    for task in tasks:
        if task.subject_id in subjects:
            item = Item("task", task.drive.title, tone_of(task.due_on, today), task.due_on, task.pk)
            _put(found, subjects[task.subject_id], item)


def _put_promises(found: dict[Any, Stop], actor: Actor, owner: UUID | None, today: date) -> None:
    promises = list(queries.open_promises(actor, by=owner, until=today + SOON)[:MOST])
    subjects = _subjects(actor, ((one.subject_kind, one.subject_id) for one in promises))
    for one in promises:
        if one.subject_id in subjects:
            words = _("Promise: %(what)s") % {"what": one.what}
            item = Item("promise", words, tone_of(one.due_on, today), one.due_on, one.pk, one.to_name)
            _put(found, subjects[one.subject_id], item)


def _put_discrepancies(found: dict[Any, Stop], actor: Actor) -> None:
    """Only where somebody goes anyway, or where there is nothing else to walk for."""
    open_ones = list(discrepancies(actor)[:100])
    subjects = _subjects(actor, ((one.subject_kind, one.subject_id) for one in open_ones))
    fields: dict[UUID, list[str]] = {}
    for one in open_ones:
        label = str(subject_of(one.subject_kind).field(one.field).label)
        if label not in fields.setdefault(one.subject_id, []):
            fields[one.subject_id].append(label)
    for key, labels in fields.items():
        subject = subjects.get(key)
        if subject is not None and subject.building_id in found:
            _put(found, subject, Item("disputed", _("To verify: %(field)s") % {"field": _(", ").join(labels)}))


def _put_unseen(found: dict[Any, Stop], actor: Actor, today: date) -> None:
    """People not confirmed for long: a few in each building where somebody goes anyway; anywhere, if nobody goes out.
    Whoever is called on for another reason is not listed a second time."""
    walked, put = set(found), Counter[Any]()
    chosen: dict[UUID, date] = {}
    for key, home, building, seen in unconfirmed(actor, before=today - timedelta(days=FRESH_DAYS), limit=UNSEEN):
        door = found[building].doors.get(home) if building in found else None
        if door is not None and key in door.people:
            continue  # somebody calls there about them anyway, and that confirms them
        if (walked and building not in walked) or put[building] >= UNSEEN_EACH:
            continue
        put[building] += 1
        chosen[key] = seen
    subjects = queries.subjects_of(actor, "resident", chosen)
    for key, seen in chosen.items():
        words = _("Not confirmed for %(months)d months") % {"months": max((today - seen).days // 30, 1)}
        _put(found, subjects[key], Item("unseen", words))
