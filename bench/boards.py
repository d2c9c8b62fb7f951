"""Reception where there are many cases: boards, a case, the numbers, as a committee, the subdistrict and the district."""

from collections.abc import Iterator

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.clients import fetch, signed_in
from bench.paging import GOAL, taken
from bench.reception import ABOVE, filled
from bench.rows import Row, measure
from bench.timing import percentile
from bench.world import HENGFENG, World
from shequyun.base.scope import entered
from shequyun.engines.cases.queries import cases
from shequyun.kernel.access.queries import actor_by_name

PAGES = {
    "the board": "/cases/?state=open",
    "the board, overdue": "/cases/?state=open&due=late",
    "what is done": "/cases/?state=done",
    "the numbers": "/cases/statistics/",
    "the day": "/",
}


@measure("boards")
def boards(world: World) -> Iterator[Row]:
    """Every page again and again, and how many questions it asks of the database."""
    count = filled(world)
    world.actors[ABOVE] = actor_by_name(ABOVE)
    keys = _some(world, 5 if world.tiny else 40)
    addresses = {name: [path] for name, path in PAGES.items()} | {"a case": [f"/cases/{key}/" for key in keys]}
    for who, username in (("committee", "li"), ("subdistrict", "chen"), ("district", ABOVE)):
        client, seen = signed_in(world, username), _seen(world, username)
        for name, paths in addresses.items():
            times = taken(client, paths, 5 if world.tiny else 40)
            with CaptureQueriesContext(connection) as asked:
                fetch(client, paths[0])
            remark = f"{seen:,} of {count:,} cases in sight, p50 {percentile(times, 0.5):.0f} ms, {len(asked)} queries"
            yield Row(f"cases: {name}, {who}, p95", percentile(times, 0.95), "ms", GOAL, remark=remark)


def _some(world: World, count: int) -> list[str]:
    """Keys of cases that all three see."""
    actor = world.actors[ABOVE]
    with entered(actor.scope):
        found = cases(actor).filter(community=HENGFENG, sensitive=False).order_by("pk")
        return [str(key) for key in found.values_list("pk", flat=True)[:count]]


def _seen(world: World, username: str) -> int:
    actor = world.actors[username]
    with entered(actor.scope):
        return cases(actor).count()
