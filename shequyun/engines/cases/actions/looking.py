"""Looking at what is guarded: sensitive cases and whole telephone numbers, each time in the trail."""

from uuid import UUID

from django.utils.translation import gettext as _now

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.engines.cases.actions.recording import happen, locked, said, settle
from shequyun.engines.cases.choices import Happened
from shequyun.engines.cases.models import Case, Link
from shequyun.engines.cases.queries.pages import phone_of, token_of
from shequyun.engines.cases.queries.seeing import case_of
from shequyun.engines.worklist.actions import hush


@action("cases.look", right="cases.read")
def look(actor: Actor, case_id: UUID) -> None:
    """A sensitive case was opened: the trail shows who looked. Its page calls this."""
    case = case_of(actor, case_id)
    note("case", case.pk, case.community, number=case.number, did="look", disclosure=True)


@action("cases.print_receipt", right="cases.read")
def print_receipt(actor: Actor, case_id: UUID) -> str:
    """The code of the resident's page, for paper. Whoever holds it acts as the resident, so the trail shows who took it."""
    case = case_of(actor, case_id)
    note("case", case.pk, case.community, number=case.number, did="print_receipt", disclosure=case.sensitive)
    return token_of(case)


@action("cases.see_phone", right="cases.read")
def see_phone(actor: Actor, case_id: UUID, *, reason: str) -> str:
    """The whole number that was left, with a reason."""
    case = case_of(actor, case_id)
    note("case", case.pk, case.community, number=case.number, did="see_phone", reason=said(reason), disclosure=True)
    return phone_of(case)


def hush_tasks(actor: Actor, case: Case) -> None:
    """The tasks that came from a case say its number alone from now on."""
    tasks = (
        Link.objects.visible_to(actor).filter(case_id=case.pk, subject_kind="task").values_list("subject_id", flat=True)
    )
    hush(tasks, title=_now("Case %(number)s") % {"number": case.number})


@action("cases.mark_sensitive", right="cases.work")
def mark_sensitive(actor: Actor, case_id: UUID, *, on: bool, words: str) -> None:
    """From now on only those who handle it see the case; or everybody in the area again. Taking it off is for whoever
    leads."""
    if not on:
        actor.need("cases.lead")
    case = locked(actor, case_id)
    happen(actor, case, Happened.SENSITIVE, said(words), on=on)
    if on:
        hush_tasks(actor, case)
    settle(actor, case, "mark_sensitive", on=on)
