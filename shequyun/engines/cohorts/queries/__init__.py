"""Reading cohorts: who meets a condition, why, and what is saved. Importing this registers the criteria."""

from shequyun.engines.cohorts.queries import criteria  # noqa: F401 - registers
from shequyun.engines.cohorts.queries.explaining import Because, explain, joined_because
from shequyun.engines.cohorts.queries.members import (
    SORTS,
    TooSlow,
    count,
    members,
    members_in,
    slow_criteria,
    statistics,
)
from shequyun.engines.cohorts.queries.saved import Moves, cohort_of, cohorts, looks_of, moves

__all__ = [
    "SORTS",
    "Because",
    "Moves",
    "TooSlow",
    "cohort_of",
    "cohorts",
    "count",
    "explain",
    "joined_because",
    "looks_of",
    "members",
    "members_in",
    "moves",
    "slow_criteria",
    "statistics",
]
