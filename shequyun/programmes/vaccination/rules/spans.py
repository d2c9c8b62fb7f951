"""For which days a standing holds. A state changes only on days that facts, rules and the standing itself name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from shequyun.programmes.vaccination.choices import State
from shequyun.programmes.vaccination.rules.schedules import DAY, Rule, born_by, months_after
from shequyun.programmes.vaccination.rules.standing import Facts, Standing, standing, stands_under


@dataclass(frozen=True, slots=True)
class Stretch:
    """From a day until a day (not included; None: for good) somebody stands so."""

    begins: date
    until: date | None
    standing: Standing


def stretches(rules: Sequence[Rule], facts: Facts) -> list[Stretch]:
    """Where somebody stands on every day from the first fact on."""
    turns = {day for rule in rules for day in (rule.begins, rule.ends)}
    ahead = sorted(_days(rules, facts), reverse=True)
    now: list[Rule] | None = None
    found: list[tuple[date, Standing]] = []
    while ahead:
        day = ahead.pop()
        if now is None or day in turns:
            now = [rule for rule in rules if rule.in_force(day)]
        stands = stands_under(now, facts, day)
        if not found or _kept(found[-1][1]) != _kept(stands):
            found.append((day, stands))
        then = min((on for on in (stands.due_from, stands.late_from) if on and on > day), default=None)
        if then and (not ahead or then < ahead[-1]):
            ahead.append(then)
    ends = [*(day for day, _stands in found[1:]), *([None] if found else [])]
    return [Stretch(day, until, stands) for (day, stands), until in zip(found, ends, strict=True)]


def _kept(one: Standing) -> tuple[object, ...]:
    return one.state, one.doses, one.boosts, one.full, one.last_on


def _days(rules: Sequence[Rule], facts: Facts) -> set[date]:
    """Every day from the first fact on, on which facts, rules or too great an age may change a standing.

    The days on which a dose falls due or is late are not among them: each standing names its own.
    """
    days = {one.on for one in facts.given} | {one.begins for one in facts.held}
    if not days:
        return set()
    start = min(days)
    days |= {one.until + DAY for one in facts.held if one.until and one.until < date.max}
    for rule in rules:
        days |= {day for day in (rule.begins, rule.ends) if day}
        if facts.born is not None:
            ages = (rule.most_months, rule.least_months if rule.season_month else None)
            days |= {months_after(facts.born, months) for months in ages if months is not None}
    return {day for day in days if day >= start}


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
