"""For which days a standing holds. A state changes only on days that facts and rules name, so each is looked at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shequyun.programmes.vaccination.choices import State
from shequyun.programmes.vaccination.rules.schedules import DAY, Rule, born_by, months_after, season_of
from shequyun.programmes.vaccination.rules.standing import Facts, Standing, standing


@dataclass(frozen=True, slots=True)
class Stretch:
    """From a day until a day (not included; None: for good) somebody stands so."""

    begins: date
    until: date | None
    standing: Standing


def stretches(rules: Sequence[Rule], facts: Facts) -> list[Stretch]:
    """Where somebody stands on every day from the first fact on."""
    days = sorted(_days(rules, facts))
    found: list[tuple[date, Standing]] = []
    for day in days:
        now = standing(rules, facts, day)
        if not found or _kept(found[-1][1]) != _kept(now):
            found.append((day, now))
    ends = [*(day for day, _now in found[1:]), *([None] if found else [])]
    return [Stretch(day, until, now) for (day, now), until in zip(found, ends, strict=True)]


def _kept(one: Standing) -> tuple[object, ...]:
    return one.state, one.doses, one.boosts, one.full, one.last_on


def _days(rules: Sequence[Rule], facts: Facts) -> set[date]:
    """Every day from the first fact on, on which anything may change."""
    days = {one.on for one in facts.given} | {one.begins for one in facts.held}
    if not days:
        return set()
    start = min(days)
    days |= {one.until + DAY for one in facts.held if one.until and one.until < date.max}
    first = min((one.on for one in facts.given), default=None)
    for rule in rules:
        days |= {day for day in (rule.begins, rule.ends) if day}
        days |= _of_ages(rule, facts.born)
        for one in facts.given:
            days |= {one.on + timedelta(days=n) for n in (rule.gap_days or 1, (rule.late_days or 0) + 1)}
            if rule.season_month:
                season = season_of(one.on, rule.season_month)
                days.add(date(season.year + 1, rule.season_month, 1))
        if first and rule.late_first_days:
            days.add(first + timedelta(days=rule.late_first_days + 1))
    return {day for day in days if day >= start}


def _of_ages(rule: Rule, born: date | None) -> set[date]:
    if born is None:
        return set()
    ages = (rule.least_months, rule.most_months, rule.late_months)
    return {months_after(born, months) for months in ages if months is not None}


Born = tuple[date | None, date | None]  # born after the first (None: whenever) and up to the second (None: whenever)


def births(rules: Sequence[Rule], on: date, states: Iterable[State], *, known: bool) -> tuple[list[Born], bool]:
    """Who stands so without any fact, by date of birth; and whether those of unknown birth do.

    Without facts a state follows from the age alone, and changes only at the ages that rules name.
    """
    wanted = set(states)
    now = [rule for rule in rules if rule.in_force(on)]
    ages = {months for rule in now for months in (rule.least_months, rule.most_months, rule.late_months) if months}
    edges = sorted({born_by(on, months) for months in ages})
    found: list[Born] = []
    for after, until in zip([None, *edges], [*edges, None], strict=True):
        born = until if until is not None else date.max
        if standing(rules, Facts(born, known=known), on).state in wanted:
            found.append((after, until))
    return found, standing(rules, Facts(None, known=known), on).state in wanted
