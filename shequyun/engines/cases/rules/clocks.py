"""Every clock of a case, from what happened to it, the policy and the calendar of working days. Pure.

A pause moves a due date by the working time that it lasted, if the clock was not over before it began. An extension that was
approved adds to the time. Re-opening starts nothing anew: the old clock runs on from where it stood, as if it had never
been stopped, except where law sets one of its own (redo) and leaves the old ones kept. A clock starts with the first event
that starts it, anew only after an event that the rule names (`resets`), and once for each person where the rule says so
(`per`).
"""

import calendar as months
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shequyun.base.calendar import WorkingCalendar
from shequyun.engines.cases.rules.facts import Fact, in_order
from shequyun.engines.cases.rules.policy import ClockRule

REOPENED = "reopened"


@dataclass(frozen=True)
class Clock:
    """One clock as it stands at a moment. `due` is the end of it; `remaining` are days (working or calendar) or working
    hours until then, negative when it is over; `state`: running, paused, late (running, over), lapsed (a right, over),
    kept, missed (stopped). `of`, `of_name`: whose it is, where there is one for each."""

    name: str
    state: str
    started: datetime
    due: datetime
    remaining: int
    unit: str
    stopped: datetime | None
    rule: ClockRule
    of: str = ""
    of_name: str = ""

    @property
    def stands(self) -> bool:
        """Whether it still waits for something."""
        return self.state in ("running", "paused", "late")

    @property
    def presses(self) -> bool:
        """Whether somebody has to do something until then."""
        return self.stands and self.rule.duty


def clocks(facts: Iterable[Fact], rules: Iterable[ClockRule], calendar: WorkingCalendar, now: datetime) -> list[Clock]:
    """The clocks that have started, those due first first."""
    told = [fact for fact in in_order(facts) if fact.at <= now]
    found = [
        one
        for rule in rules
        for of in _whose(told, rule)
        if (one := _clock(_of(told, rule, of), rule, calendar, now, of)) is not None
    ]
    return sorted(found, key=lambda one: (not one.stands, one.due, one.name, one.of))


def _whose(told: list[Fact], rule: ClockRule) -> list[str]:
    """For whom the rule has a clock: for nobody in particular, or for each whom a starting event names."""
    if not rule.per:
        return [""]
    return sorted({str(fact.data[rule.per]) for fact in told if fact.kind in rule.starts and rule.per in fact.data})


def _of(told: list[Fact], rule: ClockRule, of: str) -> list[Fact]:
    """What matters to the clock of one person: not how others began and ended theirs."""
    if not of:
        return told
    begins, ends = rule.starts | rule.resets, rule.stops - {"closed"}
    return [
        fact
        for fact in told
        if (str(fact.data.get(rule.per, "")) == of if fact.kind in begins else fact.by == of or fact.kind not in ends)
    ]


def _clock(told: list[Fact], rule: ClockRule, calendar: WorkingCalendar, now: datetime, of: str) -> Clock | None:
    place = _begins(told, rule)
    if place is None:
        return None
    first, since = told[place], told[place + 1 :]
    start, stopped = first.at, _stopped(since, rule)
    end = stopped or now
    pauses = _pauses(told, start, end) if rule.pausable else []
    due = _due(start, rule, _extension(since, rule), pauses, calendar)
    paused = bool(pauses and stopped is None and pauses[-1][2])
    state = _state(due, end, stopped is not None, paused)
    if state in ("late", "missed") and not rule.duty:
        state = "lapsed"
    name = str(first.data.get(f"{rule.per}_name", "")) if of else ""
    return Clock(
        rule.clock, state, start, due, _remaining(end, due, rule.unit, calendar), rule.unit, stopped, rule, of, name
    )


def _begins(told: list[Fact], rule: ClockRule) -> int | None:
    """Where the first event stands that starts it and was not made void by a later reset."""
    void = max((place for place, fact in enumerate(told) if fact.kind in rule.resets), default=0)
    return next((place for place, fact in enumerate(told) if place >= void and fact.kind in rule.starts), None)


def _state(due: datetime, end: datetime, stopped: bool, paused: bool) -> str:
    if stopped:
        return "kept" if end <= due else "missed"
    if paused:
        return "paused"
    return "running" if end <= due else "late"


