"""Sharing a list out as tasks: a drive, one task for each subject, whole buildings with one worker."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action
from shequyun.base.action import note as record
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotVisible
from shequyun.base.ids import new_id
from shequyun.engines.worklist.choices import Asker, Spread, SubjectKind
from shequyun.engines.worklist.models import Drive, Task
from shequyun.engines.worklist.queries.calendar import working_calendar
from shequyun.engines.worklist.queries.matters import matter_of
from shequyun.engines.worklist.queries.staff import Worker
from shequyun.engines.worklist.queries.staff import workers as workers_of
from shequyun.engines.worklist.queries.subjects import Subject, subjects_of
from shequyun.engines.worklist.rules.matters import (
    DueInThePast,
    NothingToDo,
    TitleMissing,
    UnknownField,
    asked_fields,
    asker_of,
    check_may_ask,
    needs_approval,
)
from shequyun.engines.worklist.rules.sharing import Unit, share
from shequyun.kernel.facts.fields import subject_of

UNLISTED_DAYS = 10  # working days for what the list does not hold


class NotAWorker(BadInput):
    sentence = _("One of the chosen people does not work in this committee, or has no right to work on tasks.")


class UnlistedNeedsName(BadInput):
    sentence = _("“%(matter)s” is not on the list of matters. Choose one, or describe what it is.")


@dataclass(frozen=True)
class Asked:
    """What a drive asks: a line of the list, or something in words that the list does not hold."""

    code: str
    name: str
    listed: bool
    ground: str
    working_days: int
    fields: tuple[str, ...]
    own: bool = False


@action("tasks.share")
def share_out(
    actor: Actor,
    *,
    matter: str,
    title: str,
    subject_kind: str,
    subject_ids: Iterable[UUID],
    workers: Sequence[UUID] = (),
    by: str = "building",
    due_on: date | None = None,
    fields: Sequence[str] = (),
    note: str = "",
    asked_for: str = "",
    matter_name: str = "",
    drive_id: UUID | None = None,
    met_ends: bool = True,
) -> UUID:
    """Make a drive (专项) with a task for each subject, shared out over workers. Returns the drive's id.

    `matter` is a code of the list; one that the list does not hold is taken with `matter_name`, and the committee may
    refuse it. Without workers: all who work in the subject's committee where a committee shares out; nobody yet where
    an office above does, whose tasks the committee's head hands out. Due: the matter's working days from today, unless
    said. `fields` are names of the subject's dictionary, those of the matter unless said. The same `drive_id` twice is once.
    `met_ends` False: meeting somebody does not end their task; the caller knows what does.

    Refuses an empty list, a subject out of sight (404), a worker of elsewhere, a past date, own work asked from above.
    """
    known = Drive.objects.filter(pk=drive_id).first() if drive_id else None
    if known is not None:
        _noted(known, actor.area, again=True)
        return known.pk
    today = timezone.localdate()
    keys = list(dict.fromkeys(subject_ids))
    if subject_kind not in SubjectKind.values or by not in Spread.values:
        raise BadInput()
    found = subjects_of(actor, subject_kind, keys)
    if not keys:
        raise NothingToDo()
    if len(found) != len(keys):
        raise NotVisible()
    asked = _asked(actor, matter, matter_name, subject_kind, fields, today)
    check_may_ask(asker_of(actor.area), name=asked.name, own=asked.own)
    drive = _drive(actor, asked, title, subject_kind, by, due_on, today, note, asked_for, drive_id)
    drive.met_ends = met_ends
    tasks = _tasks(actor, drive, list(found.values()), workers, by)
    drive.save(force_insert=True)
    Task.objects.bulk_create(tasks)
    _noted(drive, actor.area, count=len(tasks), due=drive.due_on.isoformat(), listed=drive.listed)
    return drive.pk


def _noted(drive: Drive, area: str, **details: Any) -> None:
    record("drive", drive.pk, area, matter=drive.matter, title=drive.title, **details)


def _asked(actor: Actor, code: str, name: str, kind: str, fields: Sequence[str], today: date) -> Asked:
    line = matter_of(actor, code, on=today)
    if line is None and not name.strip():
        raise UnlistedNeedsName(matter=code)
    wanted = list(fields) or (asked_fields(kind, line.fields) if line else [])
    for one in wanted:
        field = subject_of(kind).by_name.get(one)
        if field is None or not field.on_screen:
            raise UnknownField(field=one)
    if line is None:
        return Asked(code[:32], name.strip()[:48], False, "", UNLISTED_DAYS, tuple(wanted))
    return Asked(line.code, line.name, True, line.ground, line.working_days, tuple(wanted), line.own)


def _drive(
    actor: Actor, asked: Asked, title: str, kind: str, by: str, due_on: date | None, today: date,
    words: str, asked_for: str, key: UUID | None,
) -> Drive:  # fmt: skip
    if not title.strip():
        raise TitleMissing()
    if due_on is not None and due_on < today:
        raise DueInThePast(day=due_on.isoformat())
    asker = asker_of(actor.area)
    return Drive(
        id=key or new_id(),
        area=actor.area,
        matter=asked.code,
        matter_name=asked.name,
        listed=asked.listed,
        ground=asked.ground,
        title=title.strip()[:120],
        note=words.strip()[:500],
        subject_kind=kind,
        spread=by,
        fields=list(asked.fields),
        due_on=due_on or working_calendar().after(today, asked.working_days),
        asker=asker,
        asked_for=asked_for.strip()[:48],
        needs_approval=needs_approval(asker),
        staff_id=actor.staff_id,
        staff_name=actor.name,
    )


def _tasks(actor: Actor, drive: Drive, found: list[Subject], chosen: Sequence[UUID], by: str) -> list[Task]:
    made: list[Task] = []
    staff = workers_of(actor)
    for community in sorted({one.community for one in found}):
        mine = _crew([one for one in staff if community.startswith(one.community)], actor, chosen, drive.asker)
        part = [one for one in found if one.community == community]
        names = {one.staff_id: one.name for one in mine}
        units = [
            Unit(one.key, one.grid or one.building_id if by == Spread.GRID else one.building_id, one.place)
            for one in part
        ]
        owners = share(units, list(names), by)
        made += [_task(drive, one, owners[one.key], names) for one in part]
    if chosen and not set(chosen) <= {one.staff_id for one in staff}:
        raise NotAWorker()
    return made


def _crew(here: list[Worker], actor: Actor, chosen: Sequence[UUID], asker: str) -> list[Worker]:
    """Who shares a committee's part, in the order in which they were chosen."""
    if chosen:
        place = {key: index for index, key in enumerate(chosen)}
        return sorted((one for one in here if one.staff_id in place), key=lambda one: place[one.staff_id])
    return here if asker == Asker.COMMITTEE else []


def _task(drive: Drive, subject: Subject, owner: Any, names: dict[UUID, str]) -> Task:
    return Task(
        community=subject.community,
        drive=drive,
        subject_kind=subject.kind,
        subject_id=subject.key,
        dwelling_id=subject.dwelling_id,
        building_id=subject.building_id,
        owner_id=owner,
        owner_name=names.get(owner, ""),
        due_on=drive.due_on,
    )


def hush(task_ids: Iterable[UUID], *, title: str) -> None:
    """What tasks are about is no longer said in words: `title` stands for it. The caller's action records it."""
    Drive.objects.filter(task__in=list(task_ids)).update(title=title, note="")
