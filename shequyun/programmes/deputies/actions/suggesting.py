"""Making suggestions of opinions: drafting, merging without losing an author, signing."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, ChangedMeanwhile, NotNow, NotVisible
from shequyun.base.ids import new_id
from shequyun.engines.cases.actions.recording import now
from shequyun.programmes.deputies.choices import Power
from shequyun.programmes.deputies.models import Opinion, Presence, Signature, Suggestion
from shequyun.programmes.deputies.queries import deputies, opinion_of, opinions


class NoOpinion(BadInput):
    code = "deputies.no_opinion"
    sentence = _("Choose at least one opinion for the suggestion.")


class TakenAlready(NotNow):
    code = "deputies.taken_already"
    sentence = _("Opinion %(number)s is already in another suggestion or set aside. Reload the page.")


class Incomplete(BadInput):
    code = "deputies.incomplete"
    sentence = _("A suggestion needs a title, the facts, a proposal and the level of power. Fill in what is missing.")


class HandedIn(NotNow):
    code = "deputies.handed_in"
    sentence = _("Suggestion %(number)s has been handed in and can no longer be changed.")


class LastOpinion(NotNow):
    code = "deputies.last_opinion"
    sentence = _("This is the only opinion of suggestion %(number)s. Withdraw the suggestion instead.")


class OtherCommittee(BadInput):
    code = "deputies.other_committee"
    sentence = _("Opinions of two committees cannot be merged; hand in one suggestion each.")


@action("deputies.draft", right="deputies.record")
def draft_suggestion(
    actor: Actor,
    opinion_ids: Sequence[UUID],
    *,
    title: str,
    power: str,
    facts: str = "",
    proposal: str = "",
    suggestion_id: UUID | None = None,
) -> UUID:
    """One matter, made of one or more opinions; the deputies of their sessions sign it until others are chosen.

    Returns its id; the same form twice is one suggestion. Refuses no opinion, opinions that have gone elsewhere, a missing
    title or level.
    """
    key = suggestion_id or new_id()
    known = Suggestion.objects.visible_to(actor).filter(pk=key).first()
    if known is not None:
        note("suggestion", known.pk, known.community, did="again")
        return known.pk
    if not title.strip() or power not in Power.values:
        raise Incomplete()
    found = _free(actor, opinion_ids)
    community = found[0].community
    one = Suggestion.objects.create(
        id=key, community=community, number=_number(community, timezone.localtime(now()).date()), title=title.strip()[:120], power=power,
        facts=facts.strip() or "\n".join(opinion.words for opinion in found), proposal=proposal.strip(), made_at=now(),
        staff_id=actor.staff_id, staff_name=actor.name,
    )  # fmt: skip
    _join(one, found)
    present = Presence.objects.visible_to(actor).filter(session__in=[opinion.session_id for opinion in found])
    _sign(
        one, list(dict.fromkeys(present.order_by("deputy__congress", "deputy__name").values_list("deputy", flat=True)))
    )
    note("suggestion", one.pk, community, number=one.number, did="draft", opinions=len(found))
    return one.pk


def _free(actor: Actor, opinion_ids: Iterable[UUID]) -> list[Opinion]:
    """The opinions, held until the action ends. Refuses none, those out of sight, those that went on already."""
    keys = set(opinion_ids)
    found = list(opinions(actor).select_for_update(of=("self",)).filter(pk__in=keys))
    if not keys:
        raise NoOpinion()
    if len(found) != len(keys):
        raise NotVisible()
    for one in found:
        if one.suggestion_id or one.aside:
            raise TakenAlready(number=one.number)
    if len({one.community for one in found}) > 1:
        raise OtherCommittee()
    return found


def _join(suggestion: Suggestion, found: list[Opinion]) -> None:
    for one in found:
        one.suggestion, one.power = suggestion, suggestion.power
    Opinion.objects.bulk_update(found, ["suggestion", "power"])


def _sign(suggestion: Suggestion, keys: Sequence[UUID]) -> None:
    Signature.objects.filter(suggestion=suggestion).delete()
    Signature.objects.bulk_create(
        Signature(community=suggestion.community, suggestion=suggestion, deputy_id=key, place=place)
        for place, key in enumerate(keys)
    )


def _number(community: str, day: date) -> str:
    """The next number of the year here: 2026-003."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"deputies {community} {day.year}"])
    count = Suggestion.objects.filter(community=community, number__startswith=f"{day.year}-").count()
    return f"{day.year}-{count + 1:03d}"


