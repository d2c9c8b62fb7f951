"""Cohorts: the count and the first page of a condition, in areas of three sizes."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.utils import timezone

from bench.rows import Row, measure
from bench.timing import milliseconds, percentile
from bench.world import World
from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.engines.cohorts.queries import SORTS, count, members
from shequyun.engines.cohorts.rules.conditions import read_condition

CONDITIONS = {
    "80 or older": {"all": [{"field": "age", "op": "ge", "value": 80}]},
    "60 or older, living alone": {
        "all": [{"field": "age", "op": "ge", "value": 60}, {"field": "lives_alone", "op": "yes"}]
    },
}
GOALS = {"committee": ("li", 50), "subdistrict": ("chen", 300), "district": ("qu", 1500)}
PAGE = 50


@measure("cohorts")
def cohorts(world: World) -> Iterator[Row]:
    """Count and page together, as the builder asks for them."""
    today = timezone.localdate()
    for said, condition in CONDITIONS.items():
        group = read_condition(condition)
        for level, (username, goal) in GOALS.items():
            ask = partial(_ask, world.actors[username], group, today)
            taken = milliseconds([ask] * (3 if world.tiny else 20), warm=2)
            remark = f"p50 {percentile(taken, 0.5):.0f} ms, {ask():,} people"
            yield Row(f"cohort {said}, {level}, p95", percentile(taken, 0.95), "ms", goal, remark=remark)


def _ask(actor: Actor, group: Any, today: Any) -> int:
    with entered(actor.scope):
        number = count(actor, group, today=today)
        page = members(actor, group, today=today).order_by(*SORTS["address"]).select_related("dwelling")
        list(page[:PAGE])
    return number
