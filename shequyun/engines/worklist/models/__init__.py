"""Tables of the worklist."""

from shequyun.engines.worklist.models.calendar import CalendarDay
from shequyun.engines.worklist.models.matters import Drive, Matter, RulingOnDrive
from shequyun.engines.worklist.models.promises import Promise, PromiseEnd, PromiseHandOver
from shequyun.engines.worklist.models.tasks import HandOver, Task, TaskResult
from shequyun.engines.worklist.models.visits import Visit, VisitPerson, VisitWithdrawal

__all__ = [
    "CalendarDay",
    "Drive",
    "HandOver",
    "Matter",
    "Promise",
    "PromiseEnd",
    "PromiseHandOver",
    "RulingOnDrive",
    "Task",
    "TaskResult",
    "Visit",
    "VisitPerson",
    "VisitWithdrawal",
]
