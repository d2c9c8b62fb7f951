"""Tasks: the list with handing over, one task with its end; and sharing a screened list out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shequyun.base.errors import BadInput, NotNow
from shequyun.engines.cases.queries import cases_about
from shequyun.engines.worklist import actions, queries
from shequyun.faces.workbench.day import tone_of
from shequyun.faces.workbench.drive_workbook import subjects_of_tasks
from shequyun.faces.workbench.forms.worklist import EndForm
from shequyun.faces.workbench.keys import key_if_said, keys_of
from shequyun.faces.workbench.listing import paged


@require_safe
def list_tasks(request: HttpRequest) -> HttpResponse:
    """Open tasks, mine or everybody's; those nobody has yet; those that ended."""
    request.actor.need("tasks.read")
    which = request.GET.get("which") or ("all" if request.actor.can("tasks.reassign") else "mine")
    page = paged(request, _found(request, which))
    today = timezone.localdate()
    subjects = subjects_of_tasks(request.actor, list(page))
    lines = [
        (task, subjects.get(task.subject_id), queries.state_of(task, today=today), tone_of(task.due_on, today))
        for task in page
    ]
    context = {
        "page": page,
        "lines": lines,
        "which": which,
        "tabs": [
            ("mine", _("Mine")),
            ("all", _("Everybody's")),
            ("unowned", _("Not assigned yet")),
            ("ended", _("Ended")),
        ],
        "workers": queries.workers(request.actor),
        "leavers": queries.leavers(request.actor) if request.actor.can("tasks.reassign") else [],
    }
    return render(request, "workbench/worklist/tasks.html", context)


def _found(request: HttpRequest, which: str) -> Any:
    if which == "ended":
        return queries.tasks(request.actor).exclude(outcome="").order_by("-closed_at", "pk")
    found = queries.open_tasks(request.actor, owner=request.actor.staff_id if which == "mine" else None)
    return found.filter(owner_id=None) if which == "unowned" else found


@require_http_methods(["GET", "HEAD", "POST"])
def show_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One task: what it asks, through whose hands it went; ended here with what came of it."""
    request.actor.need("tasks.read")
    task = queries.task_of(request.actor, pk)
    subject = queries.subjects_of(request.actor, task.subject_kind, [task.subject_id]).get(task.subject_id)
    form = EndForm(task, subject, request.POST or None)
    if request.method == "POST":
        request.actor.need("tasks.work")
        if form.is_valid() and _ended(request, pk, form):
            messages.success(request, _("The task has been closed."))
            return redirect("workbench:drive", pk=task.drive_id)
    context = {
        "task": task,
        "subject": subject,
        "state": queries.state_of(task, today=timezone.localdate()),
        "form": form,
        "results": queries.results_of(request.actor, [pk]).get(pk, []),
        "hand_overs": queries.hand_overs_of(request.actor, pk),
        "workers": queries.workers(request.actor, community=task.community),
        "cases": list(cases_about(request.actor, pk)) if request.actor.can("cases.read") else [],
    }
    return render(
        request, "workbench/worklist/task.html", context, status=422 if form.is_bound and form.errors else 200
    )


def _ended(request: HttpRequest, pk: UUID, form: EndForm) -> bool:
    data = form.cleaned_data
    try:
        actions.finish_task(request.actor, pk, outcome=data["outcome"], values=form.values(), said=data["said"])
    except (BadInput, NotNow) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_POST
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an ended task up again."""
    actions.reopen_task(request.actor, pk, reason=request.POST.get("reason", ""))
    messages.success(request, _("The task has been re-opened."))
    return redirect("workbench:task", pk=pk)


@require_POST
def hand_over(request: HttpRequest) -> HttpResponse:
    """Hand the chosen tasks to a colleague, with a note."""
    request.actor.need("tasks.work")
    chosen, to = keys_of(request), key_if_said(request.POST.get("to"))
    if not chosen or to is None:
        messages.warning(request, _("Choose at least one line."))
        return redirect("workbench:tasks")
    count = actions.hand_over(request.actor, chosen, to=to, words=request.POST.get("words", ""))
    words = ngettext("%(n)d task handed over.", "%(n)d tasks handed over.", count)
    messages.success(request, words % {"n": count})
    return redirect("workbench:tasks")


@require_POST
def reassign(request: HttpRequest) -> HttpResponse:
    """Share all open tasks of somebody, or those nobody has, out over colleagues."""
    request.actor.need("tasks.reassign")
    who, to = key_if_said(request.POST.get("from")), keys_of(request, "to")
    try:
        count = actions.reassign(request.actor, from_id=who, to_ids=to, words=request.POST.get("words", ""))
    except (BadInput, NotNow) as refusal:
        messages.warning(request, str(refusal))
        return redirect("workbench:tasks")
    words = ngettext("%(n)d task or promise handed over.", "%(n)d tasks and promises handed over.", count)
    messages.success(request, words % {"n": count})
    return redirect("workbench:tasks")
