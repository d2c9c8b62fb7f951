"""Publishing a form to people, and closing it."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow
from shequyun.base.ids import new_id
from shequyun.base.scope import COMMITTEE
from shequyun.engines.surveys.models import Asked, Publication
from shequyun.engines.surveys.queries import publication_of, survey_of
from shequyun.kernel.residents.queries import residents

MOST = 20_000


class NobodyAsked(BadInput):
    code = "surveys.nobody_asked"
    sentence = _("Nobody on this list can be asked. Choose people who live here.")


class TooManyAsked(BadInput):
    code = "surveys.too_many_asked"
    sentence = _("A form can ask at most %(most)s people at once, but %(count)s are chosen. Publish it area by area.")


class DayPassed(BadInput):
    code = "surveys.day_passed"
    sentence = _("The last day is in the past. Choose today or later.")


class ClosedAlready(NotNow):
    code = "surveys.closed_already"
    sentence = _("This publication has been closed already.")


class PublishedAlready(NotNow):
    code = "surveys.published_already"
    sentence = _("This list has been published already.")


@action("surveys.publish")
def publish(
    actor: Actor, survey_id: UUID, *, resident_ids: Collection[UUID] | None = None, until: date | None = None,
    run: UUID | None = None,
) -> list[UUID]:  # fmt: skip
    """Have the newest edition ask people: those given, or all who live in the actor's area. One publication for each
    committee; returns their ids. `run` is made by the page, so that a double click publishes once.

    Refuses a form out of sight, nobody, too many, and a last day that has passed.
    """  # fmt: skip
    edition = survey_of(actor, survey_id).editions.order_by("-number")[0]
    if until is not None and until < timezone.localdate():
        raise DayPassed()
    run = run or new_id()
    if Publication.objects.visible_to(actor).filter(run=run).exists():
        raise PublishedAlready()
    found = residents(actor).filter(death_date=None)
    found = found.filter(living_here=True) if resident_ids is None else found.filter(pk__in=list(resident_ids))
    people = list(found.order_by().values_list("community", "pk"))
    if not people:
        raise NobodyAsked()
    if len(people) > MOST:
        raise TooManyAsked(most=MOST, count=len(people))
    made = []
    for community in sorted({where[:COMMITTEE] for where, _key in people}):
        one = Publication.objects.create(
            community=community, edition=edition, run=run, until=until, staff_id=actor.staff_id, staff_name=actor.name
        )
        keys = [key for where, key in people if where.startswith(community)]
        Asked.objects.bulk_create([Asked(community=community, publication=one, resident_id=key) for key in keys])
        note("publication", one.pk, community, survey=str(survey_id), edition=edition.number, asked=len(keys))
        made.append(one.pk)
    return made


@action("surveys.publish")
def close_publication(actor: Actor, publication_id: UUID) -> None:
    """Ask nobody more: phones drop the form at their next contact. What was filled in before still comes in."""
    one = publication_of(actor, publication_id)
    if one.closed_at is not None:
        raise ClosedAlready()
    Publication.objects.visible_to(actor).filter(pk=one.pk).update(closed_at=timezone.now())
    note("publication", one.pk, one.community, closed=True)
