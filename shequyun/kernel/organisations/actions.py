"""Entering and correcting organisations."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NotNow, NotVisible
from shequyun.base.ids import new_id
from shequyun.kernel.facts.actions import Applied, Say, observe
from shequyun.kernel.organisations.models import Organisation
from shequyun.kernel.organisations.queries import organisation_of
from shequyun.kernel.places.queries import building_of


class CodeTaken(NotNow):
    """A credit code names one organisation."""

    code = "organisations.code_taken"
    sentence = _("An organisation with this credit code is already recorded: %(name)s.")


class UnitInBoth(NotNow):
    """A credit code names one organisation, also in a committee that takes in another one."""

    code = "areas.unit_in_both"
    sentence = _("Both committees have these organisations: %(names)s. Keep one record of each first.")


def refuse_units(keys: Collection[UUID], _new: str) -> Collection[UUID]:
    """Called where an organisation would come to a committee that has its credit code."""
    names = Organisation.objects.filter(pk__in=keys).order_by("name").values_list("name", flat=True)
    raise UnitInBoth(names="、".join(names[:5]))


@action("organisations.correct")
def enter_organisation(actor: Actor, building_id: UUID, *, values: Mapping[str, Any], source: str = "desk") -> UUID:
    """Enter an organisation in a building. Refuses a credit code that another one there carries."""
    building = building_of(actor, building_id)
    _check_code(actor, str(values.get("credit_code", "")), but=None)
    key = new_id()
    say = Say("organisation", building.community, {**values, "building_id": building.pk}, subject_id=key, new=True)
    observe(actor, [say], source=source, observed_on=timezone.localdate())
    note("organisation", key, building.community, building=str(building.pk))
    return key


@action("organisations.correct")
def correct_organisation(
    actor: Actor, organisation_id: UUID, *, values: Mapping[str, Any], base_version: int, source: str = "desk"
) -> Applied:
    """Say that fields of an organisation are otherwise than known. Refuses an outdated `base_version` (409)."""
    found = organisation_of(actor, organisation_id)
    _check_code(actor, str(values.get("credit_code", "")), but=found.pk)
    say = Say("organisation", found.community, values, subject_id=found.pk, base_version=base_version)
    _batch, applied = observe(actor, [say], source=source, observed_on=timezone.localdate())
    note("organisation", found.pk, found.community, fields=sorted(values), disputed=applied.disputed)
    return applied


@action("organisations.correct")
def correct_organisations(actor: Actor, organisation_ids: Collection[UUID], *, values: Mapping[str, Any]) -> Applied:
    """Say the same of several organisations. Refuses one out of sight."""
    found = Organisation.objects.visible_to(actor).filter(pk__in=organisation_ids)
    places = dict(found.order_by("pk").values_list("pk", "community"))
    if not places or len(places) != len(set(organisation_ids)):
        raise NotVisible()
    says = [Say("organisation", community, values, subject_id=key) for key, community in places.items()]
    _batch, applied = observe(actor, says, source="desk", observed_on=timezone.localdate())
    note("organisation", None, actor.area, fields=sorted(values), count=len(says), disputed=applied.disputed)
    return applied


def _check_code(actor: Actor, code: str, *, but: UUID | None) -> None:
    taken = Organisation.objects.visible_to(actor).filter(credit_code=code).exclude(pk=but).first() if code else None
    if taken is not None:
        raise CodeTaken(name=taken.name)
