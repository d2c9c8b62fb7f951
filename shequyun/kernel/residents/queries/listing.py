"""Lists of residents: filters that the URL can say, sorting, counts per choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from shequyun.base.actor import Actor
from shequyun.base.records import ScopedQuerySet
from shequyun.base.scope import Scope
from shequyun.kernel.residents.models import Resident
from shequyun.kernel.residents.queries.meeting import aged

PRESENCES = {
    "both": Q(hukou_here=True, living_here=True),
    "living_only": Q(hukou_here=False, living_here=True),
    "hukou_only": Q(hukou_here=True, living_here=False),
    "gone": Q(hukou_here=False, living_here=False),
}
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


def presence_counts(actor: Actor, wanted: ResidentFilter, *, today: date) -> Mapping[str, int]:
    """How many residents each presence state would show, the other conditions kept."""
    found = residents(actor).filter(*_conditions(wanted, today, but="presence"))
    return found.aggregate(**{name: Count("pk", filter=condition) for name, condition in PRESENCES.items()})


def choice_counts(actor: Actor, wanted: ResidentFilter, by: str, *, today: date) -> Mapping[str, int]:
    """How many residents each choice of one filter (sex, community) would show, the other conditions kept."""
    found = residents(actor).filter(*_conditions(wanted, today, but=by))
    return dict(found.order_by().values_list(by).annotate(Count("pk")))


def _conditions(wanted: ResidentFilter, today: date, but: str = "") -> list[Q]:
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
    return [condition for key, condition in found.items() if condition is not None and key != but]