def open_draft(actor: Actor, suggestion_id: UUID, base_version: int | None = None) -> Suggestion:
    """The suggestion, held until the action ends. Refuses one out of sight, handed in, or changed since `base_version`."""
    found = Suggestion.objects.visible_to(actor).select_for_update().filter(pk=suggestion_id).first()
    if found is None:
        raise NotVisible()
    if base_version is not None and base_version != found.version:
        raise ChangedMeanwhile()
    if found.case_id or found.withdrawn_why:
        raise HandedIn(number=found.number)
    return found


@action("deputies.change_draft", right="deputies.record")
def change_suggestion(
    actor: Actor,
    suggestion_id: UUID,
    *,
    title: str,
    power: str,
    facts: str,
    proposal: str,
    base_version: int | None = None,
) -> None:
    """Write it better. Refuses one that is handed in, and a missing title or level."""
    one = open_draft(actor, suggestion_id, base_version)
    if not title.strip() or power not in Power.values:
        raise Incomplete()
    one.title, one.power, one.facts, one.proposal = title.strip()[:120], power, facts.strip(), proposal.strip()
    one.version += 1
    one.save()
    Opinion.objects.visible_to(actor).filter(suggestion=one).update(power=power)
    note("suggestion", one.pk, one.community, number=one.number, did="change")


@action("deputies.merge", right="deputies.record")
def merge_into(actor: Actor, suggestion_id: UUID, *, opinion_ids: Sequence[UUID]) -> int:
    """More opinions say the same; their authors are told of the answer like the others. Also after it was handed in, as
    long as their words change nothing in it. Returns how many came in."""
    one = Suggestion.objects.visible_to(actor).select_for_update().filter(pk=suggestion_id, withdrawn_why="").first()
    if one is None:
        raise NotVisible()
    found = _free(actor, opinion_ids)
    if found[0].community != one.community:
        raise OtherCommittee()
    _join(one, found)
    note("suggestion", one.pk, one.community, number=one.number, did="merge", opinions=len(found))
    return len(found)


@action("deputies.take_out", right="deputies.record")
def take_out(actor: Actor, opinion_id: UUID) -> None:
    """It belongs elsewhere and is to be sorted again. Refuses once the suggestion is handed in, and its only opinion."""
    one = opinion_of(actor, opinion_id)
    if one.suggestion_id is None:
        raise NotVisible()
    suggestion = open_draft(actor, one.suggestion_id)
    if Opinion.objects.visible_to(actor).filter(suggestion=suggestion).count() == 1:
        raise LastOpinion(number=suggestion.number)
    one.suggestion = None
    one.save(update_fields=["suggestion"])
    note("opinion", one.pk, one.community, suggestion=suggestion.number)


@action("deputies.sign", right="deputies.record")
def sign(actor: Actor, suggestion_id: UUID, *, deputy_ids: Sequence[UUID]) -> None:
    """The deputies who stand behind it, the first of them leading. Refuses one that is handed in."""
    one = open_draft(actor, suggestion_id)
    keys = list(dict.fromkeys(deputy_ids))
    if deputies(actor).filter(pk__in=keys).count() != len(keys):
        raise NotVisible()
    _sign(one, keys)
    note("suggestion", one.pk, one.community, number=one.number, did="sign", deputies=len(keys))
