"""Saving a condition under a name, and forgetting it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotVisible
from shequyun.engines.cohorts.choices import Cycle, Sharing
from shequyun.engines.cohorts.models import Cohort
from shequyun.engines.cohorts.rules.conditions import as_json, read_condition


class NameMissing(BadInput):
    code = "cohorts.name_missing"
    sentence = _("Give the cohort a name.")


@action("cohorts.save", right="residents.read")
def save_cohort(
    actor: Actor,
    *,
    name: str,
    condition: Any,
    columns: Iterable[str] = (),
    order: str = "",
    sharing: str = Sharing.ME,
    cycle: str = Cycle.NEVER,
) -> UUID:
    """Keep a condition under a name; the same name of one's own again replaces it.

    Sharing beyond oneself needs `views.share`. Refuses a condition that cannot be read, and an empty name.
    """
    if sharing != Sharing.ME:
        actor.need("views.share")
    if not name.strip():
        raise NameMissing()
    said = as_json(read_condition(condition))
    cohort, created = Cohort.objects.get_or_create(
        staff_id=actor.staff_id,
        area=actor.area,
        name=name.strip()[:40],
        defaults={"condition": said, "staff_name": actor.name},
    )
    cohort.version += not created
    cohort.condition, cohort.columns, cohort.order = said, list(columns), order
    cohort.sharing, cohort.cycle, cohort.staff_name = Sharing(sharing), Cycle(cycle), actor.name
    cohort.save()
    note("cohort", cohort.pk, actor.area, name=cohort.name, sharing=cohort.sharing, cycle=cohort.cycle)
    return cohort.pk


@action("cohorts.remove", right="residents.read")
def remove_cohort(actor: Actor, cohort_id: UUID) -> None:
    """Forget a cohort of one's own. Refuses one of somebody else (404: it is not yours to see as yours)."""
    cohort = Cohort.objects.filter(pk=cohort_id, staff_id=actor.staff_id, area=actor.area).first()
    if cohort is None:
        raise NotVisible()
    cohort.delete()
    note("cohort", cohort_id, actor.area, name=cohort.name, did="remove")
