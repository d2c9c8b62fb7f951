"""The list of matters changes: a subdistrict adds a line, changes one for itself, or takes one off. Lines are dated."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotVisible
from shequyun.base.ids import new_id
from shequyun.engines.worklist.models import Matter
from shequyun.engines.worklist.queries.matters import matter_of, matters
from shequyun.engines.worklist.rules.matters import UnknownField
from shequyun.kernel.facts.fields import subjects


class GroundMissing(BadInput):
    sentence = _("A matter on the list needs a name, a responsible department and a legal ground.")


class NameListed(BadInput):
    sentence = _("“%(name)s” is already on the list.")


@action("matters.change")
def list_matter(
    actor: Actor, *, name: str, owner: str, ground: str, working_days: int, fields: Sequence[str] = (), code: str = ""
) -> UUID:
    """Put a matter on the list of the actor's area from today; with the `code` of a line, change that line here.

    Refuses a line without name, department or legal ground, a name that is listed, a field that no dictionary holds.
    """
    if not (name.strip() and owner.strip() and ground.strip()) or not 1 <= working_days <= 250:
        raise GroundMissing()
    today = timezone.localdate()
    if any(one.name == name.strip() and one.code != code for one in matters(actor, on=today)):
        raise NameListed(name=name.strip())
    known = {f"{subject.kind}.{field.name}" for subject in subjects() for field in subject.fields if field.on_screen}
    for field in fields:
        if field not in known:
            raise UnknownField(field=field)
    before = matter_of(actor, code, on=today) if code else None
    line, _new = Matter.objects.update_or_create(
        area=actor.area,
        code=before.code if before else f"own{new_id().hex[-10:]}",
        valid_from=today,
        defaults={
            "name": name.strip()[:48],
            "owner": owner.strip()[:32],
            "ground": ground.strip()[:200],
            "working_days": working_days,
            "fields": list(fields),
            "own": before.own if before else False,
            "valid_to": None,
        },
    )
    note("matter", line.pk, actor.area, name=line.name, ground=line.ground, did="list")
    return line.pk


@action("matters.change")
def end_matter(actor: Actor, matter_id: UUID, *, on: date | None = None) -> None:
    """Take a matter off the list of the actor's area from a day on (today unless said); drives under way go on."""
    line = next((one for one in matters(actor, on=timezone.localdate()) if one.pk == matter_id), None)
    if line is None:
        raise NotVisible()
    day = on or timezone.localdate()
    if line.area != actor.area:
        line = Matter(
            area=actor.area, code=line.code, name=line.name, owner=line.owner, ground=line.ground,
            working_days=line.working_days, fields=line.fields, own=line.own, valid_from=day,
        )  # fmt: skip
    line.valid_to = day
    line.save()
    note("matter", line.pk, actor.area, name=line.name, until=day.isoformat(), did="end")
