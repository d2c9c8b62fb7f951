"""Correcting what is known about a resident, at the desk or the door."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NotNow, NotVisible
from shequyun.kernel.facts.actions import Applied, Say, observe
from shequyun.kernel.residents.models import Resident


class MergedAway(NotNow):
    """The record was merged into another; the other one is the living record."""

    code = "residents.merged_away"
    sentence = _("This record was merged into another one. Open that one instead.")


@action("residents.correct")
def correct(
    actor: Actor,
    resident_id: UUID,
    *,
    values: Mapping[str, Any],
    base_version: int,
    source: str = "desk",
    observed_on: date | None = None,
) -> Applied:
    """Say that fields of a resident are otherwise than known. `values` by field name, plain and already valid.

    What a higher source holds becomes a discrepancy instead of a change. Refuses a resident out of sight (404), one
    merged away, and a `base_version` that is no longer the newest (409, so that nobody overwrites unseen).
    """
    resident = living_record(actor, resident_id)
    say = Say("resident", resident.community, values, subject_id=resident.pk, base_version=base_version)
    _batch, applied = observe(actor, [say], source=source, observed_on=observed_on or timezone.localdate())
    note("resident", resident.pk, resident.community, fields=sorted(values), disputed=applied.disputed)
    return applied


def living_record(actor: Actor, resident_id: UUID) -> Resident:
    """The resident's row, locked. Refuses what is out of sight or merged away."""
    resident = Resident.objects.visible_to(actor).select_for_update().filter(pk=resident_id).first()
    if resident is None:
        raise NotVisible()
    if resident.merged_into is not None:
        raise MergedAway(into=str(resident.merged_into))
    return resident
