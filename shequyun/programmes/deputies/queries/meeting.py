"""Deputies, places to meet, sessions with what was said."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.records import ScopedQuerySet
from shequyun.programmes.deputies.models import Deputy, Opinion, Presence, Session, Station

SEE_NAMES = "deputies.see_names"


def deputies(actor: Actor) -> ScopedQuerySet[Deputy]:
    """The deputies in office who keep contact here, city before district."""
    return Deputy.objects.visible_to(actor).filter(to_date=None).order_by("congress", "name")  # type: ignore[return-value]


def stations(actor: Actor) -> ScopedQuerySet[Station]:
    """Places where deputies meet residents."""
    return Station.objects.visible_to(actor).filter(to_date=None).order_by("name")  # type: ignore[return-value]


def sessions(actor: Actor) -> ScopedQuerySet[Session]:
    """Sessions, the latest first, with how many opinions were said and how many of them still wait to be sorted."""
    found: Any = (
        Session.objects.visible_to(actor)
        .annotate(said=Count("opinion"), left=Count("opinion", filter=_UNSORTED))
        .order_by("-held_on", "-pk")
    )
    return found


_UNSORTED = Q(opinion__suggestion=None, opinion__aside="")


def session_of(actor: Actor, session_id: UUID) -> Session:
    """One session. Out of sight is 404."""
    found = sessions(actor).select_related("station").filter(pk=session_id).first()
    if found is None:
        raise NotVisible()
    return found


def opinions(actor: Actor) -> ScopedQuerySet[Opinion]:
    """What was said, in the order in which it was said."""
    return Opinion.objects.visible_to(actor).order_by("session", "number")  # type: ignore[return-value]


def opinion_of(actor: Actor, opinion_id: UUID) -> Opinion:
    """One opinion. Out of sight is 404."""
    found = opinions(actor).select_related("session").filter(pk=opinion_id).first()
    if found is None:
        raise NotVisible()
    return found


def opinions_by(actor: Actor, resident_id: UUID) -> ScopedQuerySet[Opinion]:
    """What a resident said under their name, the newest first; nothing for those who may not see names."""
    found = opinions(actor).filter(resident_id=resident_id) if actor.can(SEE_NAMES) else Opinion.objects.none()
    return found.select_related("session", "suggestion").order_by("-at")  # type: ignore[return-value]


def unsorted(actor: Actor) -> ScopedQuerySet[Opinion]:
    """Opinions that are in no suggestion and were not set aside."""
    return opinions(actor).filter(suggestion=None, aside="")  # type: ignore[return-value]


@dataclass(frozen=True)
class SessionPage:
    """A session with its deputies and what was said."""

    session: Session
    deputies: list[Deputy]
    opinions: list[Opinion]


def session_page(actor: Actor, session_id: UUID) -> SessionPage:
    """A session for its page. Out of sight is 404."""
    session = session_of(actor, session_id)
    present = Presence.objects.visible_to(actor).filter(session=session).select_related("deputy")
    said = list(opinions(actor).filter(session=session).select_related("suggestion"))
    return SessionPage(session, [one.deputy for one in present.order_by("deputy__congress", "deputy__name")], said)
