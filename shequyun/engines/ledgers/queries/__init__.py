"""Reading forms, fillings and ledgers. Importing this registers the rows of the engines below."""

from shequyun.engines.ledgers.queries import rows, work  # noqa: F401 - registers
from shequyun.engines.ledgers.queries.fillings import Changes, Gap, changes_of, filling_of, fillings, gaps_of
from shequyun.engines.ledgers.queries.forms import (
    Evidence,
    Totals,
    asked,
    catalogue,
    columns_of,
    evidence_of,
    form_of,
    forms,
    hours,
    same_form,
    totals,
)
from shequyun.engines.ledgers.queries.known import known_people
from shequyun.engines.ledgers.queries.ledgers import (
    Shown,
    columns_to_choose,
    condition_of,
    count_of,
    ledger_of,
    ledgers,
    lines_of,
    meant_by,
    numbers_of,
    sheet_of,
)
from shequyun.engines.ledgers.queries.sources import Source, register_rows, source_of

__all__ = [
    "Changes",
    "Evidence",
    "Gap",
    "Shown",
    "Source",
    "Totals",
    "asked",
    "catalogue",
    "changes_of",
    "columns_of",
    "columns_to_choose",
    "condition_of",
    "count_of",
    "evidence_of",
    "filling_of",
    "fillings",
    "form_of",
    "forms",
    "gaps_of",
    "hours",
    "known_people",
    "ledger_of",
    "ledgers",
    "lines_of",
    "meant_by",
    "numbers_of",
    "register_rows",
    "same_form",
    "sheet_of",
    "source_of",
    "totals",
]
