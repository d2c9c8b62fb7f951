"""Writes of deputies: sessions, opinions, suggestions, telling, reports."""

from shequyun.programmes.deputies.actions.contacts import end_deputy, end_station, enter_deputy, enter_station
from shequyun.programmes.deputies.actions.handing_in import answer, hand_in, withdraw
from shequyun.programmes.deputies.actions.listening import Said, mend_opinion, record_opinion
from shequyun.programmes.deputies.actions.rating import rate
from shequyun.programmes.deputies.actions.reporting import (
    Draft,
    change_report,
    follow_report,
    take_minutes,
    write_report,
)
from shequyun.programmes.deputies.actions.sessions import (
    Plan,
    cancel_session,
    change_session,
    close_session,
    plan_session,
    start_session,
)
from shequyun.programmes.deputies.actions.sorting import set_aside, sort_opinions, take_back
from shequyun.programmes.deputies.actions.suggesting import (
    change_suggestion,
    draft_suggestion,
    merge_into,
    sign,
    take_out,
)
from shequyun.programmes.deputies.actions.telling import see_phone, tell

__all__ = [
    "Draft",
    "Plan",
    "Said",
    "answer",
    "cancel_session",
    "change_report",
    "change_session",
    "change_suggestion",
    "close_session",
    "draft_suggestion",
    "end_deputy",
    "end_station",
    "enter_deputy",
    "enter_station",
    "follow_report",
    "hand_in",
    "mend_opinion",
    "merge_into",
    "plan_session",
    "rate",
    "record_opinion",
    "see_phone",
    "set_aside",
    "sign",
    "sort_opinions",
    "start_session",
    "take_back",
    "take_minutes",
    "take_out",
    "tell",
    "withdraw",
    "write_report",
]
