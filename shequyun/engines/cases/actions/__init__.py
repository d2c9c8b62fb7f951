"""Writes of cases. Each adds to what happened; state, clocks and desks follow in the same transaction."""

from shequyun.engines.cases.actions.amending import Amendment, amend
from shequyun.engines.cases.actions.closing import call_back, close, rate_for_deputies, reopen
from shequyun.engines.cases.actions.following import rate_as_resident, reopen_as_resident, resident_actor
from shequyun.engines.cases.actions.giving import (
    accept,
    add_co_handler,
    assign,
    assign_many,
    drop_part,
    finish_part,
    hand_all_over,
    hand_over,
    refuse,
)
from shequyun.engines.cases.actions.joining import link, merge, split
from shequyun.engines.cases.actions.looking import look, mark_sensitive, print_receipt, see_phone
from shequyun.engines.cases.actions.moving import move_cases
from shequyun.engines.cases.actions.promising import end_promise, promise
from shequyun.engines.cases.actions.recording import as_of
from shequyun.engines.cases.actions.registering import Intake, register
from shequyun.engines.cases.actions.tasking import make_task
from shequyun.engines.cases.actions.working import (
    answer,
    ask_body,
    ask_extension,
    body_replied,
    decide_extension,
    escalate,
    note_inside,
    pause,
    record_call,
    record_visit,
    resume,
)

__all__ = [
    "Amendment",
    "Intake",
    "accept",
    "add_co_handler",
    "amend",
    "answer",
    "as_of",
    "ask_body",
    "ask_extension",
    "assign",
    "assign_many",
    "body_replied",
    "call_back",
    "close",
    "decide_extension",
    "drop_part",
    "end_promise",
    "escalate",
    "finish_part",
    "hand_all_over",
    "hand_over",
    "link",
    "look",
    "make_task",
    "mark_sensitive",
    "merge",
    "move_cases",
    "note_inside",
    "pause",
    "print_receipt",
    "promise",
    "rate_as_resident",
    "rate_for_deputies",
    "record_call",
    "record_visit",
    "refuse",
    "register",
    "reopen",
    "reopen_as_resident",
    "resident_actor",
    "resume",
    "see_phone",
    "split",
]
