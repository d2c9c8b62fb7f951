"""Reading cases. Every way in goes through `cases(actor)`: a sensitive one is seen by its parties and the head of the body
that handles it, in lists, searches, counts and panels alike."""

from shequyun.engines.cases.queries.allowed import May, may
from shequyun.engines.cases.queries.boards import (
    MOST_DONE,
    CaseFilter,
    counts,
    filtered,
    find_cases,
    left_behind,
    my_desk,
)
from shequyun.engines.cases.queries.intake import Recurrence, recurrence, similar
from shequyun.engines.cases.queries.pages import (
    CasePage,
    clocks_of,
    due_day,
    events_of,
    events_of_many,
    facts_of,
    last_event_at,
    page_of,
    phone_of,
    resident_page,
    token_of,
)
from shequyun.engines.cases.queries.seeing import (
    Colleague,
    Holder,
    by_outside_number,
    case_of,
    cases,
    cases_about,
    cases_at,
    colleagues,
    holders,
    promises_unseen,
)
from shequyun.engines.cases.queries.statistics import Share, statistics

__all__ = [
    "MOST_DONE",
    "CaseFilter",
    "CasePage",
    "Colleague",
    "Holder",
    "May",
    "Recurrence",
    "Share",
    "by_outside_number",
    "case_of",
    "cases",
    "cases_about",
    "cases_at",
    "clocks_of",
    "colleagues",
    "counts",
    "due_day",
    "events_of",
    "events_of_many",
    "facts_of",
    "filtered",
    "find_cases",
    "holders",
    "last_event_at",
    "left_behind",
    "may",
    "my_desk",
    "page_of",
    "phone_of",
    "promises_unseen",
    "recurrence",
    "resident_page",
    "similar",
    "statistics",
    "token_of",
]
