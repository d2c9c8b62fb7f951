"""Ending a task with what came of it, and taking one up again."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow, NotVisible
from shequyun.engines.worklist.choices import TaskOutcome
from shequyun.engines.worklist.models import Task, TaskResult
from shequyun.engines.worklist.queries.subjects import subject_seen
from shequyun.engines.worklist.queries.tasks import results_of, task_of, tasks
from shequyun.engines.worklist.rules.matters import UnknownField
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.facts.fields import Field, subject_of

NOTHING: Mapping[str, Any] = MappingProxyType({})


class TaskEnded(NotNow):
    sentence = _("This task has already ended (%(outcome)s). Re-open it first.")


class TaskWaits(NotNow):
    sentence = _("This task is waiting for the subdistrict's approval; there is nothing to do yet.")


class TaskIsOpen(NotNow):
    sentence = _("This task is open and need not be re-opened.")


class StillAsked(BadInput):
    sentence = _("Still missing: %(fields)s. Fill this in, or close the task as refused or no longer applicable.")


class ReasonMissing(BadInput):
    sentence = _("Say briefly why.")


@action("tasks.work")
def finish_task(
    actor: Actor,
    task_id: UUID,
    *,
    outcome: str = TaskOutcome.DONE,
    values: Mapping[str, Any] = NOTHING,
    said: str = "",
    source: str = "desk",
) -> None:
    """End a task: done, refused by the resident, or moot. What was learned (`values`) goes through the one door.

    Done is refused while a field that the drive asks is neither known nor said. Refuses a task that ended, that waits
    for approval, a field that the dictionary does not hold; a reason is asked of what is not done.
    """
    task = _locked(actor, task_id)
    if outcome not in (TaskOutcome.DONE, TaskOutcome.REFUSED, TaskOutcome.MOOT):
        raise BadInput()
    if outcome != TaskOutcome.DONE and not said.strip():
        raise ReasonMissing()
    learned = {name: value for name, value in values.items() if value not in (None, "")}
    check_fields(task.subject_kind, learned)
    if learned:
        say = Say(task.subject_kind, task.community, learned, subject_id=task.subject_id)
        observe(actor, [say], source=source, observed_on=timezone.localdate(), title=task.drive.title)
    known = known_fields(actor, task.subject_kind, task.subject_id, task.drive.fields) | set(learned)
    missing = [name for name in task.drive.fields if name not in known]
    if outcome == TaskOutcome.DONE and missing:
        raise StillAsked(fields=_now(", ").join(str(field.label) for field in fields_of(task.subject_kind, missing)))
    got = [name for name in task.drive.fields if name in known] if outcome == TaskOutcome.DONE else sorted(learned)
    end(actor, task, outcome, fields=got, said=said)
    note("task", task.pk, task.community, drive=str(task.drive_id), outcome=str(outcome), fields=got)


@action("tasks.work")
def reopen_task(actor: Actor, task_id: UUID, *, reason: str) -> None:
    """Take an ended task up again, and say why; what was learned stays. Refuses one that is open."""
    task = _seen(actor, task_id)
    if not task.outcome:
        raise TaskIsOpen()
    if not reason.strip():
        raise ReasonMissing()
    reopen(actor, task, reason)
    note("task", task.pk, task.community, reason=reason.strip(), drive=str(task.drive_id), did="reopen")


def end(actor: Actor, task: Any, outcome: str, *, fields: Iterable[str], said: str = "", **by: UUID | None) -> None:
    """Write the end of a task. The caller's action records it. `by`: the `visit_id` or `batch_id` that ended it."""
    result = _result(actor, task, outcome, list(fields), said, **by)
    result.save(force_insert=True)
    Task.objects.filter(pk=task.pk).update(outcome=result.outcome, closed_at=result.at)


def take_up_what_was_ended(actor: Actor, *, reason: str, **by: Any) -> int:
    """Take up again the tasks whose latest end came by a visit or batches, now taken back. The caller's action records
    it. `by` is a condition on that end. Returns how many."""
    keys = TaskResult.objects.visible_to(actor).filter(**by).values("task_id")
    found = list(tasks(actor).select_for_update(of=("self",)).filter(pk__in=keys).exclude(outcome=""))
    latest = results_of(actor, [task.pk for task in found])
    ended = set(TaskResult.objects.visible_to(actor).filter(**by).values_list("pk", flat=True))
    again = [task for task in found if latest[task.pk][0].pk in ended]
    for task in again:
        reopen(actor, task, reason)
    return len(again)


def reopen(actor: Actor, task: Any, reason: str) -> None:
    """Write that a task is open again. The caller's action records it."""
    _result(actor, task, TaskOutcome.REOPENED, [], reason).save(force_insert=True)
    Task.objects.filter(pk=task.pk).update(outcome="", closed_at=None)


def _result(actor: Actor, task: Any, outcome: str, fields: list[str], said: str, **by: UUID | None) -> TaskResult:
    return TaskResult(
        community=task.community,
        task=task,
        outcome=TaskOutcome(outcome),
        fields=fields,
        said=said.strip()[:300],
        staff_id=actor.staff_id,
        staff_name=actor.name,
        **by,
    )


def _seen(actor: Actor, task_id: UUID) -> Any:
    """The task as it is, its row locked, so that two people cannot end it at once."""
    if Task.objects.visible_to(actor).select_for_update().filter(pk=task_id).first() is None:
        raise NotVisible()
    return task_of(actor, task_id)


def _locked(actor: Actor, task_id: UUID) -> Any:
    task = _seen(actor, task_id)
    if task.outcome:
        raise TaskEnded(outcome=TaskOutcome(task.outcome).label)
    if task.waiting:
        raise TaskWaits()
    return task


def check_fields(kind: str, names: Iterable[str]) -> None:
    """Refuses a field that the dictionary does not hold, or that only an act of its own changes."""
    for name in names:
        field = subject_of(kind).by_name.get(name)
        if field is None or not field.on_screen or name == "death_date":
            raise UnknownField(field=name)


def fields_of(kind: str, names: Iterable[str]) -> list[Field]:
    """Fields of a subject by their names, those that the dictionary still holds."""
    return [subject_of(kind).by_name[name] for name in names if name in subject_of(kind).by_name]


def known_fields(actor: Actor, kind: str, key: UUID, names: Collection[str]) -> set[str]:
    """Which of some fields have a value now."""
    if not names:
        return set()
    record = subject_seen(actor, kind, key).record
    record.refresh_from_db()
    return {field.name for field in fields_of(kind, names) if getattr(record, field.kept) not in (None, "")}
