"""What the dialog that shares a list out starts with: everything filled in, so that one click is enough."""

from datetime import date
from typing import Any

from shequyun.base.actor import Actor
from shequyun.base.ids import new_id
from shequyun.engines.worklist import queries
from shequyun.engines.worklist.choices import Asker, Spread
from shequyun.engines.worklist.rules.matters import asker_of, needs_approval

USUAL = "elder_care"
TITLE = 60


def sharing(actor: Actor, sentence: str, *, today: date) -> dict[str, Any]:
    """Matters with their due days, everybody who can work, the sentence as title (heads hand out and are not chosen), a key against sending twice."""
    asker = asker_of(actor.area)
    lines = [one for one in queries.matters(actor, on=today) if asker == Asker.COMMITTEE or not one.own]
    calendar = queries.working_calendar()
    crew = queries.workers(actor)
    only_heads = all(one.leads for one in crew)
    return {
        "matters": [(one, calendar.after(today, one.working_days)) for one in lines],
        "usual": next((one.code for one in lines if one.code == USUAL), lines[0].code if lines else ""),
        "workers": [(one, not one.leads or only_heads) for one in crew],
        "title": sentence[:TITLE],
        "ways": Spread.choices,
        "key": new_id(),
        "from_above": asker != Asker.COMMITTEE,
        "needs_approval": needs_approval(asker),
    }
