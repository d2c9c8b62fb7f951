"""Recall: those who are due become tasks. A task ends by itself when what was due is known to be given, and is taken up
again when that is taken back."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from shequyun.base.actor import Actor
from shequyun.engines.worklist.actions import share_out
from shequyun.engines.worklist.actions.working import end, take_up_what_was_ended
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
    """Share those who are due out as tasks of the matter “vaccination”, whole buildings with one worker. Meeting or
    reaching somebody does not end their task, a dose does.

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
        met_ends=False,
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
                end(actor, task, TaskOutcome.DONE, fields=[], said=_ended_by(batch), batch_id=batch.pk)
                ended += 1
    return ended


def take_up_undone(batch_id: UUID) -> int:
    """Take up again the recalls that batches ended which this one takes back: it undoes one, or withdraws doses of some.

    Only of those in `touched_doses` who are due again. Returns how many.
    """
    batch = batch_of(batch_id)
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN_BACK, {"batch": batch_id, "undoes": batch.undoes_id})
        back = [key for (key,) in cursor.fetchall()]
        cursor.execute("select resident_id from touched_doses")
        keys = [key for (key,) in cursor.fetchall()]
    if not back or not keys:
        return 0
    actor = Actor(staff_id=batch.actor_id, name=batch.actor_name, area=batch.area)
    count = 0
    drives = dict(Recall.objects.values_list("drive_id", "vaccine"))
    for vaccine in sorted(set(drives.values())):
        due = _due(actor, vaccine, keys)
        mine = [drive for drive, of in drives.items() if of == vaccine]
        count += take_up_what_was_ended(
            actor, reason=_(
                "The reason for closing was withdrawn; due again."
            ), batch_id__in=back, task__drive_id__in=mine,
            task__subject_id__in=due,
        )  # fmt: skip
    return count


_TAKEN_BACK = """
select %(undoes)s::uuid where %(undoes)s::uuid is not null
union select d.batch_id from facts_change c
join vaccination_dose d on d.id = c.subject_id and d.community = c.community
where c.batch_id = %(batch)s and c.subject_kind = 'dose' and c.kind = 'set' and c.field = 'withdrawn_on'
  and d.withdrawn_on is not null
"""


def _due(actor: Actor, vaccine: str, keys: list[UUID]) -> set[UUID]:
    found = residents(actor).filter(stands(vaccine, CALLED, timezone.localdate()), pk__in=keys)
    return set(found.values_list("pk", flat=True))


def _ended_by(batch: Any) -> str:
    return _("Closed automatically: no longer due after “%(title)s” of %(day)s.") % {
        "title": batch.title or batch.source_id,
        "day": batch.observed_on,
    }
