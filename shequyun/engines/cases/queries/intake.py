"""What helps while registering: whether this place has brought this matter before, and what may be the same case."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from shequyun.base.actor import Actor
from shequyun.engines.cases.choices import OPEN_STATES
from shequyun.engines.cases.models import Case
from shequyun.engines.cases.queries.seeing import cases

YEAR, LATELY = timedelta(days=365), timedelta(days=30)


@dataclass(frozen=True)
class Recurrence:
    """How often a building brought a matter in a year, and the latest cases of it."""

    count: int
    still_open: int
    latest: list[Case]


def recurrence(actor: Actor, *, building_id: UUID | None, matter: str, now: datetime) -> Recurrence | None:
    """None where the building or the matter is not known, or nothing came before."""
    if building_id is None or not matter:
        return None
    found = cases(actor).filter(building_id=building_id, matter=matter, received_at__gte=now - YEAR)
    count = found.count()
    if not count:
        return None
    still = found.filter(state__in=OPEN_STATES).count()
    return Recurrence(count, still, list(found.order_by("-received_at")[:3]))


def similar(actor: Actor, case: Case) -> list[Case]:
    """Cases that may be the same: open, the same matter, from the same building or person, within a month."""
    found = cases(actor).filter(
        community=case.community, matter=case.matter, state__in=OPEN_STATES, received_at__gte=case.received_at - LATELY
    )
    near = found.filter(building_id=case.building_id) if case.building_id else found.none()
    if case.resident_id:
        near = near | found.filter(resident_id=case.resident_id)
    return list(near.exclude(pk=case.pk).order_by("-received_at")[:5])
