"""Taking a walk sheet along: names leave the screen on paper, so it is recorded like an export."""

from shequyun.base.action import action, note
from shequyun.base.actor import Actor


@action("walks.print", right="visits.record")
def print_walk(actor: Actor, *, doors: list[str], count: int, reason: str) -> None:
    """Note that a sheet with so many people behind these doors is printed."""
    note("walk", None, actor.area, reason=reason, disclosure=True, count=count, doors=doors[:20])
