"""Who meets a condition: as a query, a count within bounded time, and statistics."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.models import BooleanField, Case, Count, F, Q, Value, When
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.base.errors import NotNow, NotVisible
from shequyun.base.records import ScopedQuerySet
from shequyun.base.scope import Scope
from shequyun.engines.cohorts.rules.compiling import asks_presence, compiled
from shequyun.engines.cohorts.rules.conditions import Group, leaves, read_condition
from shequyun.kernel.residents.queries import residents, residents_in, tallies
from shequyun.kernel.residents.queries.meeting import HERE, aged

SECONDS = 8  # a page that takes longer is of no use to anybody at a counter
COSTLY = 3.0  # seconds that the planner may expect before somebody is asked first
COST_A_SECOND = 250_000  # units of the planner's cost that two cores look through in a second, at 25 million residents
LARGE = 9  # digits: areas above a subdistrict are large
BANDS = ((0, 5), (6, 17), (18, 34), (35, 59), (60, 69), (70, 79), (80, 89), (90, None))
EVERYBODY = Group(())
SORTS: Mapping[str, tuple[Any, ...]] = {
    "address": ("community", "dwelling__sort_key", "pk"),
    "name": ("pinyin", "pk"),
    "-age": (F("birth_date").asc(nulls_last=True), "pk"),
    "age": (F("birth_date").desc(nulls_last=True), "pk"),
    "observed": ("observed_on", "pk"),
}


class TooSlow(NotNow):
    code = "cohorts.too_slow"
    sentence = _(
        "This condition takes longer than %(seconds)d seconds in so large an area. "
        "Add a condition that narrows it, or ask in a smaller area."
    )


class Costly(NotNow):
    code = "cohorts.costly"
    sentence = _(
        "This condition searches most of a large area and may take long. Narrow it first (by committee, age or label), "
        "or count anyway."
    )


@dataclass(frozen=True)
class Band:
    """A sex by age cell of the statistics."""

    least: int
    most: int | None
    men: int
    women: int

    @property
    def total(self) -> int:
        return self.men + self.women


def members(actor: Actor, condition: Any, *, today: date) -> ScopedQuerySet[Any]:
    """Residents in the actor's area who meet a condition (JSON, or read). Refuses what cannot be read.

    Meant are living people who are here (hukou or living), unless the condition asks for a presence itself.
    """
    group = condition if isinstance(condition, Group) else read_condition(condition)
    check_may_ask(actor, group)
    return _meeting(residents(actor), group, today)


def members_in(scope: Scope, group: Group, *, today: date) -> ScopedQuerySet[Any]:
    """The same for a scope without an actor: for what the system keeps up to date by itself."""
    return _meeting(residents_in(scope), group, today)


def meeting_each(
    scope: Scope, asked: Sequence[tuple[Group, Scope]], *, today: date, among: str
) -> tuple[str, Sequence[Any]]:
    """SQL and parameters that tell of one person which of many conditions they meet: id, community, m0, m1, …

    For a lateral join with `among`, whose `resident_id` and `community` name the person. They may have been written in
    this very transaction, so the planner knows nothing of them: a CASE keeps it from turning conditions into joins of
    whole tables, and each person is asked by index. Every condition comes with the scope in which it is asked.
    """
    one = residents_in(scope).filter(
        pk=RawSQL(f"{among}.resident_id", []),  # noqa: S611 - a name of ours
        community=RawSQL(f"{among}.community", []),  # noqa: S611
        death_date=None,
    )
    answers = {f"m{place}": _met(group, part, today) for place, (group, part) in enumerate(asked)}
    query = one.annotate(**answers).order_by().values("id", "community", *answers).query
    return query.sql_with_params()  # type: ignore[no-any-return]


def _met(group: Group, part: Scope, today: date) -> Case:
    meets = Q(community__gte=part.lo, community__lt=part.hi) & compiled(group, today)
    meets = meets if asks_presence(group) else meets & HERE
    return Case(When(meets, then=Value(True)), default=Value(False), output_field=BooleanField())


def _meeting(found: ScopedQuerySet[Any], group: Group, today: date) -> ScopedQuerySet[Any]:
    found = found.filter(death_date=None).filter(compiled(group, today))  # type: ignore[assignment]
    return found if asks_presence(group) else found.filter(HERE)  # type: ignore[return-value]


def count(actor: Actor, group: Group, *, today: date) -> int:
    """How many meet a condition. Refuses (409) what takes too long, and says so."""
    if group == EVERYBODY:
        return sum(one.members for one in tallies(actor.scope, today=timezone.localdate()))
    with bounded():
        return members(actor, group, today=today).count()


def check_may_ask(actor: Actor, group: Group) -> None:
    """Refuses criteria that need a right which the actor lacks, and choices that they may not see."""
    for leaf in leaves(group):
        if leaf.criterion.right:
            actor.need(leaf.criterion.right)
        if callable(leaf.criterion.codes) and not set(leaf.value) <= set(leaf.criterion.choices(actor)):
            raise NotVisible()


@contextmanager
def bounded(seconds: int = SECONDS) -> Iterator[None]:
    """Give the database so many seconds, then refuse in words; the request's transaction stays whole."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select set_config('statement_timeout', %s, true)", [str(seconds * 1000)])
            yield
            cursor.execute("select set_config('statement_timeout', '0', true)")
    except OperationalError as error:
        if "statement timeout" not in str(error):
            raise
        raise TooSlow(seconds=seconds) from error


def check_cost(actor: Actor, group: Group, *, today: date) -> None:
    """Refuses (409), before it runs, what the planner expects to take long, or what no index serves in a large area.

    Whoever asks all the same skips this check, and has SECONDS. Everybody is counted already.
    """
    if group == EVERYBODY:
        return
    slow = slow_criteria(actor, group)
    expected = expected_seconds(actor, group, today=today)
    if slow or expected >= COSTLY:
        raise Costly(seconds=round(expected, 1))


def expected_seconds(actor: Actor, group: Group, *, today: date) -> float:
    """How long the database expects to look, from the cost of its plan; nothing is read."""
    found = members(actor, group, today=today).order_by()
    plan = json.loads(found.explain(format="json"))
    return float(plan[0]["Plan"]["Total Cost"]) / COST_A_SECOND


def slow_criteria(actor: Actor, group: Group) -> list[tuple[Any, Any]]:
    """(label, why) of what cannot be fast in an area as large as the actor's: told before it runs."""
    if len(actor.area) >= LARGE:
        return []
    return [
        (leaf.criterion.label, leaf.criterion.slow[leaf.op]) for leaf in leaves(group) if leaf.op in leaf.criterion.slow
    ]


def statistics(actor: Actor, group: Group, *, today: date) -> tuple[list[Band], list[dict[str, Any]]]:
    """Counts by sex and age band, and by building (the fullest first, at most 200)."""
    found = members(actor, group, today=today)
    asked = {}
    for least, most in BANDS:
        for sex in ("1", "2"):
            asked[f"n{least}_{sex}"] = Count("pk", filter=aged(today, least, most) & Q(sex=sex))
    with bounded():
        numbers = found.aggregate(**asked)
        doors = found.exclude(dwelling=None).values(
            "community", building=F("dwelling__building_id"), door=F("dwelling__building__door")
        )
        by_building = list(doors.annotate(n=Count("pk")).order_by("-n", "door")[:200])
    bands = [Band(least, most, numbers[f"n{least}_1"], numbers[f"n{least}_2"]) for least, most in BANDS]
    return bands, by_building
