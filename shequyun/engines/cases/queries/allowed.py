"""What somebody may do with one case as it stands, so that a page offers what the actions take and nothing else."""

from dataclasses import dataclass

from shequyun.base.actor import Actor
from shequyun.engines.cases.choices import State
from shequyun.engines.cases.queries.pages import CasePage


@dataclass(frozen=True, slots=True)
class May:
    """Beside what rights say. `work`: what the handler does (answer, close, hand over …). `part`: has an open part.

    `handled`: it waits for a call-back, which is not theirs because they handled it. `visit`: have somebody visit for it.
    """

    lead: bool
    work: bool
    part: bool
    accept: bool
    take: bool
    call_back: bool
    handled: bool
    visit: bool


def may(actor: Actor, page: CasePage) -> May:
    """The same rules as `actions.recording.handled`, `giving` and `closing`, which refuse whoever tries all the same."""
    case, found, me = page.case, page.standing, str(actor.staff_id)
    lead, waits = actor.can("cases.lead"), found.state == State.CLOSED
    mine = me in (found.first, found.handler, *found.co)
    return May(
        lead=lead,
        work=found.is_open and (mine or lead or not found.handler),
        part=found.is_open and me in found.co.keys() - found.parts_done,
        accept=found.state == State.ASSIGNED and found.handler == me,
        take=found.is_open and not found.handler,
        call_back=waits and me not in found.handlers,
        handled=waits and me in found.handlers,
        visit=not case.sensitive and bool(case.resident_id or case.dwelling_id) and actor.can("tasks.share"),
    )
