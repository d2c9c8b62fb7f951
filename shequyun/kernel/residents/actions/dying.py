"""Recording a death: the stays end, the record stays."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.residents.actions.correcting import living_record
from shequyun.kernel.residents.actions.moving import ending, open_stays
from shequyun.kernel.residents.rules.moves import DiedAlready, check_date


@action("residents.move")
def record_death(actor: Actor, resident_id: UUID, *, on: date, source: str = "desk") -> None:
    """Record the day of death; every open stay ends that day. Refuses a second death and days in the future."""
    resident = living_record(actor, resident_id)
    if resident.death_date is not None:
        raise DiedAlready()
    check_date(on, today=timezone.localdate(), began=resident.birth_date)
    sayings = [Say("resident", resident.community, {"death_date": on}, subject_id=resident.pk)]
    sayings += [ending(stay, max(on, stay.from_date or on), "death") for stay in open_stays(resident)]
    observe(actor, sayings, source=source, observed_on=timezone.localdate())
    note("resident", resident.pk, resident.community, died=on.isoformat())
