"""Conditions on a resident, as parts of queries: what screening asks of homes, stays and documents.

Every sub-query names the community again, so that it stays within one and can use its indexes.
"""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, GreaterThanOrEqual, LessThanOrEqual

from shequyun.base.ages import years_before
from shequyun.kernel.residents.models import Document, Resident, Stay

HERE = Q(hukou_here=True) | Q(living_here=True)


def aged(today: date, least: int | None = None, most: int | None = None) -> Q:
    """Whole years of age, both ends included."""
    found = Q()
    if least is not None:
        found &= Q(birth_date__lte=years_before(today, least))
    if most is not None:
        found &= Q(birth_date__gt=years_before(today, most + 1))
    return found


def _with_them() -> QuerySet[Resident]:
    """Everybody living in the same home as the resident asked about; who has died does not, whatever their stay says."""
    return Resident.objects.filter(
        dwelling=OuterRef("dwelling"),
        living_here=True,
        merged_into=None,
        death_date=None,
    )


def lives_alone() -> Q:
    """Lives here, and nobody else is known to live in the same home, of the same household or of another.

    The only rule of who lives alone: pages, screening, labels, ledgers and the grid ask this one.
    """
    alive = Q(living_here=True, dwelling__isnull=False, death_date=None)
    return alive & Q(~Exists(_with_them().exclude(pk=OuterRef("pk"))))


def home_aged(today: date, least: int) -> Q:
    """Lives here, and everybody who lives in the home is known to be that old."""
    younger = _with_them().exclude(aged(today, least))  # those of unknown age are not known to be that old
    return Q(living_here=True, dwelling__isnull=False) & Q(~Exists(younger))


def home_has(condition: Q) -> Q:
    """Somebody living in the same home meets a condition on residents."""
    return Q(dwelling__isnull=False) & Q(Exists(_with_them().filter(condition)))


def home_size(op: str, value: Any) -> Q:
    """How many are known to live in the home: ge, le, or between two numbers."""
    counted = _with_them().order_by().values("dwelling").annotate(n=Count("pk")).values("n")
    number = Coalesce(Subquery(counted), 0)
    if op == "between":
        return Q(GreaterThanOrEqual(number, value[0])) & Q(LessThanOrEqual(number, value[1]))
    return Q({"ge": GreaterThanOrEqual, "le": LessThanOrEqual}.get(op, Exact)(number, value))


def stays(**said: Any) -> Q:
    """Has an open stay of which this is said."""
    return Q(
        Exists(Stay.objects.filter(community=OuterRef("community"), resident=OuterRef("pk"), to_date=None, **said))
    )


def documents(**said: Any) -> Q:
    """Has a document of which this is said."""
    return Q(Exists(Document.objects.filter(community=OuterRef("community"), resident=OuterRef("pk"), **said)))
