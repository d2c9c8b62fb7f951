"""Handing a suggestion in: from then on it is a case with the clocks of the law, its answer and its second answer."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow
from shequyun.engines.cases.actions import Intake, close, register
from shequyun.engines.cases.actions.recording import now
from shequyun.engines.cases.choices import Channel, Kind
from shequyun.engines.cases.rules.matters import OTHER, suggest
from shequyun.programmes.deputies.actions.suggesting import Incomplete, open_draft
from shequyun.programmes.deputies.models import Opinion, Signature, Suggestion
from shequyun.programmes.deputies.queries import suggestion_of


class NotSigned(NotNow):
    code = "deputies.not_signed"
    sentence = _("No deputy signs this suggestion yet. Choose who stands behind it.")


class NotHandedIn(NotNow):
    code = "deputies.not_handed_in"
    sentence = _("Suggestion %(number)s has not been handed in yet.")


@action("deputies.hand_in")
def hand_in(actor: Actor, suggestion_id: UUID, *, base_version: int | None = None) -> UUID:
    """Hand it in: it becomes a case, the clocks of the law run. Returns the case's id.

    Refuses one that is handed in, that lacks facts or proposal, or that no deputy signs. The case holds no name of an author.
    """
    one = open_draft(actor, suggestion_id, base_version)
    if not one.facts.strip() or not one.proposal.strip():
        raise Incomplete()
    names = [
        row.deputy.name
        for row in Signature.objects.visible_to(actor).filter(suggestion=one).select_related("deputy").order_by("place")
    ]
    if not names:
        raise NotSigned()
    one.case_id = register(actor, intake=_intake(one, names))
    one.handed_in_at, one.version = now(), one.version + 1
    one.save()
    note("suggestion", one.pk, one.community, number=one.number, did="hand_in", case=str(one.case_id))
    return one.case_id


def _intake(one: Suggestion, names: list[str]) -> Intake:
    return Intake(
        words=f"{one.title}\n{one.facts}\n{one.proposal}"[:4000], case_id=one.pk, channel=Channel.DEPUTY,
        kind=Kind.SUGGESTION, matter=_matter(one.title), caller_name=names[0], received_at=now(), outside_number=one.number, take=False,
        data={"suggestion": str(one.pk)},
    )  # fmt: skip


def _matter(title: str) -> str:
    """What the title speaks of; what else the text mentions says little of a suggestion."""
    found = [one.matter.code for one in suggest(title) if not one.matter.sensitive]
    return found[0] if found else OTHER


def _case_of(actor: Actor, suggestion_id: UUID) -> tuple[Suggestion, UUID]:
    one = suggestion_of(actor, suggestion_id)
    if one.case_id is None:
        raise NotHandedIn(number=one.number)
    return one, one.case_id


@action("deputies.answer", right="cases.work")
def answer(
    actor: Actor, suggestion_id: UUID, *, result: str, words: str, by: date | None = None, signed_by: str = ""
) -> None:
    """The answer to the deputies: one of the four results, in words, with the day where one is promised, and which leader
    signed it. From now on every author and every deputy waits to be told."""
    one, case = _case_of(actor, suggestion_id)
    close(actor, case, result=result, done=words, by=by, evidence=signed_by)
    note("suggestion", one.pk, one.community, number=one.number, did="answer", result=result)


@action("deputies.withdraw", right="deputies.hand_in")
def withdraw(actor: Actor, suggestion_id: UUID, *, reason: str) -> None:
    """It is not handed in after all; its opinions are to be sorted again, so that no author is lost."""
    one = open_draft(actor, suggestion_id)
    if not reason.strip():
        raise BadInput()
    freed = Opinion.objects.visible_to(actor).filter(suggestion=one).update(suggestion=None)
    one.withdrawn_why, one.version = reason.strip()[:200], one.version + 1
    one.save()
    note("suggestion", one.pk, one.community, number=one.number, did="withdraw", opinions=freed)
