"""What a phone at the door takes: its whole slice, and what has changed since."""

from collections.abc import Iterator
from functools import partial

from django.db import connections
from django.utils import timezone

from bench.rows import Row, measure
from bench.timing import milliseconds, percentile
from bench.world import World
from shequyun.base.actor import NOBODY, Actor
from shequyun.base.scope import entered
from shequyun.engines.sync.actions import enrol_device, revoke_device
from shequyun.engines.sync.choices import OVERLAP
from shequyun.engines.sync.queries import device_of, slice_of
from shequyun.faces.cli.loading import load
from shequyun.faces.cli.management.commands.demo import DAY, PASSWORD, SEED, SET_UP
from shequyun.faces.cli.synthetic import communities, community
from shequyun.kernel.access.actions import assign_post, create_staff
from shequyun.kernel.access.queries import actor_by_name
from shequyun.kernel.residents.actions import correct
from shequyun.kernel.residents.queries import residents

SIZES = (4_000, 12_000)


@measure("slices")
def slices(world: World) -> Iterator[Row]:
    """Whole and increment, in committees of the usual and of a very large size."""
    for people in (300,) if world.tiny else SIZES:
        yield from _slices(committee(people), people, 2 if world.tiny else 10)


def committee(people: int) -> Actor:
    """The head of a committee of so many people; made once, found again by the next measure."""
    one, username = communities("310151")[-1 if people == SIZES[-1] else -2], f"phones{people}"
    if actor_by_name(username) != NOBODY:
        return actor_by_name(username)
    staff, _password = create_staff(SET_UP, username=username, name="卜手机", password=PASSWORD)
    assign_post(SET_UP, staff, role="committee_head", area=one.code)
    load(actor_by_name(username), community(one.code, one.name, SEED, people, on=DAY), today=timezone.localdate())
    _date_back(one.code)
    return actor_by_name(username)


def _date_back(area: str) -> None:
    """As if the committee had not been loaded a minute ago: an increment would hold all of it."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "analyze"
        )  # autovacuum does it within minutes; a plan without statistics is not what is measured
        cursor.execute("update facts_batch set applied_at = applied_at - %s where area = %s", [2 * OVERLAP, area])


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
    since = timezone.now().isoformat()
    touch(actor)
    part = partial(_slice, actor, key, since)
    taken = milliseconds([part] * times, warm=1)
    yield Row(f"increment, 5 of {people:,} people changed, p95", percentile(taken, 0.95), "ms")
    yield Row(f"increment, 5 of {people:,} people changed", len(part()) / 1000, "kB", remark="gzip")
    revoke_device(actor, key, reason="bench")


def touch(actor: Actor) -> None:
    """Five people behind a few doors change."""
    with entered(actor.scope):
        some = list(residents(actor).filter(living_here=True).order_by("dwelling_id", "pk")[:5])
    for one in some:
        correct(actor, one.pk, values={"remark": f"bench {timezone.now()}"}, base_version=one.version)


def _slice(actor: Actor, key: object, since: str = "") -> bytes:
    with entered(actor.scope):
        return slice_of(actor, device_of(actor, key), since=since)
