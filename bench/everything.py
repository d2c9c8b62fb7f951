"""Every measure, in the order of a run: what only reads first, what writes and takes back after it."""

from bench import (  # noqa: F401 - they register themselves
    boards,
    crowd,
    forms,
    handset,
    importing,
    loading,
    paging,
    phones,
    registering,
    rivals,
    screening,
    searching,
    starting,
    trails,
)

ORDER = (
    "demo", "search", "pages", "queries", "cohorts", "forms", "slices", "handset", "first-syncs", "load", "import", "rivals", "two-imports", "audit",
    "boards", "registering",
)  # fmt: skip
