"""Reading residents, their households and stays."""

from shequyun.kernel.residents.queries.coverage import (
    Coverage,
    Home,
    coverage_by_building,
    homes_of,
    people_at,
    unconfirmed,
)
from shequyun.kernel.residents.queries.doors import (
    Behind,
    behind_doors,
    neighbours,
    residents_behind,
    touched_buildings,
)
from shequyun.kernel.residents.queries.facets import Facets, facets
from shequyun.kernel.residents.queries.listing import (
    PRESENCES,
    ResidentFilter,
    filtered,
    residents,
    residents_in,
)
from shequyun.kernel.residents.queries.page import (
    Page,
    by_person,
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
from shequyun.kernel.residents.queries.searching import Hit, find_residents, is_number
from shequyun.kernel.residents.queries.sheets import (
    documents_of_many,
    heads_of,
    home_sizes,
    living_alone,
    open_stays_of,
    papers_of,
)
from shequyun.kernel.residents.queries.tallies import coverage_by_committee, tallies

__all__ = [
    "PRESENCES",
    "Behind",
    "Coverage",
    "Facets",
    "Hit",
    "Home",
    "Page",
    "ResidentFilter",
    "behind_doors",
    "by_person",
    "coverage_by_building",
    "coverage_by_committee",
    "documents_of",
    "documents_of_many",
    "facets",
    "filtered",
    "find_residents",
    "heads_of",
    "history_of",
    "home_sizes",
    "homes_of",
    "household_of",
    "is_number",
    "lived_at",
    "living_alone",
    "neighbours",
    "open_stays_of",
    "other_households",
    "page_of",
    "papers_of",
    "people_at",
    "people_behind",
    "resident_of",
    "residents",
    "residents_behind",
    "residents_in",
    "same_person",
    "stay_of",
    "tallies",
    "touched_buildings",
    "unconfirmed",
]
