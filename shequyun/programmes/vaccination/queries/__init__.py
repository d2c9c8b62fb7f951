"""Reading vaccination. Importing this registers what screening can ask, and the rows of its ledger."""

from shequyun.programmes.vaccination.queries import criteria, ledger, slice_part  # noqa: F401 - register
from shequyun.programmes.vaccination.queries.coverage import BANDS, Cell, Point, coverage, first_day, trend
from shequyun.programmes.vaccination.queries.criteria import came, stands
from shequyun.programmes.vaccination.queries.homes import HomeStanding, homes_standing
from shequyun.programmes.vaccination.queries.persons import (
    OfVaccine,
    at_home,
    dose_of,
    doses_ever,
    of_person,
    standings,
    usual_product,
)
from shequyun.programmes.vaccination.queries.recalls import (
    Agreement,
    Call,
    agreement,
    called,
    calls,
    open_recalls,
    recall_condition,
)
from shequyun.programmes.vaccination.queries.schedules import change_days, rules_by_vaccine, rules_in_force

__all__ = [
    "BANDS",
    "Agreement",
    "Call",
    "Cell",
    "HomeStanding",
    "OfVaccine",
    "Point",
    "agreement",
    "at_home",
    "called",
    "calls",
    "came",
    "change_days",
    "coverage",
    "dose_of",
    "doses_ever",
    "first_day",
    "homes_standing",
    "of_person",
    "open_recalls",
    "recall_condition",
    "rules_by_vaccine",
    "rules_in_force",
    "standings",
    "stands",
    "trend",
    "usual_product",
]
