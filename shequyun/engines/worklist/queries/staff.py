"""Who can be given tasks."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from shequyun.base.actor import Actor
from shequyun.kernel.access.queries import staff_with

COMMITTEE = 12  # digits: who works in a committee goes to its doors; offices above it do not
RIGHT, LEADS = "tasks.work", "tasks.reassign"


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who can be given tasks in one committee. `leads`: a head, who hands tasks out."""

    staff_id: UUID
    name: str
    community: str
    leads: bool = False


def workers(actor: Actor, *, community: str = "") -> list[Worker]:
    """Staff of the committees in the actor's area who can be given tasks; of one committee, if given."""
    heads = {(staff.pk, area) for staff, area in staff_with(actor, LEADS)}
    found = [
        Worker(staff.pk, staff.name, area, (staff.pk, area) in heads)
        for staff, area in staff_with(actor, RIGHT)
        if len(area) >= COMMITTEE and (not community or area.startswith(community))
    ]
    return list({(one.staff_id, one.community): one for one in found}.values())


def names_of_workers(actor: Actor, keys: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names of workers in sight, by key."""
    wanted = set(keys)
    return {one.staff_id: one.name for one in workers(actor) if one.staff_id in wanted}
