"""Recording that somebody may not be given a vaccine or refuses it, and that this is over."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.ids import new_id
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.residents.actions.correcting import living_record
from shequyun.programmes.vaccination.choices import VACCINES
from shequyun.programmes.vaccination.models import VaccineRemark
from shequyun.programmes.vaccination.rules.checks import ProductUnknown, check_remark


@action("vaccination.remark", right="vaccination.see_reasons")
def record_remark(
    actor: Actor,
    resident_id: UUID,
    *,
    vaccine: str,
    kind: str,
    reason: str,
    from_date: date | None = None,
    until: date | None = None,
    source: str = "desk",
) -> UUID:
    """Say why a resident is not called for a vaccine. One said before about the same vaccine ends for it.

    Refuses (404) somebody out of sight, (422) an empty reason, a day to come, days in the wrong order.
    """
    person = living_record(actor, resident_id)
    today = timezone.localdate()
    since = from_date or today
    if vaccine not in VACCINES:
        raise ProductUnknown()
    check_remark(kind, reason, from_date=since, until=until, today=today)
    before = VaccineRemark.objects.visible_to(actor).filter(resident_id=person.pk, vaccine=vaccine, to_date=None)
    ended = [Say("vaccine_remark", one.community, {"to_date": today}, subject_id=one.pk) for one in before]
    if ended:
        observe(actor, ended, source=source, observed_on=today)
    values = {
        "kind": kind,
        "reason": reason.strip()[:200],
        "from_date": since,
        "until": until,
        "resident_id": person.pk,
    }
    said = {name: value for name, value in values.items() if value is not None}
    key = new_id()
    say = Say("vaccine_remark", person.community, said, subject_id=key, fixed={"vaccine": vaccine}, new=True)
    observe(actor, [say], source=source, observed_on=today)
    note("resident", person.pk, person.community, vaccine=vaccine, kind=kind)
    return key


@action("vaccination.remark", right="vaccination.see_reasons")
def end_remark(actor: Actor, remark_id: UUID) -> UUID:
    """It holds no longer, from today on. Returns the resident; one that is over already stays as it is."""
    found = VaccineRemark.objects.visible_to(actor).filter(pk=remark_id).first()
    if found is None:
        raise NotVisible()
    today = timezone.localdate()
    if found.to_date is None:
        say = Say("vaccine_remark", found.community, {"to_date": today}, subject_id=found.pk)
        observe(actor, [say], source="desk", observed_on=today)
    note("resident", found.resident_id, found.community, vaccine=found.vaccine, did="end")
    return found.resident_id
