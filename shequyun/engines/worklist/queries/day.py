"""What is due: the counts of the day."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q

from shequyun.base.actor import Actor
from shequyun.base.request import once
from shequyun.engines.worklist.queries.promises import open_promises
from shequyun.engines.worklist.queries.tasks import open_tasks

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Due:
    """How many tasks and promises are overdue, due today, and due in the seven days after."""

    overdue: int
    today: int
    week: int

    @property
    def now(self) -> int:
        """What should be done by tonight."""
        return self.overdue + self.today


@once
def due(actor: Actor, *, owner: UUID | None, today: date) -> Due:
    """What is due of one person, or of everybody in the area, in two queries."""
    asked = {
        "overdue": Count("pk", filter=Q(due_on__lt=today)),
        "now": Count("pk", filter=Q(due_on=today)),
        "week": Count("pk", filter=Q(due_on__gt=today, due_on__lte=today + WEEK)),
    }
    found = [
        rows.order_by().aggregate(**asked) for rows in (open_tasks(actor, owner=owner), open_promises(actor, by=owner))
    ]
    return Due(*(sum(one[name] for one in found) for name in asked))


def matters_due(actor: Actor, *, owner: UUID | None, today: date) -> list[tuple[str, int]]:
    """Open tasks by matter, the most first."""
    rows = open_tasks(actor, owner=owner).order_by().values("drive__matter_name").annotate(n=Count("pk"))
    return [(row["drive__matter_name"], row["n"]) for row in rows.order_by("-n", "drive__matter_name")]
