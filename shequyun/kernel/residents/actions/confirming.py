"""Confirming at the door: nothing changed, and that is a fact with a date."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.places.queries import dwelling_community
from shequyun.kernel.residents.models import Stay


@dataclass(frozen=True)
class Confirmed:
    """The stays that were confirmed, and those that had ended before the day they were seen on."""

    stays: list[UUID]
    ended: list[Stay]


@action("residents.confirm", right="residents.correct")
def confirm_home(
    actor: Actor, dwelling_id: UUID, *, stay_ids: Collection[UUID], on: date | None = None, source: str = "visit"
) -> Confirmed:
    """Say that these stays at a home are as they are known, on a day (today unless said).

    Moves the day of the home, of the stays and of their residents, never backwards. A stay that ended before the day
    is left alone and told: somebody says otherwise. Refuses a home out of sight; stays of other homes are ignored.
    """
    community = dwelling_community(actor, dwelling_id)
    day = min(on or timezone.localdate(), timezone.localdate())
    found = Stay.objects.visible_to(actor).filter(dwelling_id=dwelling_id, pk__in=list(stay_ids))
    stays = list(found.select_related("resident"))
    ended = [stay for stay in stays if stay.to_date is not None and stay.to_date < day]
    seen = [stay for stay in stays if stay not in ended]
    people = {stay.resident_id for stay in seen if stay.resident.merged_into is None}
    sayings = [Say("dwelling", community, {}, subject_id=dwelling_id)]
    sayings += [Say("resident", community, {}, subject_id=key) for key in sorted(people)]
    sayings += [Say("stay", community, {}, subject_id=stay.pk) for stay in seen]
    observe(actor, sayings, source=source, observed_on=day)
    note("dwelling", dwelling_id, community, confirmed=len(people), on=day.isoformat())
    return Confirmed([stay.pk for stay in seen], ended)
