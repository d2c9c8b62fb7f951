"""Telling authors and deputies what was answered: who, how, when, by whom."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow, NotVisible
from shequyun.engines.cases.actions.recording import now
from shequyun.programmes.deputies.choices import Author, Way
from shequyun.programmes.deputies.models import Told
from shequyun.programmes.deputies.queries import opinion_of, phone_of, suggestion_page


class NoReason(BadInput):
    code = "deputies.no_reason"
    sentence = _("Say what the number is needed for; this is recorded in the audit trail.")


class NoAnswer(NotNow):
    code = "deputies.no_answer"
    sentence = _("Suggestion %(number)s has no answer yet. Inform people once there is one.")


class BoardAlone(BadInput):
    code = "deputies.board_alone"
    sentence = _("Anonymous authors cannot be reached one by one: inform them on the notice board.")


@action("deputies.tell", right="deputies.record")
def tell(
    actor: Actor, suggestion_id: UUID, *, opinion_ids: Collection[UUID] = (), deputy_ids: Collection[UUID] = (),
    way: str, words: str = "",
) -> int:  # fmt: skip
    """Record that they were told of the answer. Returns how many; whoever was told of this answer already is not told twice.

    Refuses before there is an answer, people who have no part in it, and telling the anonymous otherwise than on the board.
    """  # fmt: skip
    if way not in Way.values:
        raise BadInput()
    page = suggestion_page(actor, suggestion_id)
    if page.case is None or page.case.case.closed_at is None:
        raise NoAnswer(number=page.suggestion.number)
    authors = {one.opinion.pk: one for one in page.authors}
    signers = {one.deputy.pk: one for one in page.signers}
    if set(opinion_ids) - authors.keys() or set(deputy_ids) - signers.keys():
        raise NotVisible()
    if way != Way.BOARD and any(authors[key].opinion.author == Author.ANONYMOUS for key in opinion_ids):
        raise BoardAlone()
    one = page.suggestion
    rows = [{"opinion_id": key} for key in dict.fromkeys(opinion_ids) if authors[key].waits]
    rows += [{"deputy_id": key} for key in dict.fromkeys(deputy_ids) if signers[key].waits]
    Told.objects.bulk_create(
        Told(
            community=one.community, suggestion=one, way=way, words=words.strip()[:300], at=now(),
            staff_id=actor.staff_id, staff_name=actor.name, **row,
        )
        for row in rows
    )  # fmt: skip
    note("suggestion", one.pk, one.community, number=one.number, did="tell", way=way, count=len(rows))
    return len(rows)


@action("deputies.see_phone", right="deputies.see_names")
def see_phone(actor: Actor, opinion_id: UUID, *, reason: str) -> str:
    """The whole number that an author left for the answer, with a reason, in the trail."""
    if not reason.strip():
        raise NoReason()
    one = opinion_of(actor, opinion_id)
    note("opinion", one.pk, one.community, reason=reason.strip()[:200], disclosure=True)
    return phone_of(one)
