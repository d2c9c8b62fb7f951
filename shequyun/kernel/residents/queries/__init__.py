"""Reading residents, their households and stays."""

from shequyun.kernel.residents.queries.listing import ResidentFilter, filtered, presence_counts, residents
from shequyun.kernel.residents.queries.page import (
    Page,
    documents_of,
    history_of,
    household_of,
    lived_at,
    page_of,
    resident_of,
    same_person,
)
from shequyun.kernel.residents.queries.searching import Hit, find_residents

__all__ = [
    "Hit",
    "Page",
    "ResidentFilter",
    "documents_of",
    "filtered",
    "find_residents",
    "history_of",
    "household_of",
    "lived_at",
    "page_of",
    "presence_counts",
    "resident_of",
    "residents",
    "same_person",
]
