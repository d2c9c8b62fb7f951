"""Closing a case, calling back by somebody else, re-opening with the old clock."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow
from shequyun.engines.cases.actions.recording import handled, happen, locked, said, settle
from shequyun.engines.cases.choices import DATED_RESULTS, RATINGS, Happened, State, results_for
from shequyun.engines.cases.models import Case
from shequyun.engines.cases.queries.pages import events_of, facts_of
from shequyun.engines.cases.rules.states import standing


class PartsOpen(NotNow):
    code = "cases.parts_open"
    sentence = _("%(who)s has not finished their part yet. Ask them to finish it, or note that it is no longer needed.")


class HandledIt(NotNow):
    code = "cases.handled_it"
    sentence = _("The handler of a case cannot make the call-back. Ask a colleague who did not handle it.")


class NotClosed(NotNow):
    code = "cases.not_closed"
    sentence = _("Case %(number)s is not waiting for a call-back.")


class NothingToReopen(NotNow):
    code = "cases.nothing_to_reopen"
    sentence = _("Case %(number)s is already open.")


class SayAll(BadInput):
    code = "cases.say_all"
    sentence = _("Ask for all three: speed, attitude, result.")


class SayUntilWhen(BadInput):
    code = "cases.say_until_when"
    sentence = _("An answer of this kind needs a date by which the matter will be solved. Enter it.")


@action("cases.close", right="cases.work")
def close(
    actor: Actor,
    case_id: UUID,
    *,
    result: str,
    done: str,
    evidence: str = "",
    by: date | None = None,
    base_version: int | None = None,
) -> None:
    """End a case: the type of result, what was done (the resident reads it), what shows it. Refuses while parts are open.

    Deputies' suggestions have results of their own; of those that are planned `by` says until when.
    """
    case = handled(actor, case_id, base_version)
    if result not in results_for(case.channel).values:
        raise BadInput()
    if result in DATED_RESULTS and by is None:
        raise SayUntilWhen()
    found = standing(facts_of(events_of(actor, case.pk)))
    waiting = [found.co_names[key] for key in found.co if key not in found.parts_done]
    if waiting:
        raise PartsOpen(who=waiting[0])
    happen(actor, case, Happened.CLOSED, said(done), to_resident=True, result=result, evidence=evidence.strip()[:500], **({"by": by.isoformat()} if by else {}))  # fmt: skip
    settle(actor, case, "close", result=result)


def _answered_by_others(actor: Actor, case_id: UUID) -> Case:
    """A case whose answer waits for what is said of it. Refuses one that waits for nothing, and whoever handled it."""
    case = locked(actor, case_id)
    found = standing(facts_of(events_of(actor, case.pk)))
    if found.state != State.CLOSED:
        raise NotClosed(number=case.number)
    if str(actor.staff_id) in found.handlers:
        raise HandledIt()
    return case


@action("cases.call_back", right="cases.call_back")
def call_back(
    actor: Actor, case_id: UUID, *, reached: bool, ratings: dict[str, bool] | None = None, words: str = ""
) -> None:
    """Ask the resident how it went. Refuses whoever handled it; after three tries without reaching anybody it is done.

    A resident who is content with neither speed, attitude nor result is not content: whoever calls may re-open.
    """
    case = _answered_by_others(actor, case_id)
    said_of = ratings or {}
    if reached and set(said_of) != set(RATINGS):
        raise SayAll()
    happen(actor, case, Happened.CALLED_BACK, words, reached=reached, **(said_of if reached else {}))
    settle(actor, case, "call_back", reached=reached)


@action("cases.rate_for_deputies", right="cases.call_back")
def rate_for_deputies(actor: Actor, case_id: UUID) -> None:
    """All deputies who signed a suggestion are content with its answer: it is done without a call-back. Refuses whoever
    handled it, and a case that waits for nothing."""
    case = _answered_by_others(actor, case_id)
    happen(actor, case, Happened.RATED, satisfied=True)
    settle(actor, case, "rate")


@action("cases.reopen", right="cases.call_back")
def reopen(actor: Actor, case_id: UUID, *, words: str) -> None:
    """Take a case up again; its handler has it as before, and the old clock runs on."""
    case = locked(actor, case_id)
    reopened(actor, case, words)


def reopened(actor: Actor, case: Case, words: str, *, by_resident: bool = False) -> None:
    """For the action above and the resident's own."""

    if case.state not in (State.CLOSED, State.DONE):
        raise NothingToReopen(number=case.number)
    happen(actor, case, Happened.REOPENED, said(words), to_resident=True, by_resident=by_resident)
    settle(actor, case, "reopen", by_resident=by_resident)
