"""A mixed load on the served product: how many requests a second two cores hold."""

from collections.abc import Iterator
from urllib.parse import quote

from bench.people import drawn
from bench.rows import UP, Row, measure
from bench.served import cookie_of, serving, under_load
from bench.world import World

GOAL = 300  # the published peak of the real system
BROWSERS = 16
USERS = ("wang", "li", "chen", "qu")


@measure("load")
def load(world: World) -> Iterator[Row]:
    """Of ten requests: four searches, two people, a list, a home, a building, the day."""
    people = drawn(world, 40)
    browsers = []
    for place in range(4 if world.tiny else BROWSERS):
        paths = []
        for one in people[place % 4 :: 4]:
            paths += [
                f"/search/?q={quote(one.name)}", f"/residents/{one.key}/", f"/search/?q={one.phone}", "/residents/?size=50",
                f"/homes/{one.dwelling}/", f"/search/?q={quote(one.home)}", f"/residents/{one.key}/",
                f"/search/?q={one.initials}", f"/buildings/{one.building}/", "/",
            ]  # fmt: skip
        browsers.append((cookie_of(world, USERS[place % len(USERS)]), paths))
    with serving() as port:
        found = under_load(port, browsers, 3 if world.tiny else 20)
    remark = f"{len(browsers)} browsers, p95 {found.p95:.0f} ms, {found.failed} failed; browsers on the same cores"
    yield Row("mixed load held", found.rate, "requests/s", GOAL, UP, remark)
