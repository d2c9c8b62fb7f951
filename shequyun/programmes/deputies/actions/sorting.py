"""Sorting opinions by who has the power, and setting aside what becomes no suggestion, with the reason."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow
from shequyun.engines.cases.actions import Intake, register
from shequyun.engines.cases.choices import Kind
from shequyun.programmes.deputies.choices import Aside, Author, Power
from shequyun.programmes.deputies.models import Opinion
from shequyun.programmes.deputies.queries import opinion_of, opinions, phone_of


class InSuggestion(NotNow):
    code = "deputies.in_suggestion"
    sentence = _("This opinion is part of a suggestion. Remove it from there first.")


class BecameCase(NotNow):
    code = "deputies.became_case"
    sentence = _("This opinion became a case and is handled there; it stays set aside here.")


class SayWhy(BadInput):
    code = "deputies.say_why"
    sentence = _("Write what the person was told about why it becomes no suggestion.")


@action("deputies.sort", right="deputies.record")
def sort_opinions(actor: Actor, opinion_ids: Iterable[UUID], *, power: str) -> int:
    """Say which level has the power to do it. Returns how many were sorted; those handed in already stay."""
    if power not in Power.values:
        raise BadInput()
    found = list(opinions(actor).filter(pk__in=list(opinion_ids), suggestion=None))
    for one in found:
        one.power = power
    Opinion.objects.bulk_update(found, ["power"])
    note("opinion", None, actor.area, count=len(found), power=power)
    return len(found)


@action("deputies.set_aside", right="deputies.record")
def set_aside(actor: Actor, opinion_id: UUID, *, reason: str, words: str) -> UUID | None:
    """It becomes no suggestion, for a reason of the law, and what the person was told.

    A personal matter is registered as a case, in the same words and of the same author, so that it is handled all the same;
    returns that case's id.
    """
    if reason not in Aside.values:
        raise BadInput()
    if not words.strip():
        raise SayWhy()
    one = opinion_of(actor, opinion_id)
    if one.suggestion_id:
        raise InSuggestion()
    one.aside, one.aside_words = reason, words.strip()[:200]
    if reason == Aside.PERSONAL and one.case_id is None:
        one.case_id = register(actor, intake=_intake(one))
    one.save(update_fields=["aside", "aside_words", "case_id"])
    note("opinion", one.pk, one.community, reason=reason, case=str(one.case_id or ""))
    return one.case_id


def _intake(one: Opinion) -> Intake:
    return Intake(
        words=one.words, kind=Kind.HELP, resident_id=one.resident_id, caller_name=one.author_name, phone=phone_of(one),
        anonymous=one.author == Author.ANONYMOUS, take=False, data={"opinion": str(one.pk)},
    )  # fmt: skip


@action("deputies.take_back", right="deputies.record")
def take_back(actor: Actor, opinion_id: UUID) -> None:
    """It was set aside in error and is to be sorted again. Refuses one that became a case."""
    one = opinion_of(actor, opinion_id)
    if one.case_id:
        raise BecameCase()
    one.aside, one.aside_words = "", ""
    one.save(update_fields=["aside", "aside_words"])
    note("opinion", one.pk, one.community)
