"""Lists of residents: filters that the URL can say, sorting, counts per choice."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, F, Q

from shequyun.base.actor import Actor
from shequyun.base.records import ScopedQuerySet
from shequyun.base.scope import Scope
from shequyun.kernel.residents.models import Resident
from shequyun.kernel.residents.queries.meeting import aged

_PRESENT = {  # hukou here, living here
    "both": (True, True),
    "living_only": (False, True),
    "hukou_only": (True, False),
    "gone": (False, False),
}
PRESENCES = {name: Q(hukou_here=hukou, living_here=living) for name, (hukou, living) in _PRESENT.items()}
SORTS = {
    "name": ("pinyin", "pk"),
    "age": (F("birth_date").desc(nulls_last=True), "pk"),
    "-age": (F("birth_date").asc(nulls_last=True), "pk"),
    "address": ("community", "dwelling__sort_key", "pk"),
    "observed": ("observed_on", "pk"),
    "-observed": ("-observed_on", "pk"),
}


@dataclass(frozen=True)
class ResidentFilter:
    """What a list of residents shows. Empty means any; ages are whole years, both ends included."""

    community: str = ""
    building: str = ""
    presence: str = ""
    sex: str = ""
    age_from: int | None = None
    age_to: int | None = None
    name: str = ""
    phone: str = ""
    not_seen_since: date | None = None


def residents(actor: Actor) -> ScopedQuerySet[Resident]:
    """Living records in the actor's area: not those merged into another."""
    return residents_in(actor.scope)


def residents_in(scope: Scope) -> ScopedQuerySet[Resident]:
    """The same for a scope, for what the system keeps up to date without anybody asking."""
    return Resident.objects.within(scope).filter(merged_into=None)  # type: ignore[return-value]


def filtered(actor: Actor, wanted: ResidentFilter, *, today: date, sort: str = "address") -> ScopedQuerySet[Resident]:
    """Residents that meet every condition, with their home, in an order that never ties."""
    found = residents(actor).filter(*_conditions(wanted, today)).select_related("dwelling__building")
    return found.order_by(*SORTS.get(sort, SORTS["address"]))  # type: ignore[return-value, arg-type]


def narrowed(wanted: ResidentFilter) -> bool:
    """Whether anything is asked for but committee, sex and presence, which are counted beforehand."""
    return replace(wanted, community="", sex="", presence="") != ResidentFilter()


def grouped(actor: Actor, wanted: ResidentFilter, *, today: date) -> Iterator[tuple[str, str, str, int]]:
    """(committee, sex, presence, how many), whatever these three are wanted to be, the other conditions kept."""
    found = residents(actor).filter(*_conditions(replace(wanted, community="", sex="", presence="any"), today))
    rows = found.order_by().values_list("community", "sex", "hukou_here", "living_here").annotate(Count("pk"))
    names = {(hukou, living): name for name, (hukou, living) in _PRESENT.items()}
    for community, sex, hukou, living, count in rows:
        yield community, sex, names[hukou, living], count


def _conditions(wanted: ResidentFilter, today: date) -> list[Q]:
    found = {
        "community": Q(community=wanted.community) if wanted.community else None,
        "building": Q(dwelling__building_id=wanted.building) if wanted.building else None,
        "presence": PRESENCES.get(
            wanted.presence, PRESENCES["both"] | PRESENCES["living_only"] | PRESENCES["hukou_only"]
        )
        if wanted.presence != "any"
        else None,
        "sex": Q(sex=wanted.sex) if wanted.sex else None,
        "age": aged(today, wanted.age_from, wanted.age_to) or None,
        "name": Q(name__contains=wanted.name) if wanted.name else None,
        "phone": {"yes": Q(phone_blind__isnull=False), "no": Q(phone_blind=None)}.get(wanted.phone),
        "not_seen_since": Q(observed_on__lt=wanted.not_seen_since) if wanted.not_seen_since else None,
    }
    return [condition for condition in found.values() if condition is not None]