def _stopped(since: list[Fact], rule: ClockRule) -> datetime | None:
    """When it was stopped for good: a re-opening takes back the closing before it, not a call or a visit that was made."""
    if rule.runs_on:
        again = max((place for place, fact in enumerate(since) if fact.kind == REOPENED), default=-1)
        done = rule.stops - {"closed", "answered"}
        if not any(fact.kind in done for fact in since[: again + 1]):
            since = since[again + 1 :]
    return next((fact.at for fact in since if fact.kind in rule.stops), None)


def _pauses(told: list[Fact], start: datetime, end: datetime) -> list[tuple[datetime, datetime, bool]]:
    """(from, until, still) inside the clock's time. A second pause while paused changes nothing."""
    found: list[tuple[datetime, datetime, bool]] = []
    began: datetime | None = None
    for fact in told:
        if fact.at > end:
            break
        if fact.kind == "paused" and began is None:
            began = max(fact.at, start)
        elif fact.kind in ("resumed", "closed") and began is not None:
            if fact.at > began:
                found.append((began, fact.at, False))
            began = None
    return [*found, (began, end, True)] if began is not None else found


def _extension(since: list[Fact], rule: ClockRule) -> int:
    """What was approved for this clock since it began, in its own unit, never more than the rule allows."""
    asked = sum(
        int(fact.data.get("amount", 0))
        for fact in since
        if fact.kind == "extended" and fact.data.get("clock") == rule.clock
    )
    return min(max(asked, 0), rule.extend)


def _due(
    start: datetime,
    rule: ClockRule,
    extension: int,
    pauses: list[tuple[datetime, datetime, bool]],
    calendar: WorkingCalendar,
) -> datetime:
    if rule.unit == "wh":
        return _due_hours(start, rule, extension, pauses, calendar)
    day = _after(start.date(), rule.amount, rule.unit, calendar)
    day = _after(day, extension, rule.extend_unit, calendar) if extension else day
    for began, until, _still in pauses:
        if began.date() <= day:
            lost = (
                calendar.between(began.date(), until.date())
                if rule.unit == "wd"
                else (until.date() - began.date()).days
            )
            day = _after(day, lost, "wd" if rule.unit == "wd" else "cd", calendar)
    return start.replace(year=day.year, month=day.month, day=day.day, hour=calendar.closes.hour, minute=calendar.closes.minute, second=0, microsecond=0)  # fmt: skip


def _due_hours(
    start: datetime,
    rule: ClockRule,
    extension: int,
    pauses: list[tuple[datetime, datetime, bool]],
    calendar: WorkingCalendar,
) -> datetime:
    due = calendar.after_hours(start, rule.amount)
    if extension:
        due = _after_moment(due, extension, rule.extend_unit, calendar)
    for began, until, _still in pauses:
        if began <= due:
            left = hours_between(began, due, calendar)
            due = max(due, calendar.after_hours(until, left))
    return due


def _after_moment(due: datetime, amount: int, unit: str, calendar: WorkingCalendar) -> datetime:
    if unit == "wh":
        return calendar.after_hours(due, amount)
    day = _after(due.date(), amount, unit, calendar)
    return due.replace(year=day.year, month=day.month, day=day.day)


def _after(day: date, amount: int, unit: str, calendar: WorkingCalendar) -> date:
    if unit == "wd":
        return calendar.after(day, amount)
    if unit == "mo":
        month = day.month - 1 + amount
        year, month = day.year + month // 12, month % 12 + 1
        return day.replace(year=year, month=month, day=min(day.day, months.monthrange(year, month)[1]))
    return day + timedelta(days=amount)


def hours_between(start: datetime, end: datetime, calendar: WorkingCalendar) -> float:
    """Working hours from one moment to a later one."""
    total, day = timedelta(), start
    while day < end:
        opens = day.replace(hour=calendar.opens.hour, minute=calendar.opens.minute, second=0, microsecond=0)
        closes = day.replace(hour=calendar.closes.hour, minute=calendar.closes.minute, second=0, microsecond=0)
        if calendar.is_working(day.date()):
            total += max(min(closes, end) - max(opens, day), timedelta())
        day = (day + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return total / timedelta(hours=1)


def _remaining(end: datetime, due: datetime, unit: str, calendar: WorkingCalendar) -> int:
    if unit == "wh":
        return round(hours_between(end, due, calendar)) if end <= due else -round(hours_between(due, end, calendar))
    if unit == "wd":
        return calendar.between(end.date(), due.date())
    return (due.date() - end.date()).days
