"""Public-opinion reports."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.records import ScopedQuerySet
from shequyun.programmes.deputies.models import OpinionReport, ReportEvent
from shequyun.programmes.deputies.rules.limits import Limit, length_of, limit_of
from shequyun.programmes.deputies.rules.reports import NEXT


def reports(actor: Actor) -> ScopedQuerySet[OpinionReport]:
    """Reports, the newest first."""
    return OpinionReport.objects.visible_to(actor).order_by("-made_at", "-pk")  # type: ignore[return-value]


def report_of(actor: Actor, report_id: UUID) -> OpinionReport:
    """One report. Out of sight is 404."""
    found = reports(actor).select_related("suggestion").filter(pk=report_id).first()
    if found is None:
        raise NotVisible()
    return found


@dataclass(frozen=True)
class ReportPage:
    """A report, what became of it, how long it is, and what may happen next."""

    report: OpinionReport
    events: list[ReportEvent]
    length: int
    limit: Limit
    next: list[str]


def report_page(actor: Actor, report_id: UUID) -> ReportPage:
    """A report for its page. Out of sight is 404."""
    report = report_of(actor, report_id)
    events = list(ReportEvent.objects.visible_to(actor).filter(report=report).order_by("at", "pk"))
    limit = limit_of("report", timezone.localdate())
    length = length_of(report.facts, report.analysis, report.proposal)
    return ReportPage(report, events, length, limit, [kind.value for kind in NEXT[report.state]])
