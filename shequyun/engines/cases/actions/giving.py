"""Who works on a case: assigning, accepting, refusing, handing over, co-handlers. The first contact stays accountable."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NoRight, NotNow
from shequyun.engines.cases.actions.recording import handled, happen, now, open_case, said, settle
from shequyun.engines.cases.choices import OPEN_STATES, Happened, Part, RefusalRule
from shequyun.engines.cases.models import Case, Party
from shequyun.engines.cases.queries.pages import clocks_of, events_of, facts_of
from shequyun.engines.cases.queries.seeing import Colleague, cases, colleagues
from shequyun.engines.cases.rules.states import standing


class NotAColleague(BadInput):
    code = "cases.not_a_colleague"
    sentence = _("This person cannot take cases here. Choose somebody from the list.")


class NotAssignedToYou(NotNow):
    code = "cases.not_assigned_to_you"
    sentence = _("Case %(number)s is assigned to %(who)s; only they can accept or refuse it.")


class NoPart(NotNow):
    code = "cases.no_part"
    sentence = _("You have nothing left to do in case %(number)s.")


class TooLateToRefuse(NotNow):
    code = "cases.too_late_to_refuse"
    sentence = _(
        "The time limit for returning case %(number)s ended on %(day)s (%(source)s). Ask the head to assign it again."
    )


class NoOpenPart(NotNow):
    code = "cases.no_open_part"
    sentence = _("This part of case %(number)s is already done.")


class SamePerson(BadInput):
    code = "cases.same_person"
    sentence = _("Choose a colleague other than the one who leaves.")


@action("cases.assign", right="cases.work")
def assign(actor: Actor, case_id: UUID, *, to: UUID, words: str = "", base_version: int | None = None) -> None:
    """Give a case to somebody, or take it oneself. Giving to others is for whoever leads, the first contact, the handler.

    Refuses a case that is over, and people who cannot take cases there.
    """
    case = open_case(actor, case_id, base_version)
    mine = actor.staff_id in (case.first_id, case.handler_id)
    if not (actor.can("cases.lead") or mine or (to == actor.staff_id and case.handler_id is None)):
        raise NoRight(right="cases.lead")
    _give(actor, case, to, words, Happened.ASSIGNED)


def _give(actor: Actor, case: Case, to: UUID, words: str, kind: Happened) -> None:
    who = _colleague(actor, case, to)
    happen(actor, case, kind, words, to=str(who.staff_id), to_name=who.name)
    settle(actor, case, kind.value, to=who.name)


def _colleague(actor: Actor, case: Case, to: UUID) -> Colleague:
    """Somebody who sees this case by one of their posts. Workers know the colleagues of their own area alone."""
    found = next((one for one in colleagues(actor, community=case.community) if one.staff_id == to), None)
    if found is None:
        raise NotAColleague()
    return found


@action("cases.accept", right="cases.work")
def accept(actor: Actor, case_id: UUID, *, base_version: int | None = None) -> None:
    """The handler takes it on."""
    case = _assigned(actor, case_id, base_version)
    happen(actor, case, Happened.ACCEPTED)
    settle(actor, case, "accept")


@action("cases.refuse", right="cases.work")
def refuse(actor: Actor, case_id: UUID, *, rule: str, words: str, base_version: int | None = None) -> None:
    """The handler gives it back, citing the rule; the first contact still answers for it. Refuses where the law's time to
    do so is over."""
    if rule not in RefusalRule.values:
        raise BadInput()
    case = _assigned(actor, case_id, base_version)
    told = clocks_of(case, facts_of(events_of(actor, case.pk)), now=now())
    if lapsed := next((one for one in told if one.name == "refuse" and one.state == "lapsed"), None):
        raise TooLateToRefuse(number=case.number, day=lapsed.due.date(), source=lapsed.rule.source)
    happen(actor, case, Happened.REFUSED, said(words), rule=rule)
    settle(actor, case, "refuse", rule=rule)


def _assigned(actor: Actor, case_id: UUID, base_version: int | None) -> Case:
    case = open_case(actor, case_id, base_version)
    if case.handler_id != actor.staff_id:
        raise NotAssignedToYou(number=case.number, who=case.handler_name or "—")
    return case


@action("cases.hand_over", right="cases.work")
def hand_over(actor: Actor, case_id: UUID, *, to: UUID, words: str, base_version: int | None = None) -> None:
    """Pass a case on with a note of how things stand. Refuses an empty note."""
    case = handled(actor, case_id, base_version)
    _give(actor, case, to, said(words), Happened.HANDED_OVER)


@action("cases.add_co_handler", right="cases.work")
def add_co_handler(actor: Actor, case_id: UUID, *, to: UUID, part: str, base_version: int | None = None) -> None:
    """Somebody does a part of it; which part is said."""
    case = handled(actor, case_id, base_version)
    who = _colleague(actor, case, to)
    happen(actor, case, Happened.CO_HANDLER, to=str(who.staff_id), to_name=who.name, part=said(part)[:200])
    settle(actor, case, "add_co_handler", to=who.name)


@action("cases.finish_part", right="cases.work")
def finish_part(actor: Actor, case_id: UUID, *, words: str, base_version: int | None = None) -> None:
    """A co-handler has done their part."""
    case = open_case(actor, case_id, base_version)
    found = standing(facts_of(events_of(actor, case.pk)))
    if str(actor.staff_id) not in found.co.keys() - found.parts_done:
        raise NoPart(number=case.number)
    happen(actor, case, Happened.PART_DONE, said(words))
    settle(actor, case, "finish_part")


@action("cases.assign_many", right="cases.lead")
def assign_many(actor: Actor, case_ids: Iterable[UUID], *, to: UUID) -> int:
    """Give several cases to one person; those that are over are left alone. Returns how many were given."""
    found = list(
        cases(actor).select_for_update(of=("self",)).filter(pk__in=list(case_ids), state__in=OPEN_STATES).order_by("pk")
    )
    wanted = [case for case in found if case.handler_id != to]
    for case in wanted:
        _give(actor, case, to, "", Happened.ASSIGNED)
    note("case", None, actor.area, did="assign_many", count=len(wanted))
    return len(wanted)


@action("cases.hand_all_over", right="cases.lead")
def hand_all_over(actor: Actor, from_id: UUID, *, to: UUID, words: str) -> int:
    """Somebody leaves: their open cases, their open parts in others', and the accountability as first contact go to a
    colleague. Returns how many cases.

    Refuses an empty note, and handing over to the one who leaves.
    """
    reason = said(words)
    if from_id == to:
        raise SamePerson()
    open_cases = cases(actor).select_for_update(of=("self",)).filter(state__in=OPEN_STATES).order_by("pk")
    parts = Party.objects.filter(staff_id=from_id).exclude(part=Part.SEEN).values("case_id")
    theirs = list(open_cases.filter(pk__in=parts))
    for case in theirs:
        who = _colleague(actor, case, to)
        key, name = str(who.staff_id), who.name
        if case.first_id == from_id:
            happen(actor, case, Happened.FIRST_CHANGED, reason, to=key, to_name=name)
        if case.handler_id == from_id:
            happen(actor, case, Happened.HANDED_OVER, reason, to=key, to_name=name)
        _pass_part_on(actor, case, from_id, who, reason)
        settle(actor, case, "hand_all_over", to=who.name)
    note("case", None, actor.area, did="hand_all_over", count=len(theirs), staff=str(from_id))
    return len(theirs)


def _pass_part_on(actor: Actor, case: Case, from_id: UUID, who: Colleague, reason: str) -> None:
    """An open part of whoever leaves; the handler has it anyway."""
    found = standing(facts_of(events_of(actor, case.pk)))
    if str(from_id) not in found.co.keys() - found.parts_done:
        return
    happen(actor, case, Happened.PART_DONE, reason, of=str(from_id), of_name=found.co_names[str(from_id)])
    if str(who.staff_id) != found.handler:
        part = found.co[str(from_id)]
        happen(actor, case, Happened.CO_HANDLER, to=str(who.staff_id), to_name=who.name, part=part)


@action("cases.drop_part", right="cases.work")
def drop_part(actor: Actor, case_id: UUID, *, of: UUID, words: str, base_version: int | None = None) -> None:
    """A co-handler's part is no longer needed, and why. For whoever handles the case."""
    case = handled(actor, case_id, base_version)
    found = standing(facts_of(events_of(actor, case.pk)))
    if str(of) not in found.co.keys() - found.parts_done:
        raise NoOpenPart(number=case.number)
    happen(actor, case, Happened.PART_DONE, said(words), of=str(of), of_name=found.co_names[str(of)])
    settle(actor, case, "drop_part", of=found.co_names[str(of)])
