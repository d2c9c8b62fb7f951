"""Recall: those who are due become tasks, and a task ends by itself when what was due is known to be given."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from shequyun.base.actor import Actor
from shequyun.engines.worklist.actions import share_out
from shequyun.engines.worklist.actions.working import end
from shequyun.engines.worklist.choices import TaskOutcome
from shequyun.engines.worklist.queries import open_tasks
from shequyun.kernel.facts.queries import batch_of
from shequyun.kernel.residents.queries import residents
from shequyun.programmes.vaccination.choices import CALLED, VACCINES
from shequyun.programmes.vaccination.models import Recall
from shequyun.programmes.vaccination.queries.criteria import stands
from shequyun.programmes.vaccination.rules.checks import ProductUnknown

MATTER = "vaccination"


def recall(
    actor: Actor,
    *,
    vaccine: str,
    resident_ids: Iterable[UUID],
    title: str,
    workers: Sequence[UUID] = (),
    due_on: date | None = None,
    drive_id: UUID | None = None,
) -> UUID:
    """Share those who are due out as tasks of the matter “vaccination”, whole buildings with one worker.

    Refuses what `share_out` refuses, and an unknown vaccine. The same `drive_id` twice is once. Returns the drive.
    """
    if vaccine not in VACCINES:
        raise ProductUnknown()
    key = share_out(
        actor,
        matter=MATTER,
        title=title,
        subject_kind="resident",
        subject_ids=resident_ids,
        workers=workers,
        by="building",
        due_on=due_on,
        drive_id=drive_id,
    )
    Recall.objects.get_or_create(drive_id=key, defaults={"vaccine": vaccine})
    return key


def end_answered(batch_id: UUID) -> int:
    """End the open recalls of the people in `touched_doses` who are no longer due. Returns how many.

    In the name of whoever brought the batch in; the result says that it ended by itself.
    """
    with connection.cursor() as cursor:
        cursor.execute("select resident_id from touched_doses")
        keys = [key for (key,) in cursor.fetchall()]
    vaccines = dict(Recall.objects.values_list("drive_id", "vaccine"))
    if not keys or not vaccines:
        return 0
    batch = batch_of(batch_id)
    actor = Actor(staff_id=batch.actor_id, name=batch.actor_name, area=batch.area)
    found = [task for task in open_tasks(actor, subject_ids=keys) if task.drive_id in vaccines]
    ended = 0
    for vaccine in {vaccines[task.drive_id] for task in found}:
        mine = [task for task in found if vaccines[task.drive_id] == vaccine]
        due = _due(actor, vaccine, [task.subject_id for task in mine])
        for task in mine:
            if task.subject_id not in due:
                end(actor, task, TaskOutcome.DONE, fields=[], said=_ended_by(batch))
                ended += 1
    return ended


def _due(actor: Actor, vaccine: str, keys: list[UUID]) -> set[UUID]:
    found = residents(actor).filter(stands(vaccine, CALLED, timezone.localdate()), pk__in=keys)
    return set(found.values_list("pk", flat=True))


def _ended_by(batch: Any) -> str:
    return _("Ended by itself: no longer due after “%(title)s” of %(day)s.") % {
        "title": batch.title or batch.source_id,
        "day": batch.observed_on,
    }
