"""Background work of ledgers: forms for many people."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from shequyun.base.errors import Refusal
from shequyun.engines.intake.actions.running import actor_from
from shequyun.engines.ledgers.actions.running import fill_in, give_up


@app.task(name="ledgers.fill", queue="ledgers")
def fill(filling_id: str, who: dict[str, Any]) -> None:
    """Fill a form in; what goes wrong is told on its page."""
    actor, key = actor_from(who), UUID(filling_id)
    try:
        fill_in(actor, key)
    except Refusal as refusal:
        give_up(actor, key, words=str(refusal))
    except Exception:
        give_up(
            actor,
            key,
            words=_(
                "The form could not be filled in. Fill it again; if that fails too, tell the system administrator."
            ),
        )
        raise
