"""The dialog that shares a list out, with everything filled in so that one click is enough; and what it sends."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput
from shequyun.base.ids import new_id
from shequyun.engines.worklist import actions, queries
from shequyun.engines.worklist.choices import Asker, Spread
from shequyun.engines.worklist.rules.matters import asker_of, needs_approval
from shequyun.faces.workbench.forms.worklist import ShareForm

TITLE = 60
USUAL_OF = {"resident": "elder_care", "dwelling": "empty_home", "organisation": "fire", "building": "fire"}


def sharing(actor: Actor, sentence: str, *, today: date, kind: str = "resident") -> dict[str, Any]:
    """Matters with their due days, everybody who can work, the sentence as title (heads hand out and are not chosen), a key against sending twice."""
    asker = asker_of(actor.area)
    lines = [one for one in queries.matters(actor, on=today) if asker == Asker.COMMITTEE or not one.own]
    calendar = queries.working_calendar()
    crew = queries.workers(actor)
    only_heads = all(one.leads for one in crew)
    usual = next((one for one in lines if one.code == USUAL_OF[kind]), lines[0] if lines else None)
    return {
        "matters": [(one, calendar.after(today, one.working_days)) for one in lines],
        "usual": usual.code if usual else "",
        "workers": [(one, not one.leads or only_heads) for one in crew],
        "title": sentence[:TITLE] or (usual.name if usual else ""),
        "ways": Spread.choices,
        "key": new_id(),
        "from_above": asker != Asker.COMMITTEE,
        "needs_approval": needs_approval(asker),
    }


def shared(request: HttpRequest, kind: str, keys: Sequence[UUID]) -> UUID:
    """Make the drive that the dialog asks for, of subjects of a kind. Refuses what the dialog cannot send."""
    form = ShareForm(request.POST, workers=queries.workers(request.actor))
    if not form.is_valid():
        raise BadInput()
    data = form.cleaned_data
    return actions.share_out(
        request.actor,
        matter=data["matter"],
        matter_name=data["matter_name"],
        title=data["title"],
        subject_kind=kind,
        subject_ids=keys,
        workers=[UUID(key) for key in data["workers"]],
        by=data["by"] or "building",
        due_on=data["due_on"],
        note=data["words"],
        asked_for=data["asked_for"],
        drive_id=data["drive_id"],
    )
