"""One suggestion whole: its authors, who signs it, its case with the clocks, who was told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.records import ScopedQuerySet
from shequyun.base.secrets import keyring
from shequyun.engines.cases import queries as case_queries
from shequyun.programmes.deputies import choices
from shequyun.programmes.deputies.choices import Stage
from shequyun.programmes.deputies.models import Deputy, Opinion, Rating, Signature, Suggestion, Told
from shequyun.programmes.deputies.queries.meeting import SEE_NAMES
from shequyun.programmes.deputies.rules.ratings import Said, holding, together
from shequyun.programmes.deputies.rules.stages import Word, stage_of, still_waiting

NUMBER = re.compile(r"\d{4}-\d{3,4}")


def suggestions(actor: Actor) -> ScopedQuerySet[Suggestion]:
    """Suggestions, the newest first."""
    return Suggestion.objects.visible_to(actor).order_by("-made_at", "-pk")  # type: ignore[return-value]


def find_suggestions(actor: Actor, text: str, *, limit: int = 8) -> list[Suggestion]:
    """Suggestions of that number, or with those words in the title, two characters at least."""
    if len(text) < 2:
        return []
    asked = Q(number=text) if NUMBER.fullmatch(text) else Q(title__icontains=text)
    return list(suggestions(actor).filter(asked)[:limit])


def suggestion_of(actor: Actor, suggestion_id: UUID) -> Suggestion:
    """One suggestion. Out of sight is 404."""
    found = suggestions(actor).filter(pk=suggestion_id).first()
    if found is None:
        raise NotVisible()
    return found


def author_shown(actor: Actor, opinion: Opinion) -> str:
    """Who said it, as the actor may know: the name, or only that a name was given, or that none was."""
    if opinion.author == choices.Author.ANONYMOUS:
        return _("Anonymous")
    return opinion.author_name if actor.can(SEE_NAMES) else _("Named, hidden here")


def phone_of(opinion: Opinion) -> str:
    """The number that was left, whole; for those who see names."""
    return keyring().unseal(opinion.phone_sealed) if opinion.phone_sealed else ""


@dataclass(frozen=True)
class Author:
    """Somebody whose opinion went into a suggestion: what they said, what they were told. `waits`: not told of the answer
    that holds."""

    opinion: Opinion
    name: str
    told: list[Told]
    waits: bool


@dataclass(frozen=True)
class Signer:
    """A deputy who signs, what they were told, and how they rated it."""

    deputy: Deputy
    leads: bool
    told: list[Told]
    waits: bool
    rated: list[Rating]


@dataclass(frozen=True)
class SuggestionPage:
    """A suggestion with all that follows. `case` is its case whole (None before it is handed in); `rating` what the deputies
    say of the answer together."""

    suggestion: Suggestion
    stage: Stage
    authors: list[Author]
    signers: list[Signer]
    case: Any
    rating: str

    @property
    def waiting(self) -> int:
        """How many authors and deputies are not told yet."""
        return sum(one.waits for one in (*self.authors, *self.signers))


def suggestion_page(actor: Actor, suggestion_id: UUID) -> SuggestionPage:
    """A suggestion for its page. Out of sight is 404."""
    suggestion = suggestion_of(actor, suggestion_id)
    said = list(
        Opinion.objects.visible_to(actor).filter(suggestion=suggestion).select_related("session").order_by("at", "pk")
    )
    signed = list(
        Signature.objects.visible_to(actor).filter(suggestion=suggestion).select_related("deputy").order_by("place")
    )
    told = list(Told.objects.visible_to(actor).filter(suggestion=suggestion).order_by("at", "pk"))
    rated = list(Rating.objects.visible_to(actor).filter(suggestion=suggestion).order_by("at", "pk"))
    case = _case(actor, suggestion)
    answered = case.case.closed_at if case else None
    waits = set(
        still_waiting([str(one.pk) for one in said] + [str(one.deputy_id) for one in signed], words(told), answered)
    )
    authors = [
        Author(one, author_shown(actor, one), [t for t in told if t.opinion_id == one.pk], str(one.pk) in waits)
        for one in said
    ]
    signers = [
        Signer(
            one.deputy, place == 0, [t for t in told if t.deputy_id == one.deputy_id], str(one.deputy_id) in waits,
            [r for r in rated if r.deputy_id == one.deputy_id],
        )
        for place, one in enumerate(signed)
    ]  # fmt: skip
    state = case.case.state if case else "working" if suggestion.case_id else ""
    stage = stage_of(case_state=state, withdrawn=bool(suggestion.withdrawn_why), waiting=len(waits))
    rating = together([str(one.deputy_id) for one in signed], holding(said_of(rated), answered))
    return SuggestionPage(suggestion, stage, authors, signers, case, rating)


def _case(actor: Actor, suggestion: Suggestion) -> Any:
    """Its case whole; None before it is handed in, and where its matter is sensitive and somebody else handles it."""
    try:
        return case_queries.page_of(actor, suggestion.case_id) if suggestion.case_id else None
    except NotVisible:
        return None


def said_of(rated: Iterable[Rating]) -> list[Said]:
    """What deputies said of answers, as the rules look at it."""
    return [Said(str(one.deputy_id), one.rating, one.at) for one in rated]


def words(told: Iterable[Told]) -> list[Word]:
    """Who was told when, as the rules look at it."""
    return [Word(str(one.opinion_id or one.deputy_id), one.at) for one in told]
