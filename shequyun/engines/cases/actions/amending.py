"""What the system that a case came from says anew: a number, a telephone, more urgent than before."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from shequyun.base.action import action
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotVisible
from shequyun.base.secrets import keyring
from shequyun.engines.cases.actions.recording import happen, said, settle
from shequyun.engines.cases.actions.registering import check_outside_number, outside_form
from shequyun.engines.cases.choices import Happened, Kind, Urgency
from shequyun.engines.cases.models import Case


@dataclass(frozen=True)
class Amendment:
    """What is to be changed; what is empty stays as it is. `grades` are added to those that the case has."""

    urgency: str = ""
    kind: str = ""
    grades: Sequence[str] = ()
    phone: str = ""
    outside_number: str = ""


@action("cases.amend", right="cases.register")
def amend(actor: Actor, case_id: UUID, *, words: str, amendment: Amendment) -> None:
    """Note what another system says of its case, and change what follows from it: clocks are reckoned anew.

    Also of a sensitive case that the actor does not see: nothing of it is shown. Refuses no words, and a number that
    another case carries.
    """
    case = Case.objects.visible_to(actor).select_for_update().filter(pk=case_id).first()
    if case is None:
        raise NotVisible()
    if amendment.urgency not in ("", *Urgency.values) or amendment.kind not in ("", *Kind.values):
        raise BadInput()
    before = {"urgency": case.urgency, "kind": case.kind, "grades": case.grades, "outside_number": case.outside_number}
    _change(case, amendment)
    changed = {name: [old, getattr(case, name)] for name, old in before.items() if old != getattr(case, name)}
    happen(actor, case, Happened.NOTED, said(words), amended=changed)
    settle(actor, case, "amend", fields=sorted(changed))


def _change(case: Case, amendment: Amendment) -> None:
    case.urgency = amendment.urgency or case.urgency
    case.kind = amendment.kind or case.kind
    case.grades = sorted({*case.grades, *amendment.grades})
    if amendment.phone:
        case.phone_sealed = keyring().seal(amendment.phone)
    if amendment.outside_number and outside_form(amendment.outside_number) != case.outside_number:
        check_outside_number(case.community, amendment.outside_number)
        case.outside_number = outside_form(amendment.outside_number)
