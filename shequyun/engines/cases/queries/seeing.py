"""Who sees which case."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.records import ScopedQuerySet
from shequyun.base.scope import COMMITTEE
from shequyun.engines.cases.choices import OPEN_STATES, Part, State
from shequyun.engines.cases.models import Case, Link, Party
from shequyun.kernel.access.queries import holding, keys_with, staff_with


def cases(actor: Actor) -> ScopedQuerySet[Case]:
    """The cases that an actor sees: those in the area, but of the sensitive ones only those that they take part in, those
    of which they lead the body that has it, and those that nobody below can call back because the head handled them."""
    return Case.objects.visible_to(actor).filter(_may_see(actor))  # type: ignore[return-value]


def promises_unseen(actor: Actor) -> Q:
    """Promises of sensitive cases that the actor does not see, also those made before the case became so."""
    hidden = Case.objects.visible_to(actor).filter(sensitive=True).exclude(_may_see(actor))
    return Q(origin_kind="case", origin_id__in=hidden.values("pk"))


def _may_see(actor: Actor) -> Q:
    mine = Party.objects.filter(
        case_id=OuterRef("pk"), community=OuterRef("community"), staff_id=actor.staff_id
    ).exclude(part=Part.SEEN)
    may = Q(sensitive=False) | Q(Exists(mine))
    if actor.can("cases.lead"):
        may |= Q(community=actor.area) | Q(asked_area=actor.area)
        if len(actor.area) < COMMITTEE:
            may |= Q(pk__in=_handled_by_heads(actor))
    return may


def _handled_by_heads(actor: Actor) -> Any:
    """Keys of the sensitive cases to be called back that somebody handled who leads the committee, seen from above it."""
    heads = keys_with(actor, "cases.lead", digits=COMMITTEE)
    handled = Party.objects.filter(
        case_id=OuterRef("pk"), community=OuterRef("community"), staff_id__in=heads, part=Part.SEEN
    )
    found = Case.objects.visible_to(actor).filter(sensitive=True, state=State.CLOSED)
    return found.filter(Exists(handled)).values("pk")


def case_of(actor: Actor, case_id: UUID) -> Case:
    """One case. Out of sight is 404, also a sensitive one of somebody else."""
    found = cases(actor).filter(pk=case_id).first()
    if found is None:
        raise NotVisible()
    return found


def cases_about(actor: Actor, subject_id: UUID) -> ScopedQuerySet[Case]:
    """Cases that a person, a home or an organisation is linked to, the newest first."""
    keys = Link.objects.visible_to(actor).filter(subject_id=subject_id).values("case_id")
    return cases(actor).filter(pk__in=keys).order_by("-received_at")  # type: ignore[return-value]


def cases_at(actor: Actor, building_id: UUID) -> ScopedQuerySet[Case]:
    """Cases at a building, the newest first."""
    return cases(actor).filter(building_id=building_id).order_by("-received_at")  # type: ignore[return-value]


def by_outside_number(actor: Actor, numbers: Collection[str]) -> dict[str, Case]:
    """The case of each number of another system, also those that are sensitive: only to tell whether there is one, never
    to show it. Of a case that was moved, the one that goes on."""
    found = Case.objects.visible_to(actor).filter(outside_number__in=set(numbers) - {""})
    return {case.outside_number: case for case in sorted(found, key=lambda one: one.state != State.MERGED)}


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to whom a case can be given."""

    staff_id: UUID
    name: str
    area: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who answers for open cases, or handles them; `gone`: holds no post any more by which they could."""

    staff_id: UUID
    name: str
    count: int
    gone: bool


def holders(actor: Actor) -> list[Holder]:
    """Who has open cases in sight, as first contact or handler; those who are gone first."""
    names: dict[UUID, str] = {}
    held: Counter[UUID] = Counter()
    open_cases = cases(actor).filter(state__in=OPEN_STATES).order_by()
    rows = open_cases.values_list("first_id", "first_name", "handler_id", "handler_name").annotate(n=Count("pk"))
    for first, first_name, handler, handler_name, count in rows:
        people = {first: first_name, handler: handler_name}
        people.pop(None, None)
        names |= people
        held.update(dict.fromkeys(people, count))
    here = holding("cases.work", names)
    found = [Holder(key, name, held[key], key not in here) for key, name in names.items()]
    return sorted(found, key=lambda one: (not one.gone, one.name))


def gone(actor: Actor) -> dict[UUID, int]:
    """Who handles open cases in sight and holds no post any more by which they could, and how many."""
    found = cases(actor).filter(state__in=OPEN_STATES, handler_id__isnull=False).order_by()
    held: dict[Any, int] = dict(found.values_list("handler_id").annotate(Count("pk")))
    return {key: held[key] for key in held.keys() - holding("cases.work", held)}


def colleagues(actor: Actor, *, community: str = "") -> list[Colleague]:
    """Staff who may handle cases, by a post in the actor's area; of one committee and what lies above it in the area, if
    given."""
    found = staff_with(actor, "cases.work")
    return [Colleague(*one) for one in found if not community or community.startswith(one[2])]
