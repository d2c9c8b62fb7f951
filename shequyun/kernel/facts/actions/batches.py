"""Opening a batch: who says it, from which source, about which day."""

from datetime import date
from uuid import UUID

from shequyun.base.actor import Actor
from shequyun.kernel.facts.models import Batch


def open_batch(actor: Actor, *, source: str, observed_on: date, title: str = "", undoes: UUID | None = None) -> Batch:
    """A new, open batch in the actor's area. An unknown source is refused by the database."""
    return Batch.objects.create(
        area=actor.area,
        source_id=source,
        observed_on=observed_on,
        title=title,
        actor_id=actor.staff_id,
        actor_name=actor.name,
        undoes_id=undoes,
    )
