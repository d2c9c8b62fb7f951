"""Looking at what is guarded: sensitive cases and whole telephone numbers, each time in the trail."""

from uuid import UUID

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.engines.cases.actions.recording import happen, locked, said, settle
from shequyun.engines.cases.choices import Happened
from shequyun.engines.cases.queries.pages import phone_of
from shequyun.engines.cases.queries.seeing import case_of


@action("cases.look", right="cases.read")
def look(actor: Actor, case_id: UUID) -> None:
    """A sensitive case was opened: the trail shows who looked. Its page calls this."""
    case = case_of(actor, case_id)
    note("case", case.pk, case.community, number=case.number, did="look", disclosure=True)


@action("cases.see_phone", right="cases.read")
def see_phone(actor: Actor, case_id: UUID, *, reason: str) -> str:
    """The whole number that was left, with a reason."""
    case = case_of(actor, case_id)
    note("case", case.pk, case.community, number=case.number, did="see_phone", reason=said(reason), disclosure=True)
    return phone_of(case)


@action("cases.mark_sensitive", right="cases.work")
def mark_sensitive(actor: Actor, case_id: UUID, *, on: bool, words: str) -> None:
    """From now on only those who handle it see the case; or everybody in the area again. Taking it off is for whoever
    leads."""
    if not on:
        actor.need("cases.lead")
    case = locked(actor, case_id)
    happen(actor, case, Happened.SENSITIVE, said(words), on=on)
    settle(actor, case, "mark_sensitive", on=on)
