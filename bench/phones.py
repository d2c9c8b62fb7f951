"""What a phone at the door takes: its whole slice, and what has changed since."""

from collections.abc import Iterator
from functools import partial

from django.utils import timezone

from bench.rows import Row, measure
from bench.timing import milliseconds, percentile
from bench.world import World
from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.engines.sync.actions import enrol_device, revoke_device
from shequyun.engines.sync.queries import device_of, slice_of
from shequyun.faces.cli.loading import load
from shequyun.faces.cli.management.commands.demo import DAY, SEED
from shequyun.faces.cli.synthetic import communities, community
from shequyun.kernel.residents.actions import correct
from shequyun.kernel.residents.queries import residents
from shequyun.kernel.residents.queries.doors import OVERLAP

SIZES = (4_000, 12_000)


@measure("slices")
def slices(world: World) -> Iterator[Row]:
    """Whole and increment, in committees of the usual and of a very large size."""
    for people, one in zip((300,) if world.tiny else SIZES, communities("310151")[-2:], strict=False):
        actor = _head(world, one.code)
        with entered(actor.scope):
            empty = not residents(actor).exists()
        if empty:
            load(actor, community(one.code, one.name, SEED, people, on=DAY), today=timezone.localdate())
        yield from _slices(actor, people, 2 if world.tiny else 10)


def _head(world: World, code: str) -> Actor:
    li = world.actors["li"]
    return Actor(li.staff_id, li.post_id, li.name, li.role, code, li.rights)


def _slices(actor: Actor, people: int, times: int) -> Iterator[Row]:
    key = enrol_device(actor, community=actor.area, name="bench").device_id
    whole = partial(_slice, actor, key)
    taken = milliseconds([whole] * times, warm=1)
    yield Row(
        f"whole slice, {people:,} people, p95",
        percentile(taken, 0.95),
        "ms",
        remark=f"p50 {percentile(taken, 0.5):.0f} ms",
    )
    yield Row(f"whole slice, {people:,} people", len(whole()) / 1000, "kB", remark="gzip, as it goes over the air")
    now = timezone.now()
    since = (now + OVERLAP).isoformat()  # as if the committee had not been loaded a minute ago
    with entered(actor.scope):
        some = list(residents(actor).filter(living_here=True).order_by("dwelling_id", "pk")[:5])
    for one in some:
        correct(actor, one.pk, values={"remark": f"bench {now}"}, base_version=one.version)
    part = partial(_slice, actor, key, since)
    taken = milliseconds([part] * times, warm=1)
    yield Row(f"increment, 5 of {people:,} people changed, p95", percentile(taken, 0.95), "ms")
    yield Row(f"increment, 5 of {people:,} people changed", len(part()) / 1000, "kB", remark="gzip")
    revoke_device(actor, key, reason="bench")


def _slice(actor: Actor, key: object, since: str = "") -> bytes:
    with entered(actor.scope):
        return slice_of(actor, device_of(actor, key), since=since)
