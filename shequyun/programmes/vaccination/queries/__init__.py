"""Reading vaccination. Importing this registers what screening can ask."""

from shequyun.programmes.vaccination.queries import criteria  # noqa: F401 - registers
from shequyun.programmes.vaccination.queries.coverage import BANDS, Cell, Point, coverage, first_day, trend
from shequyun.programmes.vaccination.queries.criteria import came, stands
from shequyun.programmes.vaccination.queries.homes import HomeStanding, homes_standing
from shequyun.programmes.vaccination.queries.persons import (
    OfVaccine,
    at_home,
    dose_of,
    doses_ever,
    of_person,
    remark_of,
    standings,
    usual_product,
)
from shequyun.programmes.vaccination.queries.schedules import change_days, rules_by_vaccine, rules_in_force

__all__ = [
    "BANDS",
    "Cell",
    "HomeStanding",
    "Point",
    "coverage",
    "first_day",
    "homes_standing",
    "trend",
    "OfVaccine",
    "at_home",
    "came",
    "change_days",
    "dose_of",
    "doses_ever",
    "of_person",
    "remark_of",
    "rules_by_vaccine",
    "rules_in_force",
    "standings",
    "stands",
    "usual_product",
]
