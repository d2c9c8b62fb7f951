"""Handing over: one's own tasks and promises to a colleague with a note; everybody's by the head, also of who leaves."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow, NotVisible
from shequyun.engines.worklist.actions.sharing import NotAWorker
from shequyun.engines.worklist.choices import Spread
from shequyun.engines.worklist.models import HandOver, PromiseHandOver, Task
from shequyun.engines.worklist.queries.promises import open_promises, promise_of
from shequyun.engines.worklist.queries.staff import workers
from shequyun.engines.worklist.rules.sharing import Unit, share

ANYBODYS = "tasks.reassign"


class NotYourTask(NotNow):
    sentence = _(
        "Some of these tasks are not yours. Hand over your own, or ask the committee's head to re-assign them."
    )


class NotYourPromise(NotNow):
    sentence = _("Somebody else keeps this promise. Ask them, or the committee's head, to hand it over.")


class NothingOpen(NotNow):
    sentence = _("None of these tasks is open, so none can be handed over.")


class SameHands(BadInput):
    sentence = _("Choose somebody else: these tasks are already theirs.")


@action("tasks.hand_over", right="tasks.work")
def hand_over(actor: Actor, task_ids: Iterable[UUID], *, to: UUID, words: str = "") -> int:
    """Hand open tasks to a colleague of the same committee. Returns how many changed hands.

    Refuses tasks of others without `tasks.reassign`, tasks out of sight (404), somebody of elsewhere.
    """
    keys = set(task_ids)
    found = list(Task.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    if len(found) != len(keys):
        raise NotVisible()
    moving = [task for task in found if not task.outcome]
    if not moving:
        raise NothingOpen()
    if not actor.can(ANYBODYS) and any(task.owner_id != actor.staff_id for task in moving):
        raise NotYourTask()
    if all(task.owner_id == to for task in moving):
        raise SameHands()
    return _move(actor, {task: to for task in moving if task.owner_id != to}, words)


@action(ANYBODYS)
def reassign(actor: Actor, *, from_id: UUID | None, to_ids: Sequence[UUID], words: str = "") -> int:
    """Share all open tasks and promises of somebody who leaves out over colleagues, whole buildings together. Returns
    how many.

    `from_id` None: the tasks that nobody has yet. Refuses an empty list of colleagues, and where nothing is open.
    """
    if not to_ids or from_id in to_ids:
        raise SameHands()
    found = list(Task.objects.visible_to(actor).select_for_update().filter(owner_id=from_id, outcome=""))
    promised = list(open_promises(actor, by=from_id)) if from_id is not None else []
    if not found and not promised:
        raise NothingOpen()
    units = [Unit(one.pk, one.building_id, f"{one.community}{one.building_id or ''}") for one in [*found, *promised]]
    owners = share(units, list(dict.fromkeys(to_ids)), Spread.BUILDING)
    moved = _move(actor, {task: owners[task.pk] for task in found}, words)
    return moved + _move_promises(actor, {one: owners[one.pk] for one in promised}, words)


@action("promises.hand_over", right="promises.make")
def hand_promise(actor: Actor, promise_id: UUID, *, to: UUID, words: str = "") -> None:
    """Have a colleague of the same committee keep an open promise. Who made it stays on it.

    Refuses one of somebody else without `tasks.reassign`, one that has ended, somebody of elsewhere.
    """
    promise = promise_of(actor, promise_id)
    if hasattr(promise, "end"):
        raise NothingOpen()
    if promise.keeper_id != actor.staff_id and not actor.can(ANYBODYS):  # type: ignore[attr-defined]
        raise NotYourPromise()
    if promise.keeper_id == to:  # type: ignore[attr-defined]
        raise SameHands()
    _move_promises(actor, {promise: to}, words)


def _move(actor: Actor, moving: dict[Task, Any], words: str) -> int:
    names = {(one.staff_id, one.community): one.name for one in workers(actor)}
    history = []
    for task, to in moving.items():
        name = names.get((to, task.community))
        if name is None:
            raise NotAWorker()
        history.append(_handed(actor, task, to, name, words))
        task.owner_id, task.owner_name = to, name
    HandOver.objects.bulk_create(history)
    Task.objects.bulk_update(moving, ["owner_id", "owner_name"], batch_size=500)
    for one in history if len(history) <= 20 else []:
        note("task", one.task_id, one.community, to=one.to_name, was=one.from_name, did="hand_over")
    if len(history) > 20:
        note("task", None, actor.area, count=len(history), did="hand_over")
    return len(history)


def _move_promises(actor: Actor, moving: dict[Any, Any], words: str) -> int:
    names = {(one.staff_id, one.community): one.name for one in workers(actor)}
    history = []
    for promise, to in moving.items():
        name = names.get((to, promise.community))
        if name is None:
            raise NotAWorker()
        history.append(
            PromiseHandOver(
                community=promise.community, promise=promise, from_id=promise.keeper_id, from_name=promise.keeper_name,
                to_id=to, to_name=name, note=words.strip()[:200], staff_id=actor.staff_id, staff_name=actor.name,
            )
        )  # fmt: skip
        note("promise", promise.pk, promise.community, to=name, was=promise.keeper_name, did="hand_over")
    PromiseHandOver.objects.bulk_create(history)
    return len(history)


def _handed(actor: Actor, task: Task, to: UUID, name: str, words: str) -> HandOver:
    return HandOver(
        community=task.community,
        task=task,
        from_id=task.owner_id,
        from_name=task.owner_name,
        to_id=to,
        to_name=name,
        note=words.strip()[:200],
        staff_id=actor.staff_id,
        staff_name=actor.name,
    )
