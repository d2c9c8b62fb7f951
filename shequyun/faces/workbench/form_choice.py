"""The forms that a list of people can be filled into."""

from datetime import date

from shequyun.base.actor import Actor
from shequyun.engines.ledgers.choices import Paper
from shequyun.engines.ledgers.queries import Evidence, catalogue


def fill_forms(actor: Actor, *, today: date) -> list[Evidence]:
    """List forms of the catalogue that are not closed; none for whoever may not fill."""
    if not actor.can("ledgers.fill"):
        return []
    return [one for one in catalogue(actor, today=today) if one.form.paper == Paper.LIST and not one.closed]
