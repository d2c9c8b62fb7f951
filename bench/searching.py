"""The one search box, by every way in which somebody may be asked for; in the server, the whole request."""

from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import quote

from bench.clients import fetch, signed_in
from bench.people import Known, drawn
from bench.rows import Row, measure
from bench.timing import milliseconds, percentile
from bench.world import World

WAYS: dict[str, Callable[[Known], str]] = {
    "name": lambda one: one.name,
    "pinyin": lambda one: one.pinyin,
    "initials": lambda one: one.initials,
    "document": lambda one: one.document,
    "last four": lambda one: one.phone[-4:],
    "phone": lambda one: one.phone,
    "room": lambda one: one.home,
}
GOAL = 50


@measure("search")
def search(world: World) -> Iterator[Row]:
    """As the subdistrict, and as the district, who sees the most residents."""
    people = drawn(world, 20 if world.tiny else 120)
    for who, username in (("subdistrict", "chen"), ("district", "qu")):
        client = signed_in(world, username)
        for way, said in WAYS.items():
            texts = [text for one in people if (text := said(one))]
            calls = [partial(fetch, client, f"/search/?q={quote(text)}", **{"HX-Request": "true"}) for text in texts]
            taken = milliseconds(calls)
            remark = f"p50 {percentile(taken, 0.5):.0f} ms, {len(taken)} requests"
            yield Row(f"search by {way}, {who}, p95", percentile(taken, 0.95), "ms", GOAL, remark=remark)
