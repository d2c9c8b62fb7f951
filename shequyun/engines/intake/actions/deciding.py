"""Deciding: a person says what a row is. Decisions are kept, and the rows they concern are planned anew at once."""

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotVisible
from shequyun.engines.intake.actions.checking import replan
from shequyun.engines.intake.actions.finding import NotReady, ready, visible
from shequyun.engines.intake.actions.staging import forget
from shequyun.engines.intake.choices import Decision, RowState
from shequyun.engines.intake.models import Row, Upload


class NoCandidate(BadInput):
    """Same as whom?"""

    code = "intake.no_candidate"
    sentence = _("Row %(row)s has no such candidate. Choose one of the people shown beside it.")


class NotForDecision(BadInput):
    """What was sent back is mended in the file."""

    code = "intake.not_for_decision"
    sentence = _("Row %(row)s was sent back. Correct it in the file and upload the file again.")


@action("intake.decide", right="intake.preview")
def decide(
    actor: Actor, upload_id: UUID, *, numbers: Collection[int], decision: str, candidate: UUID | None = None
) -> int:
    """Decide rows by number: the same person ("same": `candidate`, or the best one), "new", "skip"; "" takes it back.

    Returns how many. Refuses rows that were sent back, rows without that candidate, and files that are not ready.
    """
    upload = ready(actor, upload_id)
    rows = list(Row.objects.visible_to(actor).select_for_update().filter(upload=upload, number__in=set(numbers)))
    if len(rows) != len(set(numbers)):
        raise NotVisible()
    _decide(actor, upload, rows, Decision(decision) if decision else "", candidate)
    return len(rows)


@action("intake.decide", right="intake.preview")
def decide_all(actor: Actor, upload_id: UUID, *, decision: str, at_least: int = 0) -> int:
    """Decide every doubtful row that nobody has decided and whose best candidate scores `at_least` (0 to 100)."""
    upload = ready(actor, upload_id)
    rows = (
        Row.objects.visible_to(actor)
        .select_for_update()
        .filter(upload=upload, state=RowState.DOUBTFUL, decision="", committed=False, score__gte=at_least)
    )
    found = [row for row in rows if row.candidates or decision != Decision.SAME]
    _decide(actor, upload, found, Decision(decision), None)
    return len(found)


@action("intake.decide", right="intake.preview")
def take_over(actor: Actor, upload_id: UUID) -> None:
    """A colleague carries on with a file. Everybody sees who has it now."""
    upload = visible(actor, upload_id)
    upload.taken_by, upload.taken_by_name = actor.staff_id, actor.name
    upload.save(update_fields=["taken_by", "taken_by_name"])
    note("upload", upload.pk, upload.community, taken_from=upload.made_by_name)


def _decide(actor: Actor, upload: Upload, rows: list[Row], decision: str, candidate: UUID | None) -> None:
    for row in rows:
        _check(row, decision, candidate)
        row.decision, row.decided_by, row.decided_by_name = decision, actor.staff_id, actor.name
        row.decided_at = timezone.now()
        row.decided_id = (candidate or UUID(row.candidates[0][0])) if decision == Decision.SAME else None
    Row.objects.bulk_update(
        rows, ["decision", "decided_by", "decided_by_name", "decided_at", "decided_id"], batch_size=2000
    )
    numbers = [row.number for row in rows]
    if decision == Decision.SKIP:
        forget({"batch": upload.batch_id, "numbers": numbers})
    else:
        replan(actor, upload, numbers)
    note("upload", upload.pk, upload.community, decision=decision, rows=len(rows), first=[r.number for r in rows[:20]])


def _check(row: Row, decision: str, candidate: UUID | None) -> None:
    if row.state == RowState.REFUSED and decision != "":
        raise NotForDecision(row=row.line)
    if row.committed:
        raise NotReady(state="committed")
    known = [key for key, _score, _reasons in row.candidates]
    if decision == Decision.SAME and (not known or (candidate is not None and str(candidate) not in known)):
        raise NoCandidate(row=row.line)
