"""Doing what the lines of a list say: registering cases, noting changes, taking up again what is given again."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _now

from shequyun.base.actor import Actor
from shequyun.engines.cases.actions import Amendment, Intake, amend, register, reopen
from shequyun.engines.cases.choices import Channel, Kind, Urgency
from shequyun.engines.cases.queries import case_of
from shequyun.engines.intake.choices import RowState
from shequyun.engines.intake.fields import Filed, Judged, Line, target_of
from shequyun.programmes.hotline.actions.judging import Plan, plans
from shequyun.programmes.hotline.models import Order

DONE = (RowState.NEW, RowState.CHANGED, RowState.UNCHANGED)


def write(actor: Actor, filed: Filed, lines: Sequence[Line], tell: Callable[[int], None]) -> dict[int, Judged]:
    """Do what the lines say, judged anew: what became doubtful since the preview goes back to a person."""
    left: dict[int, Judged] = {}
    for done, plan in enumerate(plans(actor, filed, lines), 1):
        if plan.judged.state not in DONE:
            left[plan.line.number] = plan.judged
            continue
        _register(actor, filed, plan) if plan.case is None else _update(actor, filed, plan)
        tell(done)
    return left


def _register(actor: Actor, filed: Filed, plan: Plan) -> None:
    said, place = plan.said, plan.place
    key = register(
        actor,
        intake=Intake(
            words=said.words, channel=Channel.HOTLINE, kind=said.kind or Kind.HELP, matter=plan.matter,
            urgency=said.urgency or Urgency.NORMAL, resident_id=plan.resident_id, caller_name=said.caller,
            phone=said.phone, anonymous=said.anonymous, dwelling_id=place.dwelling_id,
            building_id=None if place.dwelling_id else place.building_id, place=place.text, grades=said.grades,
            sensitive=plan.hidden, outside_number=said.number, received_at=plan.received, take=False,
            data={"list": str(filed.upload_id)},
        ),
    )  # fmt: skip
    case = case_of(actor, key)
    plan.judged.subject_id, plan.judged.community = key, case.community
    _remember(filed, plan, case.community, key)


def _update(actor: Actor, filed: Filed, plan: Plan) -> None:
    if plan.reopen:
        reopen(actor, plan.case.pk, words=_now("The hotline has sent this order again."))
    if plan.changes:
        said = plan.said
        amendment = Amendment(
            urgency=said.urgency if _changed(plan, "urgency") else "",
            kind=said.kind if _changed(plan, "kind") else "",
            grades=said.grades,
            phone=said.phone if _changed(plan, "phone") else "",
            outside_number=said.number,
        )
        amend(actor, plan.case.pk, words=_words(plan), amendment=amendment)
    _remember(filed, plan, plan.case.community, plan.case.pk)


def _changed(plan: Plan, target: str) -> bool:
    return any(change[0] == target for change in plan.changes)


def _words(plan: Plan) -> str:
    """What the list says anew, for whoever handles the case: the new words in full."""
    parts = [_now("Hotline order %(number)s, from the list:") % {"number": plan.said.number}]
    for name, old, new in plan.changes:
        label: Any = target_of("order", name)
        value = {"words": plan.said.words, "caller": plan.said.caller, "address": plan.said.address}.get(name, new)
        parts.append(f"{label.label}: {old} → {value}" if old else f"{label.label}: {value}")
    return "\n".join(parts)


def _remember(filed: Filed, plan: Plan, community: str, case_id: UUID) -> None:
    """Keep what the list said, and where the order stands in it."""
    limit = timezone.make_aware(plan.said.limit) if plan.said.limit else None
    order = plan.order or Order(community=community, number=plan.said.number, case_id=case_id)
    kept = {name: value for name, value in order.said.items() if name != "state"}
    order.said, order.limit_at = {**kept, **plan.kept}, limit or order.limit_at
    order.upload_id, order.sheet, order.line = filed.upload_id, plan.line.sheet, plan.line.line
    order.save()
