"""Who can be given tasks."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from shequyun.base.actor import Actor
from shequyun.base.scope import COMMITTEE
from shequyun.engines.worklist.models import Task
from shequyun.engines.worklist.queries.promises import open_promises
from shequyun.kernel.access.queries import areas_of_posts, staff_with

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
    heads = {(key, area) for key, _name, area in staff_with(actor, LEADS)}
    found = [
        Worker(key, name, area, (key, area) in heads)
        for key, name, area in staff_with(actor, RIGHT)
        if len(area) >= COMMITTEE  # goes to its doors; offices above it do not
        and (not community or area.startswith(community))
    ]
    return list({(one.staff_id, one.community): one for one in found}.values())


@dataclass(slots=True)
class Leaver:
    """Somebody who holds no post here any more, and whose open tasks and promises nobody has taken over."""

    staff_id: UUID
    name: str
    tasks: int = 0
    promises: int = 0


def leavers(actor: Actor) -> list[Leaver]:
    """Those in the actor's area, by name."""
    tasks = Task.objects.visible_to(actor).filter(outcome="", owner_id__isnull=False).order_by()
    owned = tasks.values_list("owner_id", "owner_name", "community").annotate(n=Count("pk"))
    promised = (
        open_promises(actor).order_by().values_list("keeper_id", "keeper_name", "community").annotate(n=Count("pk"))
    )
    rows = [("tasks", *row) for row in owned] + [("promises", *row) for row in promised]
    areas = areas_of_posts({key for _what, key, *_more in rows if key is not None})
    found: dict[UUID, Leaver] = {}
    for what, key, name, community, n in rows:
        if key is not None and not any(_covers(area, community) for area in areas.get(key, ())):
            one = found.setdefault(key, Leaver(key, name))
            setattr(one, what, getattr(one, what) + n)
    return sorted(found.values(), key=lambda one: (one.name, one.staff_id))


def _covers(area: str, community: str) -> bool:
    return community.startswith(area) or area.startswith(community)
