"""Working on a case: calls, visits, notes, answers, pauses, extensions, asking others, reporting upwards."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow
from shequyun.base.scope import subdistrict_of
from shequyun.engines.cases.actions.recording import handled, happen, now, open_case, said, settle
from shequyun.engines.cases.choices import Happened, PauseReason
from shequyun.engines.cases.queries.pages import clocks_of, events_of, facts_of
from shequyun.engines.cases.rules.clocks import Clock
from shequyun.engines.cases.rules.states import standing


class NoSuchClock(NotNow):
    code = "cases.no_such_clock"
    sentence = _("This time limit cannot be extended.")


class MoreThanAllowed(BadInput):
    code = "cases.more_than_allowed"
    sentence = _("The rule allows at most %(most)s (%(source)s).")


class MayNotPause(NotNow):
    code = "cases.may_not_pause"
    sentence = _("None of the running time limits of this case may be paused (%(source)s).")


class NotPaused(NotNow):
    code = "cases.not_paused"
    sentence = _("The time limits of case %(number)s have already been paused or resumed. Reload the page.")


class NothingAsked(NotNow):
    code = "cases.nothing_asked"
    sentence = _("Nothing in case %(number)s is waiting for a decision.")


@action("cases.note", right="cases.work")
def note_inside(actor: Actor, case_id: UUID, *, words: str) -> None:
    """A note for colleagues; the resident never sees it. Whoever works on cases (cases.work) and sees this one may leave one."""
    case = open_case(actor, case_id)
    happen(actor, case, Happened.NOTED, said(words))
    settle(actor, case, "note")


@action("cases.answer", right="cases.work")
def answer(actor: Actor, case_id: UUID, *, words: str, base_version: int | None = None) -> None:
    """Answer the resident; it stands on their page at once."""
    case = handled(actor, case_id, base_version)
    happen(actor, case, Happened.ANSWERED, said(words), to_resident=True)
    settle(actor, case, "answer")


@action("cases.record_call", right="cases.work")
def record_call(actor: Actor, case_id: UUID, *, reached: bool, words: str = "") -> None:
    """The resident was called. One who was not reached stops no clock."""
    case = handled(actor, case_id)
    happen(
        actor,
        case,
        Happened.CALLED if reached else Happened.NOTED,
        words if reached else words or str(_("Called, not reached.")),
    )
    settle(actor, case, "call", reached=reached)


@action("cases.record_visit", right="cases.work")
def record_visit(actor: Actor, case_id: UUID, *, words: str) -> None:
    """Somebody went and looked."""
    case = handled(actor, case_id)
    happen(actor, case, Happened.VISITED, said(words))
    settle(actor, case, "visit")


@action("cases.pause", right="cases.work")
def pause(actor: Actor, case_id: UUID, *, reason: str, words: str = "", base_version: int | None = None) -> None:
    """The clocks stand still, for a reason from the list; the resident sees that they do. Refuses where law lets none."""
    if reason not in PauseReason.values:
        raise BadInput()
    case = handled(actor, case_id, base_version)
    facts = facts_of(events_of(actor, case.pk))
    if standing(facts).paused:
        raise NotPaused(number=case.number)
    told = [one for one in clocks_of(case, facts, now=now()) if one.stands]
    if told and not any(one.rule.pausable for one in told):
        raise MayNotPause(source=told[0].rule.source)
    happen(actor, case, Happened.PAUSED, words, to_resident=True, reason=reason)
    settle(actor, case, "pause", reason=reason)


@action("cases.resume", right="cases.work")
def resume(actor: Actor, case_id: UUID, *, words: str = "") -> None:
    """The clocks run again. Refuses a case that is not paused."""
    case = handled(actor, case_id)
    if not standing(facts_of(events_of(actor, case.pk))).paused:
        raise NotPaused(number=case.number)
    happen(actor, case, Happened.RESUMED, words, to_resident=True)
    settle(actor, case, "resume")


@action("cases.ask_extension", right="cases.work")
def ask_extension(actor: Actor, case_id: UUID, *, clock: str, amount: int, words: str) -> None:
    """Ask for more time, before it is over, with the reason; whoever leads decides."""
    case = handled(actor, case_id)
    found = _extensible(clocks_of(case, facts_of(events_of(actor, case.pk)), now=now()), clock)
    if not 0 < amount <= found.rule.extend:
        raise MoreThanAllowed(most=found.rule.extend, source=found.rule.source)
    happen(actor, case, Happened.EXTENSION_ASKED, said(words), clock=clock, amount=amount)
    settle(actor, case, "ask_extension", clock=clock, amount=amount)


def _extensible(told: list[Clock], name: str) -> Clock:
    found = next((one for one in told if one.name == name and one.stands and one.state != "late"), None)
    if found is None or not found.rule.extend:
        raise NoSuchClock()
    return found


@action("cases.decide_extension", right="cases.lead")
def decide_extension(actor: Actor, case_id: UUID, *, approve: bool, words: str = "") -> None:
    """Approve or refuse what was asked for. The resident is told of a new date."""
    case = open_case(actor, case_id)
    asked = standing(facts_of(events_of(actor, case.pk))).wants_extension
    if not asked:
        raise NothingAsked(number=case.number)
    kind = Happened.EXTENDED if approve else Happened.NOT_EXTENDED
    happen(actor, case, kind, words, to_resident=approve, **asked)
    settle(actor, case, "decide_extension", approve=approve)


@action("cases.ask_body", right="cases.work")
def ask_body(actor: Actor, case_id: UUID, *, body: str, words: str, area: str = "") -> None:
    """Ask the subdistrict (`area`) or an outside body. The case stays here, and so does who answers for it."""
    case = handled(actor, case_id)
    if area and not (case.community.startswith(area) and len(area) < len(case.community)):
        raise BadInput()
    happen(actor, case, Happened.ASKED, said(words), body=said(body)[:60], area=area)
    settle(actor, case, "ask_body", body=body)


@action("cases.body_replied", right="cases.work")
def body_replied(actor: Actor, case_id: UUID, *, words: str) -> None:
    """What the other body says; the case is with its handler again. The body that was asked writes it itself, if it can."""
    case = open_case(actor, case_id)
    found = standing(facts_of(events_of(actor, case.pk)))
    if not found.asked:
        raise NothingAsked(number=case.number)
    happen(actor, case, Happened.REPLIED, said(words), body=found.asked)
    settle(actor, case, "body_replied")


@action("cases.escalate", right="cases.work")
def escalate(actor: Actor, case_id: UUID, *, words: str) -> None:
    """Report upwards that help is needed; it shows on the boards above."""
    case = handled(actor, case_id)
    happen(actor, case, Happened.ESCALATED, said(words), area=subdistrict_of(case.community))
    settle(actor, case, "escalate")
