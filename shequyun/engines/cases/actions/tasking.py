"""Somebody has to go there: a case becomes a task of the worklist, and each leads to the other."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow
from shequyun.engines.cases.actions.joining import linked
from shequyun.engines.cases.actions.recording import handled, happen, said, settle
from shequyun.engines.cases.choices import Happened
from shequyun.engines.cases.models import Case
from shequyun.engines.cases.rules.matters import name_of
from shequyun.engines.worklist.actions import share_out
from shequyun.engines.worklist.queries import tasks

OWN_WORK = "visit"  # the committee's own visits, on the list of matters


class NobodyToVisit(BadInput):
    code = "cases.nobody_to_visit"
    sentence = _("Case %(number)s names no resident or home of the register. Record a visit on site instead.")


class NoTaskOfSensitive(NotNow):
    code = "cases.no_task_of_sensitive"
    sentence = _("Tasks are seen by the whole committee. Add a co-handler to this case instead.")


@action("cases.make_task", right="cases.work")
def make_task(
    actor: Actor, case_id: UUID, *, to: UUID, words: str, due_on: date | None = None, base_version: int | None = None
) -> UUID:
    """Have somebody visit whoever brought the case, else the home it is about. Returns the task's id.

    Due in the days of the committee's own visits, unless said. Refuses a sensitive case, and one that names neither.
    """
    case = handled(actor, case_id, base_version)
    if case.sensitive:
        raise NoTaskOfSensitive()
    kind, subject = ("resident", case.resident_id) if case.resident_id else ("dwelling", case.dwelling_id)
    if subject is None:
        raise NobodyToVisit(number=case.number)
    drive = share_out(
        actor, matter=OWN_WORK, title=_title(case), subject_kind=kind, subject_ids=[subject], workers=[to],
        due_on=due_on, note=said(words),
    )  # fmt: skip
    task = tasks(actor).get(drive_id=drive)
    linked(case, "task", task.pk, f"{_now('Visit')}: {task.owner_name}")
    happen(actor, case, Happened.LINKED, words, kind="task", id=str(task.pk), name=task.owner_name)
    settle(actor, case, "make_task", to=task.owner_name)
    return task.pk


def _title(case: Case) -> str:
    return _now("Case %(number)s: %(matter)s") % {"number": case.number, "matter": name_of(case.matter)}
