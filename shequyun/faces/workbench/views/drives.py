"""Drives: sharing a screened list out, how far each is with the list behind every number, what was decided about it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from shequyun.base.scope import COMMITTEE
from shequyun.engines.worklist import actions, queries
from shequyun.faces.workbench.drive_lines import lines_of
from shequyun.faces.workbench.drive_workbook import drive_response, shown, subjects_of_tasks
from shequyun.faces.workbench.keys import as_uuid
from shequyun.faces.workbench.listing import paged
from shequyun.faces.workbench.sharing import shared
from shequyun.faces.workbench.views.cohorts import wanted_people
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.places.queries import area_names, buildings


@require_safe
def list_drives(request: HttpRequest) -> HttpResponse:
    """What waits for approval, then every drive with how far it is."""
    request.actor.need("tasks.read")
    page = paged(request, queries.drives(request.actor))
    today = timezone.localdate()
    waiting = list(queries.drives_to_approve(request.actor)) if request.actor.can("tasks.approve") else []
    context = {"page": page, "lines": lines_of(request.actor, page, today=today), "approvals": waiting}
    return render(request, "workbench/worklist/drives.html", context)


@require_safe
def show_drive(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A drive: progress, what came in field by field, and the tasks behind each number."""
    request.actor.need("tasks.read")
    actor = request.actor
    drive = queries.drive_of(actor, pk)
    page = paged(request, narrowed(request, drive))
    subjects = subjects_of_tasks(request.actor, list(page))
    answers = queries.answers(actor, pk, drive.fields)
    results = queries.results_of(actor, [task.pk for task in page])
    committees = _by_committee(request, pk)
    context = {
        "drive": drive,
        "rulings": queries.rulings_of(actor, pk),
        "committees": committees,
        "sum": _sum(committees),
        "buildings": _by_building(request, pk),
        "answers": [(one, _label(drive, one.name)) for one in answers],
        "columns": [subject_of(drive.subject_kind).by_name[name] for name in drive.fields],
        "page": page,
        "lines": [_line(task, subjects.get(task.subject_id), results.get(task.pk, []), drive) for task in page],
        "may_refuse": _may_refuse(request, drive),
        "may_approve": actor.can("tasks.approve") and drive in queries.drives_to_approve(actor),
    }
    return render(request, "workbench/worklist/drive.html", context)


def narrowed(request: HttpRequest, drive: Any) -> Any:
    """The tasks of a drive that the address asks for: a state, a building, a committee, a field that came in or not."""
    found = queries.tasks(request.actor).filter(drive_id=drive.pk)
    state, got, missing = (request.GET.get(name, "") for name in ("state", "got", "missing"))
    if state == "overdue":
        found = found.filter(outcome="", due_on__lt=timezone.localdate())
    elif state:
        found = found.filter(outcome="" if state == "open" else state)
    if building := as_uuid(request.GET.get("building", "")):
        found = found.filter(building_id=building)
    if request.GET.get("community"):
        found = found.filter(community=request.GET["community"])
    if got or missing:
        keys = queries.tasks_with(request.actor, drive.pk, got or missing)
        found = found.filter(pk__in=keys) if got else found.exclude(pk__in=keys)
    return found.order_by("community", "building_id", "dwelling_id", "pk")


def _line(task: Any, subject: Any, results: list[Any], drive: Any) -> dict[str, Any]:
    """A task with the values that are known now, numbers masked."""
    state = queries.state_of(task, today=timezone.localdate())
    fields = subject_of(drive.subject_kind).by_name
    values = [shown(fields[name], subject.record) for name in drive.fields] if subject else []
    return {"task": task, "subject": subject, "state": state, "result": next(iter(results), None), "values": values}


def _label(drive: Any, name: str) -> Any:
    field = subject_of(drive.subject_kind).by_name.get(name)
    return field.label if field else name


def _by_committee(request: HttpRequest, pk: UUID) -> list[tuple[str, Any]]:
    rows = queries.progress(request.actor, pk, by="community", today=timezone.localdate())
    names = area_names(row.part for row in rows)
    return [(names.get(row.part, row.part), row) for row in rows]


def _by_building(request: HttpRequest, pk: UUID) -> list[tuple[str, Any]]:
    rows = queries.progress(request.actor, pk, by="building_id", today=timezone.localdate())
    known = buildings(request.actor).filter(pk__in=[row.part for row in rows if row.part])
    doors = {one.pk: (one.community, one.sort_key, one.door) for one in known}
    last = ("~", "~", _("No home recorded."))
    rows.sort(key=lambda row: doors.get(row.part, last))
    return [(doors.get(row.part, last)[2], row) for row in rows]


def _sum(rows: list[tuple[str, Any]]) -> dict[str, int]:
    names = ("total", "open", "overdue", "done", "refused", "moot")
    return {name: sum(getattr(row, name) for _label, row in rows) for name in names}


def _may_refuse(request: HttpRequest, drive: Any) -> bool:
    own = drive.asker == "committee"
    return request.actor.can("tasks.refuse") and len(request.actor.area) == COMMITTEE and not own


@require_POST
def share_people(request: HttpRequest) -> HttpResponse:
    """Make the screened list, or the chosen of it, a drive with tasks."""
    request.actor.need("tasks.share")
    keys = list(wanted_people(request).order_by().values_list("pk", flat=True))
    drive = shared(request, "resident", keys)
    words = ngettext("%(n)d task has been shared out.", "%(n)d tasks have been shared out.", len(keys))
    messages.success(request, words % {"n": len(keys)})
    return redirect("workbench:drive", pk=drive)


@require_POST
def export_drive(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What came in as a workbook, masked, with watermark; recorded with its reason."""
    request.actor.need("residents.export")
    drive = queries.drive_of(request.actor, pk)
    return drive_response(request, drive, narrowed(request, drive), reason=request.POST.get("reason", ""))


@require_POST
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The subdistrict admits it."""
    actions.approve_drive(request.actor, pk, reason=request.POST.get("reason", ""))
    messages.success(request, _("The drive has been approved; the committees can now see it."))
    return redirect("workbench:drive", pk=pk)


@require_POST
def decline(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The subdistrict does not admit it."""
    actions.decline_drive(request.actor, pk, reason=request.POST.get("reason", ""))
    messages.success(request, _("The drive was not approved; its tasks here are closed."))
    return redirect("workbench:drive", pk=pk)


@require_POST
def refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The committee refuses what is not on the list."""
    actions.refuse_drive(request.actor, pk, reason=request.POST.get("reason", ""))
    messages.success(request, _("The drive has been refused, citing the rule; its tasks here are closed."))
    return redirect("workbench:drive", pk=pk)
