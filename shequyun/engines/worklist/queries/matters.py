"""The list of matters as it holds somewhere on a day, and drives with what was decided about them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.scope import SUBDISTRICT, above
from shequyun.engines.worklist.choices import Ruling
from shequyun.engines.worklist.models import Drive, Matter, RulingOnDrive, Task
from shequyun.engines.worklist.rules.matters import holds


def matters(actor: Actor, *, on: date, ended: bool = False) -> list[Matter]:
    """The list that holds in the actor's area on a day: of two lines with one code the nearer area's. Own work first."""
    found = Matter.objects.filter(area__in=above(actor.area), valid_from__lte=on).order_by("area", "valid_from")
    by_code = {one.code: one for one in found}
    lines = [one for one in by_code.values() if ended or holds(one.valid_from, one.valid_to, on)]
    return sorted(lines, key=lambda one: (not one.own, one.owner, one.code))


def matter_of(actor: Actor, code: str, *, on: date) -> Matter | None:
    """The line of that code, if the list holds one that day."""
    return next((one for one in matters(actor, on=on) if one.code == code), None)


def drives(actor: Actor) -> QuerySet[Drive]:
    """Drives of the actor's area, and those from above that have a task in it; the newest first.

    A committee sees what needs the subdistrict's admission once that is given.
    """
    mine = Task.objects.visible_to(actor).filter(drive=OuterRef("pk"))
    scope = actor.scope
    found = Drive.objects.filter(
        Q(area__gte=scope.lo, area__lt=scope.hi) | Q(area__in=above(actor.area)) & Exists(mine)
    )
    if len(actor.area) > SUBDISTRICT:
        found = found.filter(Q(needs_approval=False) | Exists(_approved(actor.area[:SUBDISTRICT])))
    return found.order_by("-made_at", "pk") if scope.lo else found.none()


def _approved(subdistrict: str) -> QuerySet[RulingOnDrive]:
    return RulingOnDrive.objects.filter(drive=OuterRef("pk"), area=subdistrict, ruling=Ruling.APPROVED)


def drive_of(actor: Actor, drive_id: UUID) -> Drive:
    """One drive. Out of sight is 404."""
    found = drives(actor).filter(pk=drive_id).first()
    if found is None:
        raise NotVisible()
    return found


def rulings_of(actor: Actor, drive_id: UUID) -> list[RulingOnDrive]:
    """What was decided about a drive, in the actor's area and above it, the oldest first."""
    scope = actor.scope
    near = Q(area__gte=scope.lo, area__lt=scope.hi) | Q(area__in=above(actor.area))
    return list(RulingOnDrive.objects.filter(near, drive_id=drive_id).order_by("at"))


def drives_to_approve(actor: Actor) -> QuerySet[Any]:
    """Drives from above that wait for the admission of the actor's subdistrict."""
    if len(actor.area) != SUBDISTRICT:
        return Drive.objects.none()
    ruled = RulingOnDrive.objects.filter(drive=OuterRef("pk"), area=actor.area)
    return drives(actor).filter(needs_approval=True).exclude(Exists(ruled))
