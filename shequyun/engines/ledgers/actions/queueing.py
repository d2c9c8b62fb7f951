"""Large fillings: kept as waiting, filled in by a job, with progress that others can see."""

from uuid import UUID

from django.utils import timezone

from shequyun.base.action import note
from shequyun.base.actor import Actor
from shequyun.engines.intake.actions.running import defer_job
from shequyun.engines.ledgers.choices import FillingState
from shequyun.engines.ledgers.models import Filling


def queued(actor: Actor, kept: Filling) -> UUID:
    """Keep a filling that waits, and queue its job in the running transaction. Returns its key."""
    kept.state, kept.step, kept.started_at = FillingState.WAITING, "queued", timezone.now()
    kept.save(force_insert=True)
    defer_job("ledgers.fill", actor, rights=actor.rights, filling_id=str(kept.pk))
    note("form", kept.form_id, actor.area, reason=kept.purpose, count=kept.count, queued=True)
    return kept.pk
