"""Every measure, in the order of a run: what only reads first, what writes and takes back after it."""

from bench import importing, paging, screening, searching  # noqa: F401 - they register themselves

ORDER = ("search", "pages", "queries", "cohorts", "import", "two-imports")
