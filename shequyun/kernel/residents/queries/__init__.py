"""Reading residents, their households and stays."""

from shequyun.kernel.residents.queries.coverage import (
    Coverage,
    Home,
    coverage_by_building,
    coverage_by_committee,
    homes_of,
    people_at,
    unconfirmed,
)
from shequyun.kernel.residents.queries.doors import Behind, behind_doors, neighbours, touched_buildings
from shequyun.kernel.residents.queries.listing import (
    PRESENCES,
    ResidentFilter,
    choice_counts,
    filtered,
    presence_counts,
    residents,
    residents_in,
)
from shequyun.kernel.residents.queries.page import (
    Page,
    documents_of,
    history_of,
    household_of,
    lived_at,
    other_households,
    page_of,
    people_behind,
    resident_of,
    same_person,
    stay_of,
)
from shequyun.kernel.residents.queries.searching import Hit, find_residents
from shequyun.kernel.residents.queries.sheets import heads_of, home_sizes, open_stays_of, papers_of

__all__ = [
    "PRESENCES",
    "Behind",
    "Coverage",
    "Hit",
    "Home",
    "Page",
    "ResidentFilter",
    "behind_doors",
    "choice_counts",
    "coverage_by_building",
    "coverage_by_committee",
    "documents_of",
    "filtered",
    "find_residents",
    "heads_of",
    "history_of",
    "home_sizes",
    "homes_of",
    "household_of",
    "lived_at",
    "neighbours",
    "open_stays_of",
    "other_households",
    "page_of",
    "papers_of",
    "people_at",
    "people_behind",
    "presence_counts",
    "resident_of",
    "residents",
    "residents_in",
    "same_person",
    "stay_of",
    "touched_buildings",
    "unconfirmed",
]
