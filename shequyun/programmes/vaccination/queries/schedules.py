"""The schedules that this installation keeps, as rules."""

from datetime import date

from shequyun.programmes.vaccination.models import Schedule
from shequyun.programmes.vaccination.rules.schedules import COLUMNS, Rule, by_vaccine


def rules_by_vaccine() -> dict[str, tuple[Rule, ...]]:
    """All rules, past and to come, of each vaccine: one query."""
    return by_vaccine(Schedule.objects.order_by("pk").values(*COLUMNS))


def rules_in_force(on: date) -> dict[str, list[Rule]]:
    """The rules in force on a day, of each vaccine that has any."""
    found = {vaccine: [rule for rule in rules if rule.in_force(on)] for vaccine, rules in rules_by_vaccine().items()}
    return {vaccine: rules for vaccine, rules in found.items() if rules}


def change_days() -> list[date]:
    """The days on which a rule began or ended, the newest first."""
    days = {day for rules in rules_by_vaccine().values() for rule in rules for day in (rule.begins, rule.ends) if day}
    return sorted(days, reverse=True)
