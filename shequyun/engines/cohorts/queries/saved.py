"""Saved cohorts: those the actor may see, who joined and left since the last look, and the looks."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.records import ScopedQuerySet
from shequyun.base.scope import above
from shequyun.engines.cohorts.choices import Sharing
from shequyun.engines.cohorts.models import Cohort, Look, Member
from shequyun.engines.cohorts.queries.members import members
from shequyun.kernel.residents.queries import residents


def cohorts(actor: Actor) -> list[Cohort]:
    """The actor's own in this area, and those shared with it."""
    if not actor.area:
        return []
    mine = Q(staff_id=actor.staff_id, area=actor.area)
    shared = Q(sharing=Sharing.AREA, area=actor.area) | Q(sharing=Sharing.WITHIN, area__in=above(actor.area))
    return list(Cohort.objects.filter(mine | shared).order_by("name", "pk"))


def cohort_of(actor: Actor, cohort_id: UUID | str) -> Cohort:
    """One of them. Out of sight is 404."""
    found = next((one for one in cohorts(actor) if str(one.pk) == str(cohort_id)), None)
    if found is None:
        raise NotVisible()
    return found


@dataclass(frozen=True)
class Moves:
    """Who joined and who left since the last look, as queries of residents. `since` None: never looked."""

    since: Any
    joined: ScopedQuerySet[Any]
    left: ScopedQuerySet[Any]


def moves(actor: Actor, cohort: Cohort, *, today: date) -> Moves:
    """The difference between who meets the condition now and who was there at the last look in this area."""
    look = looks_of(actor, cohort)[:1]
    known = Member.objects.filter(
        cohort_id=cohort.pk, until=None, community=OuterRef("community"), resident_id=OuterRef("pk")
    )
    now = members(actor, cohort.condition, today=today)
    left = residents_known(actor, cohort).exclude(pk__in=now.values("pk"))
    return Moves(look[0].at if look else None, now.filter(~Exists(known)), left)  # type: ignore[arg-type]


def residents_known(actor: Actor, cohort: Cohort) -> ScopedQuerySet[Any]:
    """Residents who were in the cohort at its last look, merged and dead ones too."""
    known = Member.objects.visible_to(actor).filter(cohort_id=cohort.pk, until=None)
    return residents(actor).filter(pk__in=known.values("resident_id"))  # type: ignore[return-value]


def looks_of(actor: Actor, cohort: Cohort) -> list[Look]:
    """Looks in the actor's area, the newest first."""
    return list(Look.objects.filter(cohort_id=cohort.pk, area=actor.area).order_by("-at")[:60])
