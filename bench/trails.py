"""The audit trail: how long walking its chains takes."""

from collections.abc import Iterator

from bench.rows import UP, Row, measure
from bench.timing import clock
from bench.world import World
from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.scope import EVERYWHERE, entered
from shequyun.kernel.audit.queries import verify


@measure("audit")
def audit(world: World) -> Iterator[Row]:
    """`shequyun audit verify` over what is there and a thousand entries more."""
    for number in range(50 if world.tiny else 1000):
        _note(world.actors["chen"], number=number)
    with clock() as taken, entered(EVERYWHERE):
        checked, broken = verify("")
    remark = f"{checked:,} entries in {taken.seconds:.2f} s, {len(broken)} breaks"
    yield Row("audit verify", checked / taken.seconds, "entries/s", direction=UP, remark=remark)


@action("bench.note", right="residents.read")
def _note(actor: Actor, /, *, number: int) -> None:
    note("bench", None, actor.area, number=number, said="an entry as long as most entries are, with a word or two")
