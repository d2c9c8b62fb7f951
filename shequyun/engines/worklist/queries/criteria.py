"""What screening can ask of visits and tasks."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import In
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.engines.cohorts.rules.criteria import Criterion, Kind, register
from shequyun.engines.worklist.choices import REACHED, VisitOutcome
from shequyun.engines.worklist.models import Drive, Task, VisitPerson
from shequyun.engines.worklist.queries.matters import drives
from shequyun.engines.worklist.queries.visits import taken_back

VISITS = _("Visits and tasks")
OF_VISITS = frozenset({"visited", "contacted", "last_outcome"})  # what a visit, or taking one back, changes


def _to_them(**said: Any) -> QuerySet[VisitPerson]:
    to_them = VisitPerson.objects.filter(community=OuterRef("community"), resident_id=OuterRef("pk"), **said)
    return to_them.filter(~taken_back())


def _since(today: date, days: int) -> datetime:
    return timezone.make_aware(datetime.combine(today - timedelta(days=days), time.min))


def _visited(outcomes: Collection[str], op: str, value: Any, today: date) -> Q:
    said: dict[str, Any] = {"outcome__in": outcomes} if outcomes else {}
    if op in ("known", "unknown"):
        found = Q(Exists(_to_them(**said)))
        return found if op == "known" else ~found
    found = Q(Exists(_to_them(visited_at__gte=_since(today, value), **said)))
    return found if op == "last_days" else ~found


def _last_outcome(op: str, value: list[str], today: date) -> Q:
    latest = _to_them().order_by("-visited_at", "-pk").values("outcome")[:1]
    found = Q(In(Coalesce(Subquery(latest), Value("")), value))
    return found if op == "in" else ~found


def _open_task(op: str, value: Any, today: date) -> Q:
    found = Q(Exists(_tasks(outcome="")))
    return found if op == "yes" else ~found


def _in_drive(op: str, value: list[str], today: date) -> Q:
    found = Q(Exists(_tasks(drive_id__in=value)))
    return found if op == "in" else ~found


def _tasks(**said: Any) -> QuerySet[Task]:
    return Task.objects.filter(community=OuterRef("community"), subject_id=OuterRef("pk"), **said)


def _drive_titles(actor: Actor | None) -> dict[str, str]:
    found = Drive.objects.order_by("-made_at") if actor is None else drives(actor)
    return {str(key): title for key, title in found.values_list("pk", "title")}


def _days(words: dict[str, Any]) -> Any:
    return lambda op, value: words[op] % {"value": value} if op in words else None


register(
    Criterion("visited", VISITS, _("Visited"), Kind.DATE,
              lambda op, value, today: _visited((), op, value, today), ("older_days", 90),
              ops=("last_days", "older_days", "known", "unknown"),
              words=_days({"last_days": _("visited within %(value)s days"), "older_days": _("not visited for %(value)s days"),
                           "known": _("visited before"), "unknown": _("never visited")})),
    Criterion("contacted", VISITS, _("Met or reached"), Kind.DATE,
              lambda op, value, today: _visited(REACHED, op, value, today), ("older_days", 90),
              ops=("last_days", "older_days", "known", "unknown"),
              words=_days({"last_days": _("met or reached within %(value)s days"),
                           "older_days": _("no contact for %(value)s days"),
                           "known": _("met or reached before"), "unknown": _("never met or reached")})),
    Criterion("last_outcome", VISITS, _("Last visit"), Kind.CODE, _last_outcome, ("in", [VisitOutcome.NOBODY_HOME.value]),
              codes=dict(VisitOutcome.choices)),
    Criterion("open_task", VISITS, _("Open task"), Kind.FLAG, _open_task, ("yes", None), ruled=False,
              words=lambda op, value: _("with an open task") if op == "yes" else _("without an open task")),
    Criterion("drive", VISITS, _("In the drive"), Kind.CODE, _in_drive, ("in", []), codes=_drive_titles, ruled=False),
)  # fmt: skip
