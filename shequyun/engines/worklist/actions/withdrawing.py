"""Taking a visit back that was recorded in error: it stays on the time line with who and why, and counts for nothing."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NotNow
from shequyun.engines.worklist.actions.handing import ANYBODYS
from shequyun.engines.worklist.actions.visiting import follow_labels
from shequyun.engines.worklist.actions.working import ReasonMissing, take_up_what_was_ended
from shequyun.engines.worklist.models import PromiseEnd, Visit, VisitWithdrawal
from shequyun.engines.worklist.queries.promises import open_promises
from shequyun.engines.worklist.queries.visits import people_of_visits, visit_of
from shequyun.kernel.facts.actions import Unchanged, undo
from shequyun.kernel.facts.choices import BatchState
from shequyun.kernel.facts.queries import batch_of


class TakenBack(NotNow):
    sentence = _("%(who)s withdrew this visit on %(day)s.")


class NotYourVisit(NotNow):
    sentence = _("%(who)s recorded this visit. Ask them, or the committee's head, to withdraw it.")


@action("visits.withdraw", right="visits.record")
def withdraw_visit(actor: Actor, visit_id: UUID, *, reason: str) -> list[Unchanged]:
    """Say that a visit was recorded in error, and why.

    What was learned and the labels that were put go back as an undone batch does; what somebody has changed since stays,
    and is returned. Tasks that the visit ended are taken up again, its open promises are taken back.

    Refuses an empty reason, a visit that is taken back already, and one of somebody else without `tasks.reassign`.
    """
    visit = visit_of(actor, visit_id)
    if visit.staff_id != actor.staff_id and not actor.can(ANYBODYS):
        raise NotYourVisit(who=visit.staff_name)
    if not reason.strip():
        raise ReasonMissing()
    words = reason.strip()[:200]
    _write(actor, visit, words)
    left = _unlearn(actor, visit)
    people = people_of_visits(actor, [visit.pk]).get(visit.pk, [])
    follow_labels(visit, [one.resident_id for one in people])
    because = _now("The visit was withdrawn: %(reason)s") % {"reason": words}
    again = take_up_what_was_ended(actor, reason=because, visit_id=visit.pk)
    promises = _take_promises_back(actor, visit, because)
    note(
        "visit", visit.pk, visit.community, reason=words, tasks=again, promises=promises, left=len(left), did="withdraw"
    )
    return left


def _write(actor: Actor, visit: Visit, words: str) -> None:
    """The withdrawal itself, once: whoever clicks second is told who was first."""
    said, fresh = VisitWithdrawal.objects.get_or_create(
        visit=visit,
        defaults={
            "community": visit.community,
            "reason": words,
            "staff_id": actor.staff_id,
            "staff_name": actor.name,
        },
    )
    if not fresh:
        raise TakenBack(who=said.staff_name, day=timezone.localtime(said.at).date().isoformat())


def _unlearn(actor: Actor, visit: Visit) -> list[Unchanged]:
    keys = [*visit.label_batches, *([str(visit.batch_id)] if visit.batch_id else [])]
    batches = [batch_of(UUID(key)) for key in keys]
    return [one for batch in batches if batch.state == BatchState.APPLIED for one in undo(actor, batch).left]


def _take_promises_back(actor: Actor, visit: Visit, because: str) -> int:
    found = open_promises(actor).filter(origin_kind="visit", origin_id=visit.pk)
    ends = [
        PromiseEnd(
            community=one.community, promise=one, kept=False, withdrawn=True, reason=because[:200],
            staff_id=actor.staff_id, staff_name=actor.name,
        )
        for one in found
    ]  # fmt: skip
    PromiseEnd.objects.bulk_create(ends)
    return len(ends)
