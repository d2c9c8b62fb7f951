"""The main pages of the desk: time in the server, and as many questions for one row as for a hundred."""

from collections.abc import Iterator
from functools import partial

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.clients import fetch, signed_in
from bench.people import doors, drawn
from bench.rows import Row, measure
from bench.timing import milliseconds, percentile
from bench.world import World

GOAL = 100
LISTS = ("/residents/", "/people/", "/homes/", "/buildings/", "/organisations/", "/coverage/", "/discrepancies/")
FEW_AND_MANY = {  # the same list with one row and with a full page
    "/residents/": ("/residents/?q={name}", "/residents/"),
    "/homes/": ("/homes/?q={home}", "/homes/"),
}


@measure("pages")
def pages(world: World) -> Iterator[Row]:
    """As a committee's head, as the subdistrict, as the district."""
    people = drawn(world, 10 if world.tiny else 40)
    own = {
        "the day": ["/"],
        "a resident": [f"/residents/{one.key}/" for one in people],
        "a home": [f"/homes/{one.dwelling}/" for one in people],
        "a building": [f"/buildings/{key}/" for key in doors(world)[:40]],
    } | {path: [path] for path in LISTS}
    wide = {"the day": ["/"]} | {path: [path] for path in LISTS}
    for who, username, paths in (("committee", "li", own), ("subdistrict", "chen", wide), ("district", "qu", wide)):
        client = signed_in(world, username)
        for name, addresses in paths.items():
            if client.get(addresses[0]).status_code != 200:
                continue  # not for this post
            times = taken(client, addresses, 5 if world.tiny else 40)
            with CaptureQueriesContext(connection) as asked:
                fetch(client, addresses[0])
            remark = f"p50 {percentile(times, 0.5):.0f} ms, {len(asked)} queries"
            yield Row(f"page {name}, {who}, p95", percentile(times, 0.95), "ms", GOAL, remark=remark)


@measure("queries")
def queries(world: World) -> Iterator[Row]:
    """How many more questions a page asks of the database when its list is full."""
    one, client = drawn(world, 1)[0], signed_in(world, "li")
    for name, (few, many) in FEW_AND_MANY.items():
        counts = []
        for path in (few, many):
            address = path.format(name=one.name, home=one.home)
            fetch(client, address)
            with CaptureQueriesContext(connection) as asked:
                fetch(client, address)
            counts.append(len(asked))
        remark = f"{counts[0]} with one row, {counts[1]} with a full page"
        yield Row(f"queries of {name}, full page against one row", counts[1] - counts[0], "more", 0, remark=remark)


def taken(client: object, addresses: list[str], count: int) -> list[float]:
    """Every address in turn until there are enough."""
    some = [addresses[place % len(addresses)] for place in range(count)]
    return milliseconds([partial(fetch, client, address) for address in some])
