"""Reading tasks: those that are open, one subject's, one drive's, how far a drive is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Substr

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.records import ScopedQuerySet
from shequyun.engines.worklist.choices import Ruling, TaskState
from shequyun.engines.worklist.models import HandOver, RulingOnDrive, Task, TaskResult
from shequyun.engines.worklist.rules.states import task_state


def tasks(actor: Actor) -> ScopedQuerySet[Task]:
    """Tasks in the actor's area with what their state follows from: `waiting` for approval, `handed` over."""
    approved = RulingOnDrive.objects.filter(
        drive=OuterRef("drive"), area=Substr(OuterRef("community"), 1, 9), ruling=Ruling.APPROVED
    )
    handed = HandOver.objects.filter(task=OuterRef("pk"), community=OuterRef("community"), from_id__isnull=False)
    found = Task.objects.visible_to(actor).select_related("drive")
    waiting = Q(drive__needs_approval=True) & ~Q(Exists(approved))
    return found.annotate(waiting=waiting, handed=Exists(handed))  # type: ignore[return-value]


def state_of(task: Any, *, today: date) -> TaskState:
    """What a task of `tasks` is on a day."""
    return task_state(task.outcome, task.due_on, today=today, handed_over=task.handed, waiting=task.waiting)


def open_tasks(actor: Actor, *, owner: UUID | None = None, subject_ids: Iterable[UUID] = ()) -> ScopedQuerySet[Task]:
    """Tasks that can be worked on now, by due date; of one owner, about some subjects, if given."""
    found = tasks(actor).filter(outcome="", waiting=False)
    if owner is not None:
        found = found.filter(owner_id=owner)
    keys = list(subject_ids)
    if keys:
        found = found.filter(subject_id__in=keys)
    return found.order_by("due_on", "drive_id", "pk")  # type: ignore[return-value]


def task_of(actor: Actor, task_id: UUID) -> Any:
    """One task with its drive. Out of sight is 404."""
    found = tasks(actor).filter(pk=task_id).first()
    if found is None:
        raise NotVisible()
    return found


def results_of(actor: Actor, task_ids: Iterable[UUID]) -> dict[UUID, list[TaskResult]]:
    """What happened to tasks, by task, the newest first."""
    found: dict[UUID, list[TaskResult]] = {}
    for result in TaskResult.objects.visible_to(actor).filter(task_id__in=list(task_ids)).order_by("-at", "-pk"):
        found.setdefault(result.task_id, []).append(result)
    return found


def results_of_visit(actor: Actor, visit_id: UUID) -> list[TaskResult]:
    """The tasks that a visit ended."""
    found = TaskResult.objects.visible_to(actor).filter(visit_id=visit_id).select_related("task__drive")
    return list(found.order_by("at", "pk"))


def hand_overs_of(actor: Actor, task_id: UUID) -> list[HandOver]:
    """Through whose hands a task went, the newest first."""
    return list(HandOver.objects.visible_to(actor).filter(task_id=task_id).order_by("-at", "-pk"))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a part of a drive is: a committee's code, or a building's key (None: no building)."""

    part: Any
    total: int
    open: int
    overdue: int
    done: int
    refused: int
    moot: int

    @property
    def share(self) -> float:
        """What has ended, of all."""
        return (self.total - self.open) / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Answers:
    """How many tasks of a drive got a value for a field."""

    name: str
    count: int
    of: int = field(default=0)


def progress(actor: Actor, drive_id: UUID, *, by: str, today: date) -> list[Progress]:
    """A drive by `community` or by `building_id`, in the order of codes; no part is ranked against another."""
    found = Task.objects.visible_to(actor).filter(drive_id=drive_id)
    rows = found.values(by).annotate(
        total=Count("pk"),
        open=Count("pk", filter=Q(outcome="")),
        overdue=Count("pk", filter=Q(outcome="", due_on__lt=today)),
        done=Count("pk", filter=Q(outcome="done")),
        refused=Count("pk", filter=Q(outcome="refused")),
        moot=Count("pk", filter=Q(outcome="moot")),
    )
    return [Progress(row.pop(by), **row) for row in rows.order_by(by)]


def tasks_with(actor: Actor, drive_id: UUID, name: str) -> list[UUID]:
    """The tasks of a drive that got a value for a field."""
    said = TaskResult.objects.visible_to(actor).filter(task__drive_id=drive_id).values_list("task_id", "fields")
    return list({task_id for task_id, names in said if name in names})


def totals(actor: Actor, drive_ids: Iterable[UUID]) -> dict[UUID, tuple[int, int, int]]:
    """(all, done, open) of drives in the actor's area, in one query."""
    rows = Task.objects.visible_to(actor).filter(drive_id__in=list(drive_ids)).values("drive_id")
    counted = rows.annotate(
        total=Count("pk"), done=Count("pk", filter=Q(outcome="done")), open=Count("pk", filter=Q(outcome=""))
    )
    return {row["drive_id"]: (row["total"], row["done"], row["open"]) for row in counted.order_by()}


def answers(actor: Actor, drive_id: UUID, fields: Iterable[str]) -> list[Answers]:
    """What came in, field by field, from the results of a drive's tasks."""
    said = TaskResult.objects.visible_to(actor).filter(task__drive_id=drive_id).values_list("task_id", "fields")
    got: dict[str, set[UUID]] = {}
    for task_id, names in said:
        for name in names:
            got.setdefault(name, set()).add(task_id)
    total = Task.objects.visible_to(actor).filter(drive_id=drive_id).count()
    return [Answers(name, len(got.get(name, ())), total) for name in fields]
