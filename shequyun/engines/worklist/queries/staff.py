"""Who can be given tasks."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from shequyun.base.actor import Actor
from shequyun.kernel.access.queries import staff_with

COMMITTEE = 12  # digits: who works in a committee goes to its doors; offices above it do not
RIGHT = "tasks.work"


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who can be given tasks in one committee."""

    staff_id: UUID
    name: str
    community: str


def workers(actor: Actor, *, community: str = "") -> list[Worker]:
    """Staff of the committees in the actor's area who can be given tasks; of one committee, if given."""
    found = [
        Worker(staff.pk, staff.name, area)
        for staff, area in staff_with(actor, RIGHT)
        if len(area) >= COMMITTEE and (not community or area.startswith(community))
    ]
    return list({(one.staff_id, one.community): one for one in found}.values())


def names_of_workers(actor: Actor, keys: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names of workers in sight, by key."""
    wanted = set(keys)
    return {one.staff_id: one.name for one in workers(actor) if one.staff_id in wanted}
