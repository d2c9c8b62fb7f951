"""Where somebody stands with a vaccine on any day: a pure function of facts and rules.

Facts are what was given and what speaks against it; only those dated up to the day count, and so do only the rules in
force on it. The order in which facts are known makes no difference.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shequyun.programmes.vaccination.choices import State
from shequyun.programmes.vaccination.rules.schedules import DAY, Rule, months_after, season_of

ADULT_MONTHS = 216


@dataclass(frozen=True, slots=True)
class Given:
    """A dose: the day, and the platform that its product belongs to."""

    on: date
    platform: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody may not be given it, or refuses it, from a day until a day (included)."""

    kind: str
    begins: date
    until: date | None = None


def last_held(until: date | None, ended: date | None) -> date | None:
    """The last day on which a reason holds: its own, or the one before somebody ended it."""
    return min((day for day in (until, ended - DAY if ended else None) if day), default=None)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of one person about one vaccine. `known`: silence means that nothing was received."""

    born: date | None
    given: tuple[Given, ...] = ()
    held: tuple[Held, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """The state on a day. `due_from` and `late_from` are of the next dose, `rule` is what it stands on, `number` counts
    doses of the course, `booster` those after it. `full`: the first course is finished."""

    state: State
    doses: int = 0
    boosts: int = 0
    full: bool = False
    last_on: date | None = None
    due_from: date | None = None
    late_from: date | None = None
    rule: Rule | None = None


def standing(rules: Sequence[Rule], facts: Facts, on: date) -> Standing:
    """Where somebody stands on a day. What holds somebody back hides what would be due, never what is complete."""
    return stands_under([rule for rule in rules if rule.in_force(on)], facts, on)


def stands_under(now: Sequence[Rule], facts: Facts, on: date) -> Standing:
    """The same, under the rules that are in force on the day."""
    found = _called(now, facts, on)
    if found.state in (State.COMPLETE, State.NOTHING) and found.doses:
        return found
    held = [one for one in facts.held if one.begins <= on and (one.until is None or on <= one.until)]
    if not held:
        return found
    last = max(held, key=lambda one: (one.begins, one.kind))
    return replace(found, state=State(last.kind), due_from=None, late_from=None)


def _called(now: Sequence[Rule], facts: Facts, on: date) -> Standing:
    given = sorted((one for one in facts.given if one.on <= on), key=lambda one: (one.on, one.platform))
    seasonal = [rule for rule in now if rule.season_month]
    if seasonal:
        return _seasonal(seasonal, facts, given, on)
    if not given:
        return _first(now, facts, on)
    return _next(now, facts, given, on)


def _first(rules: Sequence[Rule], facts: Facts, on: date) -> Standing:
    """Nothing received so far."""
    firsts = [rule for rule in rules if rule.number == 1 and not rule.booster and not rule.offered]
    if not firsts:
        return Standing(State.NOTHING)
    if facts.born is None:
        return Standing(State.UNKNOWN)
    open_now = [rule for rule in firsts if not _too_old(rule, facts.born, on)]
    if not open_now:
        return Standing(State.NOTHING)
    if not facts.known:
        return Standing(State.UNKNOWN)
    due, rule = _earliest(open_now, facts.born, None)
    if on < due:
        return Standing(State.YOUNG, due_from=due, rule=rule)
    late = months_after(facts.born, rule.late_months) if rule.late_months else None
    state = State.OVERDUE if late and on >= late else State.DUE
    return Standing(state, due_from=due, late_from=late, rule=rule)


def _next(rules: Sequence[Rule], facts: Facts, given: Sequence[Given], on: date) -> Standing:
    """Something received: the next dose of the course, or a booster after it."""
    first, last, doses = given[0], given[-1], len(given)
    course = [rule for rule in rules if not rule.booster and rule.fits(first.platform)]
    total = max((rule.number for rule in course), default=0)
    if not total:
        return Standing(State.UNKNOWN, doses, last_on=last.on)
    boosts = max(doses - total, 0)
    base = Standing(State.COMPLETE, doses, boosts, doses >= total, last.on)
    if doses < total:
        wanted = [rule for rule in course if rule.number == doses + 1]
    else:
        wanted = [rule for rule in rules if rule.booster and rule.number == boosts + 1 and rule.fits(first.platform)]
        wanted = [rule for rule in wanted if facts.born or not rule.least_months or rule.least_months <= ADULT_MONTHS]
    wanted = [rule for rule in wanted if facts.born is None or not _too_old(rule, facts.born, on)]
    if not wanted:
        return base if base.full else replace(base, state=State.NOTHING)
    due, rule = _earliest(wanted, facts.born, last.on)
    late = _late(rule, facts.born, first.on, last.on)
    return replace(base, state=_state(base.full, due, late, on), due_from=due, late_from=late, rule=rule)


def _state(full: bool, due: date, late: date | None, on: date) -> State:
    if on < due:
        return State.COMPLETE if full else State.WAITING
    if full:
        return State.BOOSTER
    return State.OVERDUE if late and on >= late else State.DUE


def _seasonal(rules: Sequence[Rule], facts: Facts, given: Sequence[Given], on: date) -> Standing:
    """Given anew every season: what was received in seasons before says nothing of this one."""
    month = rules[0].season_month or 1
    season = season_of(on, month)
    last = given[-1].on if given else None
    base = Standing(State.NOTHING, len(given), last_on=last)
    if last and last >= season:
        following = date(season.year + 1, month, 1)
        return replace(base, state=State.COMPLETE, full=True, due_from=following, rule=rules[0])
    if facts.born is None:
        return replace(base, state=State.UNKNOWN)
    born = facts.born
    open_now = [rule for rule in rules if not _too_old(rule, born, on)]
    if not open_now:
        return base
    due, rule = _earliest(open_now, born, None)
    if on < due:
        return base
    return replace(base, state=State.DUE, due_from=max(due, season), rule=rule)


def _earliest(rules: Iterable[Rule], born: date | None, last: date | None) -> tuple[date, Rule]:
    return min(
        ((_due(rule, born, last), rule) for rule in rules), key=lambda pair: (pair[0], pair[1].begins, pair[1].source)
    )


def _due(rule: Rule, born: date | None, last: date | None) -> date:
    days = [rule.begins]
    if born is not None and rule.least_months:
        days.append(months_after(born, rule.least_months))
    if last is not None:
        days.append(last + timedelta(days=rule.gap_days or 1))
    return max(days)


def _late(rule: Rule, born: date | None, first: date, last: date) -> date | None:
    """The first day on which the dose is overdue."""
    days = []
    if rule.late_days:
        days.append(last + timedelta(days=rule.late_days) + DAY)
    if rule.late_first_days:
        days.append(first + timedelta(days=rule.late_first_days) + DAY)
    if rule.late_months and born is not None:
        days.append(months_after(born, rule.late_months))
    return min(days, default=None)


def _too_old(rule: Rule, born: date, on: date) -> bool:
    return rule.most_months is not None and on >= months_after(born, rule.most_months)
