"""Deciding about drives from above: the subdistrict admits or declines, a committee refuses what is not on the list."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import override

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight
from shequyun.base.scope import COMMITTEE, SUBDISTRICT
from shequyun.engines.worklist.actions.working import ReasonMissing, end
from shequyun.engines.worklist.choices import Ruling, TaskOutcome
from shequyun.engines.worklist.models import Drive, RulingOnDrive
from shequyun.engines.worklist.queries.matters import drive_of
from shequyun.engines.worklist.queries.tasks import tasks
from shequyun.engines.worklist.rules.matters import (
    ADMISSION_RULE,
    REFUSAL_RULE,
    AlreadyRuled,
    OwnDrive,
    check_can_refuse,
)

LANGUAGE = "zh-hans"  # a rule is cited in the language of the law


@action("drives.approve", right="tasks.approve")
def approve_drive(actor: Actor, drive_id: UUID, *, reason: str = "") -> None:
    """The subdistrict admits a drive from above: its tasks are open in this subdistrict from now on."""
    drive = _from_above(actor, drive_id)
    _rule(actor, drive, Ruling.APPROVED, _cited(ADMISSION_RULE), reason)


@action("drives.decline", right="tasks.approve")
def decline_drive(actor: Actor, drive_id: UUID, *, reason: str) -> None:
    """The subdistrict does not admit a drive from above: its tasks here no longer apply. A reason is asked."""
    drive = _from_above(actor, drive_id)
    if not reason.strip():
        raise ReasonMissing()
    _rule(actor, drive, Ruling.DECLINED, _cited(ADMISSION_RULE), reason)
    _end_here(actor, drive, reason)


@action("drives.refuse", right="tasks.refuse")
def refuse_drive(actor: Actor, drive_id: UUID, *, reason: str = "") -> None:
    """The committee refuses a drive whose matter is not on the list; the rule is cited, its tasks here no longer apply.

    Refuses where the matter is on the list, and the committee's own drives.
    """
    drive = drive_of(actor, drive_id)
    if len(actor.area) != COMMITTEE:
        raise NoRight(right="tasks.refuse")
    check_can_refuse(asker=drive.asker, listed=drive.listed, name=drive.matter_name, ground=drive.ground)
    rule = _cited(REFUSAL_RULE)
    _rule(actor, drive, Ruling.REFUSED, rule, reason)
    _end_here(actor, drive, rule)


def _cited(rule: Any) -> str:
    with override(LANGUAGE):
        return str(rule)


def _from_above(actor: Actor, drive_id: UUID) -> Drive:
    drive = drive_of(actor, drive_id)
    if len(actor.area) != SUBDISTRICT:
        raise NoRight(right="tasks.approve")
    if not drive.needs_approval:
        raise OwnDrive()
    return drive


def _rule(actor: Actor, drive: Drive, ruling: Ruling, rule: str, reason: str) -> None:
    said, fresh = RulingOnDrive.objects.get_or_create(
        drive=drive,
        area=actor.area,
        defaults={
            "ruling": ruling,
            "rule": rule[:200],
            "reason": reason.strip()[:200],
            "staff_id": actor.staff_id,
            "staff_name": actor.name,
        },
    )
    if not fresh:
        day = timezone.localtime(said.at).date().isoformat()
        raise AlreadyRuled(who=said.staff_name, day=day, ruling=Ruling(said.ruling).label)
    note("drive", drive.pk, actor.area, ruling=str(ruling), title=drive.title, rule=rule, reason=reason.strip())


def _end_here(actor: Actor, drive: Drive, reason: str) -> None:
    for task in tasks(actor).filter(drive_id=drive.pk, outcome=""):
        end(actor, task, TaskOutcome.MOOT, fields=[], said=reason)
