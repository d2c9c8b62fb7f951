"""A call from the recall list: told, not answered, or comes on a day. It is a visit by phone, on every time line."""

from datetime import date
from uuid import UUID

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput
from shequyun.engines.worklist.actions import record_visit
from shequyun.engines.worklist.choices import VisitOutcome
from shequyun.kernel.residents.queries import resident_of
from shequyun.programmes.vaccination.choices import VACCINES
from shequyun.programmes.vaccination.models import Coming
from shequyun.programmes.vaccination.rules.checks import ProductUnknown


class Called(TextChoices):
    """What came of a call."""

    TOLD = "told", _("Told")
    NO_ANSWER = "no_answer", _("Not answered")
    COMES = "comes", _("Will come on a day")


class NoDayToCome(BadInput):
    """Who comes, comes on a day."""

    code = "vaccination.no_day_to_come"
    sentence = _("Enter the day on which they will come: today or later.")


@action("vaccination.call", right="visits.record")
def record_call(
    actor: Actor,
    resident_id: UUID,
    *,
    vaccine: str,
    outcome: str,
    comes_on: date | None = None,
    said: str = "",
    visit_id: UUID | None = None,
) -> UUID:
    """Record a call for a vaccine as a visit by phone. Returns the visit's id; the same `visit_id` twice is once.

    The recall stays open until the dose is known. Refuses (404) somebody out of sight, (422) an unknown vaccine or
    outcome, a day to come that has passed.
    """
    person = resident_of(actor, resident_id)
    if vaccine not in VACCINES:
        raise ProductUnknown()
    if outcome not in Called.values:
        raise BadInput()
    if outcome == Called.COMES and (comes_on is None or comes_on < timezone.localdate()):
        raise NoDayToCome()
    words = [_words(vaccine, outcome, comes_on), said.strip()]
    key = record_visit(
        actor,
        dwelling_id=None,
        resident_ids=[person.pk],
        outcome=VisitOutcome.NO_ANSWER if outcome == Called.NO_ANSWER else VisitOutcome.PHONED,
        said=" ".join(filter(None, words)),
        source="visit",
        visit_id=visit_id,
    )
    if outcome == Called.COMES and comes_on is not None:
        Coming.objects.get_or_create(
            visit_id=key,
            community=person.community,
            defaults={"resident_id": person.pk, "vaccine": vaccine, "comes_on": comes_on},
        )
    note("resident", person.pk, person.community, vaccine=vaccine, call=outcome, visit=str(key))
    return key


def _words(vaccine: str, outcome: str, comes_on: date | None) -> str:
    short = {"vaccine": VACCINES[vaccine].short}
    if outcome == Called.COMES and comes_on is not None:
        return _now("%(vaccine)s vaccination: comes on %(day)s.") % (short | {"day": comes_on.isoformat()})
    if outcome == Called.NO_ANSWER:
        return _now("Called about %(vaccine)s vaccination.") % short
    return _now("Told about %(vaccine)s vaccination.") % short
