"""A committee is merged into another one: its open cases go on there, with all that happened to them."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotVisible
from shequyun.base.ids import new_id
from shequyun.base.scope import COMMITTEE
from shequyun.engines.cases.actions.recording import happen, said, settle
from shequyun.engines.cases.choices import OPEN_STATES, Happened
from shequyun.engines.cases.models import Case, Event, Link
from shequyun.engines.cases.queries.seeing import cases


class SamePlace(BadInput):
    code = "cases.same_place"
    sentence = _("Choose the committee that takes over. It must not be the one that ends.")


@action("cases.move", right="cases.lead")
def move_cases(actor: Actor, *, from_code: str, to_code: str, words: str) -> int:
    """Carry the open cases of one committee on in another. Returns how many.

    Clocks run on: what happened goes along, event by event. The old case stays where it was, merged into the new one; the
    code of the old receipt leads to it. Needs an area that holds both.
    """
    reason = said(words)
    if from_code == to_code:
        raise SamePlace()
    if not all(len(code) == COMMITTEE and actor.scope.holds(code) for code in (from_code, to_code)):
        raise NotVisible()
    found = cases(actor).select_for_update(of=("self",)).filter(community=from_code, state__in=OPEN_STATES)
    moved = [_moved(actor, case, to_code, reason) for case in found.order_by("pk")]
    note("case", None, actor.area, did="move", count=len(moved), into=to_code, reason=reason)
    return len(moved)


def _moved(actor: Actor, case: Case, to_code: str, reason: str) -> UUID:
    key, old = new_id(), case.pk
    fresh = Case.objects.get(pk=old)
    fresh.pk, fresh.community, fresh.number = key, to_code, _free_number(case.number, to_code)
    fresh._state.adding = True
    fresh.save(force_insert=True)
    for one in Event.objects.visible_to(actor).filter(case_id=old).order_by("seq"):
        Event.objects.create(
            community=to_code, case_id=key, seq=one.seq, kind=one.kind, at=one.at, staff_id=one.staff_id,
            staff_name=one.staff_name, words=one.words, to_resident=one.to_resident, data=one.data,
        )  # fmt: skip
    Link.objects.bulk_create(
        Link(community=to_code, case_id=key, subject_kind=one.subject_kind, subject_id=one.subject_id, name=one.name)
        for one in Link.objects.visible_to(actor).filter(case_id=old)
    )
    happen(actor, case, Happened.MERGED, reason, into=str(key), number=fresh.number, community=to_code)
    settle(actor, case, "move", into=to_code)
    happen(actor, fresh, Happened.NOTED, reason, **{"from": str(old), "number": case.number})
    settle(actor, fresh, "move", came_from=case.community)
    return key


def renumber(keys: Collection[UUID], to_code: str) -> set[UUID]:
    """Cases that come along with their committee: those whose number of the day the other one has are given the next."""
    for case in Case.objects.filter(pk__in=keys).order_by("number"):
        Case.objects.filter(pk=case.pk).update(number=_next_number(case.number, case.community, to_code))
    return set()


def _next_number(number: str, *codes: str) -> str:
    day, _dash, _last = number.partition("-")
    taken = set(Case.objects.filter(community__in=codes, number__startswith=day).values_list("number", flat=True))
    return next(one for one in (f"{day}-{place:03d}" for place in range(1, 10_000)) if one not in taken)


def _free_number(number: str, community: str) -> str:
    """The same number where it is free there; with the first free last part of the day otherwise."""
    day, _dash, _last = number.partition("-")
    taken = set(Case.objects.filter(community=community, number__startswith=day).values_list("number", flat=True))
    return next(
        (one for one in (number, *(f"{day}-{place:03d}" for place in range(1, 10_000))) if one not in taken), number
    )
