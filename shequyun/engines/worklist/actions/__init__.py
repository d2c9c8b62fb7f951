"""What can be done with the worklist."""

from shequyun.engines.worklist.actions.calendar import load_calendar
from shequyun.engines.worklist.actions.handing import hand_over, hand_promise, reassign
from shequyun.engines.worklist.actions.listing import end_matter, list_matter
from shequyun.engines.worklist.actions.promising import break_promise, keep_promise, make_promise
from shequyun.engines.worklist.actions.ruling import approve_drive, decline_drive, refuse_drive
from shequyun.engines.worklist.actions.sharing import hush, share_out
from shequyun.engines.worklist.actions.visiting import Promised, record_visit
from shequyun.engines.worklist.actions.walking import print_walk
from shequyun.engines.worklist.actions.withdrawing import withdraw_visit
from shequyun.engines.worklist.actions.working import finish_task, reopen_task

__all__ = [
    "Promised",
    "approve_drive",
    "break_promise",
    "decline_drive",
    "end_matter",
    "finish_task",
    "hand_over",
    "hand_promise",
    "hush",
    "keep_promise",
    "list_matter",
    "load_calendar",
    "make_promise",
    "print_walk",
    "reassign",
    "record_visit",
    "refuse_drive",
    "reopen_task",
    "share_out",
    "withdraw_visit",
]
