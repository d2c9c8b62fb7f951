"""Reading cohorts: who meets a condition, why, and what is saved. Importing this registers the criteria."""

from shequyun.engines.cohorts.queries import criteria  # noqa: F401 - registers
from shequyun.engines.cohorts.queries.explaining import Because, explain, joined_because
from shequyun.engines.cohorts.queries.members import (
    SORTS,
    Costly,
    TooSlow,
    check_cost,
    count,
    expected_seconds,
    members,
    members_in,
    slow_criteria,
    statistics,
)
from shequyun.engines.cohorts.queries.saved import Moves, cohort_of, cohorts, looks_of, moves

__all__ = [
    "SORTS",
    "Because",
    "Costly",
    "Moves",
    "TooSlow",
    "check_cost",
    "cohort_of",
    "cohorts",
    "count",
    "expected_seconds",
    "explain",
    "joined_because",
    "looks_of",
    "members",
    "members_in",
    "moves",
    "slow_criteria",
    "statistics",
]
