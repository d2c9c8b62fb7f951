"""A collection form filled in without a network. The envelope's id is the number of the answer; its subject the person."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from shequyun.base.actor import Actor
from shequyun.engines.surveys.actions import take_answer
from shequyun.engines.sync.actions.players.table import Played, register_player
from shequyun.engines.sync.choices import Kind
from shequyun.engines.sync.rules.envelopes import Sealed, Unreadable, read_uuid


def play_answer(actor: Actor, sealed: Sealed) -> Played:
    """Values: the publication, and the answers by path of the question."""
    answers = sealed.values.get("answers")
    if not isinstance(answers, Mapping) or not all(isinstance(value, str) for value in answers.values()):
        raise Unreadable(what="answers")
    answer = take_answer(
        actor,
        read_uuid(sealed.values.get("publication"), "publication"),
        instance_id=sealed.id,
        resident_id=sealed.subject,
        answers=dict(answers),
        way="phone",
        on=sealed.day(today=timezone.localdate(), zone=timezone.get_current_timezone()),
    )
    told = _("%(count)s answers could not be taken into the register; the desk sees which.")
    remark = told % {"count": answer.unread_count} if answer.unread_count else ""
    return Played(made_id=answer.pk, batch_id=answer.batch_id, remark=remark)


register_player(Kind.ANSWER, play_answer)
