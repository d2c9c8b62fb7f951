"""Three hundred phones that fetch their first slice at once, while the desk goes on."""

import http.client
import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.phones import SIZES, committee
from bench.rows import Row, measure
from bench.served import HOST, cookie_of, serving, together, under_load
from bench.world import World
from shequyun.base.actor import Actor
from shequyun.engines.sync.models import Device
from shequyun.engines.sync.queries.devices import hashed

PHONES, DESKS, SECONDS = 300, 4, 20
SECRET = "bench"
PAGES = ("/", "/residents/?size=50", "/buildings/")


@dataclass
class Crowd:
    """What the phones got: seconds until each had its slice, and how often one was turned away."""

    seconds: list[float] = field(default_factory=list)
    turned_away: int = 0
    failed: int = 0


@measure("first-syncs")
def first_syncs(world: World) -> Iterator[Row]:
    """The desk's pages alone, then while the phones fetch; and until the last phone has its slice."""
    phones, people = (2, 300) if world.tiny else (PHONES, SIZES[0])
    tokens = _enrolled(committee(people), phones)
    desks = [(cookie_of(world, "wang" if place % 2 else "li"), PAGES) for place in range(2 if world.tiny else DESKS)]
    seconds = 2 if world.tiny else SECONDS
    with serving() as port:
        alone = under_load(port, desks, seconds)
        crowd, begin = Crowd(), time.perf_counter()
        acts = [lambda token=token: _phone(port, token, crowd, begin) for token in tokens]
        crowding = threading.Thread(target=together, args=(acts,))
        crowding.start()
        during = under_load(port, desks, seconds)
        crowding.join()
    Device.objects.filter(name=SECRET).delete()
    said = (
        f"p95 {alone.p95:.0f} ms alone, {during.p95:.0f} ms meanwhile, {during.failed} failed; phones on the same cores"
    )
    yield Row(
        "desk while 300 phones fetch their first slice, against alone", during.p95 / alone.p95, "times", 3, remark=said
    )
    remark = f"{phones} phones, {people:,} people each; turned away {crowd.turned_away} times, {crowd.failed} failed"
    yield Row("until the last of 300 phones has its first slice", max(crowd.seconds, default=0), "s", remark=remark)


def _enrolled(actor: Actor, count: int) -> list[str]:
    """Tokens of phones of one worker: nobody may enrol so many, so they are written as they stand."""
    made = [
        Device(
            staff_id=actor.staff_id, post_id=actor.post_id, community=actor.area, name=SECRET, token_hash=hashed(SECRET)
        )
        for _ in range(count)
    ]
    Device.objects.bulk_create(made)
    return [f"{one.pk}.{SECRET}" for one in made]


def _phone(port: int, token: str, crowd: Crowd, begin: float) -> None:
    """As the app does (net.js): turned away, it comes back after as long as it was told, times a random share."""
    for tries in range(200):
        line = http.client.HTTPConnection(HOST, port, timeout=300)
        line.request("GET", "/field/api/slice/", headers={"Authorization": f"Device {token}"})
        answer = line.getresponse()
        answer.read()
        line.close()
        if answer.status == 200:
            crowd.seconds.append(time.perf_counter() - begin)
            return
        if answer.status != 503:
            break
        crowd.turned_away += 1
        after = int(answer.headers["Retry-After"])
        time.sleep(after * (1 + random.random() * min(tries + 1, 6)))
    crowd.failed += 1
