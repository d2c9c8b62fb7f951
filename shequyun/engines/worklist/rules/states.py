"""What a task and a promise are on a day, from what happened to them. Pure."""

from datetime import date

from shequyun.engines.worklist.choices import PromiseState, TaskState


def task_state(
    outcome: str, due_on: date, *, today: date, handed_over: bool = False, waiting: bool = False
) -> TaskState:
    """Ended as it ended; else waiting for approval, overdue, handed over, or open."""
    if outcome:
        return TaskState(outcome)
    if waiting:
        return TaskState.WAITING
    if due_on < today:
        return TaskState.OVERDUE
    return TaskState.HANDED_OVER if handed_over else TaskState.OPEN


def promise_state(
    due_on: date, kept: bool | None, ended_on: date | None, *, today: date, withdrawn: bool = False
) -> PromiseState:
    """`kept` None: it has not ended. A promise that was kept after its day was kept late."""
    if withdrawn:
        return PromiseState.WITHDRAWN
    if kept is None:
        if due_on == today:
            return PromiseState.DUE
        return PromiseState.OVERDUE if due_on < today else PromiseState.OPEN
    if not kept:
        return PromiseState.BROKEN
    return PromiseState.KEPT_LATE if ended_on and ended_on > due_on else PromiseState.KEPT
