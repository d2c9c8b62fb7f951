"""Gaps of a filling become tasks: one for each person, asking what the form wants and the register does not know."""

from uuid import UUID, uuid5

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput
from shequyun.base.scope import COMMITTEE
from shequyun.engines.ledgers.fields import meanings
from shequyun.engines.ledgers.queries.fillings import filling_of
from shequyun.engines.worklist.actions import share_out
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.residents.queries import residents

OWN, ASKED = "verify", "population"  # the matters of the list that asking belongs to, by who asks
NAME = "人口信息核实"


class NothingMissing(BadInput):
    """No gaps, no tasks."""

    code = "ledgers.nothing_missing"
    sentence = gettext_lazy("Nothing is missing, so there is nothing to ask.")


@action("ledgers.fill")
def ask_for_gaps(actor: Actor, filling_id: UUID) -> UUID:
    """Share the gaps of a filling out as tasks, by building. The same filling twice is once. Returns the drive's id."""
    filling, known = filling_of(actor, filling_id), meanings(actor)
    there = set(residents(actor).filter(pk__in=list(filling.missing)).values_list("pk", flat=True))
    keys = [UUID(key) for key in filling.missing if UUID(key) in there]
    if not keys:
        raise NothingMissing()
    fields = subject_of("resident").by_name
    asked = {known[name].field for gaps in filling.missing.values() for name in gaps if name in known}
    drive = share_out(
        actor,
        matter=OWN if len(actor.area) >= COMMITTEE else ASKED,
        matter_name=NAME,
        title=_("Gaps of “%(form)s”") % {"form": filling.form.name},
        subject_kind="resident",
        subject_ids=keys,
        by="building",
        fields=[name for name in fields if name in asked and fields[name].on_screen],
        asked_for=filling.form.department,
        drive_id=uuid5(filling.pk, "gaps"),
    )
    note("filling", filling.pk, filling.community, drive=str(drive), count=len(keys))
    return drive
