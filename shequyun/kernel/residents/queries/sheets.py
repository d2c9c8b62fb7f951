"""What a sheet about many people needs beside the residents themselves: documents, stays, heads, sizes of homes."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count

from shequyun.base.actor import Actor
from shequyun.kernel.residents.models import Document, Resident, Stay
from shequyun.kernel.residents.queries.meeting import lives_alone


def papers_of(actor: Actor, resident_ids: Iterable[UUID], *, today: date) -> dict[UUID, Document]:
    """The document of each resident that proves best who they are: a valid one before an expired one, the newest first."""
    found = Document.objects.visible_to(actor).filter(resident_id__in=list(resident_ids)).order_by("valid_from", "pk")
    best: dict[UUID, Document] = {}
    for one in found:
        if one.resident_id not in best or _rank(one, today) >= _rank(best[one.resident_id], today):
            best[one.resident_id] = one
    return best


def documents_of_many(actor: Actor, resident_ids: Iterable[UUID]) -> dict[UUID, list[Document]]:
    """All documents of each resident, in the order in which they became known."""
    found: dict[UUID, list[Document]] = {}
    for one in Document.objects.visible_to(actor).filter(resident_id__in=list(resident_ids)).order_by("pk"):
        found.setdefault(one.resident_id, []).append(one)
    return found


def _rank(document: Document, today: date) -> tuple[bool, bool]:
    return document.valid_to is None or document.valid_to >= today, document.kind != "other"


def open_stays_of(actor: Actor, resident_ids: Iterable[UUID]) -> list[Stay]:
    """Where they are registered and live now, with home and household."""
    found = Stay.objects.visible_to(actor).filter(resident_id__in=list(resident_ids), to_date=None)
    return list(found.select_related("dwelling", "household").order_by("from_date", "pk"))


def heads_of(actor: Actor, household_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The name of the head of each household."""
    found = Stay.objects.visible_to(actor).filter(household_id__in=list(household_ids), to_date=None, relation="02")
    return dict(found.values_list("household_id", "resident__name"))


def home_sizes(actor: Actor, dwelling_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many are known to live in each home."""
    found = Resident.objects.visible_to(actor).filter(
        dwelling_id__in=list(dwelling_ids), living_here=True, merged_into=None, death_date=None
    )
    return dict(found.order_by().values("dwelling_id").annotate(n=Count("pk")).values_list("dwelling_id", "n"))


def living_alone(actor: Actor, resident_ids: Iterable[UUID]) -> set[UUID]:
    """Who of them lives alone."""
    found = Resident.objects.visible_to(actor).filter(lives_alone(), pk__in=list(resident_ids))
    return set(found.values_list("pk", flat=True))
