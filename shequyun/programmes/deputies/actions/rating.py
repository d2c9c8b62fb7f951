"""What a deputy who signed says of the answer: content, by and large, or not."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow, NotVisible
from shequyun.engines.cases.actions import rate_for_deputies, reopen
from shequyun.engines.cases.actions.recording import now
from shequyun.engines.cases.choices import State
from shequyun.programmes.deputies.actions.telling import NoAnswer
from shequyun.programmes.deputies.choices import Contentment
from shequyun.programmes.deputies.models import Rating, Suggestion
from shequyun.programmes.deputies.queries import SuggestionPage, suggestion_page


class NotToldYet(NotNow):
    code = "deputies.not_told_yet"
    sentence = _("%(name)s has not been told of this answer yet. Record that first, then the rating.")


class OwnAnswer(NotNow):
    code = "deputies.own_answer"
    sentence = _("You handled this suggestion. Ask a colleague to record that a deputy is satisfied with the answer.")


@action("deputies.rate", right="deputies.record")
def rate(actor: Actor, suggestion_id: UUID, *, deputy_id: UUID, rating: str, words: str = "") -> None:
    """A deputy who signed and was told of the answer rates it; their last word counts.

    One who is not content has it handled again within a month (art. 21), and everybody is told of the next answer. When all
    who signed are content, wholly or by and large, it is done. Refuses before there is an answer, deputies who did not sign
    or were not told, not being content without saying why, and praise entered by whoever handled it.
    """
    if rating not in Contentment.values:
        raise BadInput()
    Suggestion.objects.visible_to(actor).select_for_update().filter(pk=suggestion_id).first()  # one rating at a time
    page = suggestion_page(actor, suggestion_id)
    one = page.suggestion
    _check(actor, page, deputy_id, rating)
    Rating.objects.create(
        community=one.community, suggestion=one, deputy_id=deputy_id, rating=rating, words=words.strip()[:300], at=now(),
        staff_id=actor.staff_id, staff_name=actor.name,
    )  # fmt: skip
    note("suggestion", one.pk, one.community, number=one.number, did="rate", rating=rating)
    if rating == Contentment.NOT:
        reopen(actor, page.case.case.pk, words=words)
    elif page.case.case.state == State.CLOSED and suggestion_page(actor, suggestion_id).rating:
        rate_for_deputies(actor, page.case.case.pk)


def _check(actor: Actor, page: SuggestionPage, deputy_id: UUID, rating: str) -> None:
    if page.case is None or page.case.case.closed_at is None:
        raise NoAnswer(number=page.suggestion.number)
    signer = next((one for one in page.signers if one.deputy.pk == deputy_id), None)
    if signer is None:
        raise NotVisible()
    if signer.waits:
        raise NotToldYet(name=signer.deputy.name)
    if rating != Contentment.NOT and str(actor.staff_id) in page.case.standing.handlers:
        raise OwnAnswer()
