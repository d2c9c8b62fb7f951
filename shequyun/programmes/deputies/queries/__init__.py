"""Reading sessions, opinions, suggestions and reports. Names of authors are shown to whoever may see them, and to nobody
else, on pages, lists and papers alike."""

from shequyun.programmes.deputies.queries.boards import Board, board, to_tell
from shequyun.programmes.deputies.queries.meeting import (
    SessionPage,
    deputies,
    opinion_of,
    opinions,
    opinions_by,
    session_of,
    session_page,
    sessions,
    stations,
    unsorted,
)
from shequyun.programmes.deputies.queries.minutes import Minutes, minutes_of
from shequyun.programmes.deputies.queries.reports import ReportPage, report_of, report_page, reports
from shequyun.programmes.deputies.queries.suggesting import (
    Author,
    Signer,
    SuggestionPage,
    author_shown,
    find_suggestions,
    phone_of,
    suggestion_of,
    suggestion_page,
    suggestions,
)

__all__ = [
    "Author",
    "Board",
    "Minutes",
    "ReportPage",
    "SessionPage",
    "Signer",
    "SuggestionPage",
    "author_shown",
    "board",
    "deputies",
    "find_suggestions",
    "minutes_of",
    "opinion_of",
    "opinions",
    "opinions_by",
    "phone_of",
    "report_of",
    "report_page",
    "reports",
    "session_of",
    "session_page",
    "sessions",
    "stations",
    "suggestion_of",
    "suggestion_page",
    "suggestions",
    "to_tell",
    "unsorted",
]
