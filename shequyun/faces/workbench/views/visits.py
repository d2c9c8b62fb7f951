"""Visits: recorded at the desk on one page, and what became of each."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow
from shequyun.base.scope import entered
from shequyun.engines.worklist import actions, queries
from shequyun.engines.worklist.rules.answering import why_open
from shequyun.faces.workbench.forms.acts import AddressField
from shequyun.faces.workbench.forms.visits import VisitForm
from shequyun.faces.workbench.keys import key_of
from shequyun.faces.workbench.listing import paged
from shequyun.faces.workbench.views.attachments import attach_all
from shequyun.kernel.attachments.queries import attachments_of
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.labels.queries import labels
from shequyun.kernel.places.queries import dwelling_of, dwellings, find_dwellings
from shequyun.kernel.residents.queries import lived_at, resident_of

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def list_visits(request: HttpRequest) -> HttpResponse:
    """The latest visits; a door typed above them leads to the form."""
    request.actor.need("tasks.read")
    text = request.GET.get("address", "").strip()
    error = ""
    if text:
        found = find_dwellings(request.actor, text)
        if len(found) == 1:
            return redirect("workbench:dwelling-visit", pk=found[0].pk)
        error = (
            _("Several homes match; enter the whole address.") if found else _("There is no home with this address.")
        )
    page = paged(request, queries.visits(request.actor))
    help_text = AddressField().help_text
    context = {"page": page, "lines": _lines(request.actor, page), "text": text, "error": error, "help": help_text}
    return render(request, "workbench/worklist/visits.html", context)


def _lines(actor: Actor, page: Iterable[Any]) -> list[dict[str, Any]]:
    """Visits with the names of their people and homes, in three queries."""
    found = list(page)
    people = queries.people_of_visits(actor, [one.pk for one in found])
    names = queries.subjects_of(actor, "resident", [p.resident_id for group in people.values() for p in group])
    homes = {
        one.pk: one for one in dwellings(actor).filter(pk__in=[one.dwelling_id for one in found if one.dwelling_id])
    }
    return [
        {
            "visit": one,
            "home": homes.get(one.dwelling_id),
            "people": [names[p.resident_id] for p in people.get(one.pk, []) if p.resident_id in names],
        }
        for one in found
    ]


@require_http_methods(GET_OR_POST)
def visit_resident(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form for somebody: at their home with the whole household, or them alone where no home is known."""
    request.actor.need("visits.record")
    resident = resident_of(request.actor, pk)
    home = dwelling_of(request.actor, resident.dwelling_id) if resident.dwelling_id else None
    return _form(request, home, [resident])


@require_http_methods(GET_OR_POST)
def visit_dwelling(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form for a home, the whole household chosen."""
    request.actor.need("visits.record")
    return _form(request, dwelling_of(request.actor, pk), [])


def _form(request: HttpRequest, home: Any, asked_for: list[Any]) -> HttpResponse:
    people = _people(request.actor, home, asked_for)
    keys = [one.pk for one in people] + ([home.pk] if home else [])
    tasks = list(queries.open_tasks(request.actor, subject_ids=keys)) if keys else []
    asked: dict[UUID, list[str]] = {}
    for task in tasks:
        asked.setdefault(task.subject_id, []).extend(task.drive.fields)
    free = [
        one
        for one in labels(request.actor)
        if not one.is_rule and not one.needs_evidence and one.subject_kind != "organisation"
    ]
    form = VisitForm(people, home, asked, free, request.POST or None, outcome=request.GET.get("outcome", "met"))
    if request.method == "POST" and form.is_valid():
        key = _recorded(request, form, home)
        if key:
            messages.success(request, _("The visit has been recorded."))
            return redirect("workbench:visit", pk=key)
    subject = home or (people[0] if people else None)
    context = {
        "form": form, "home": home, "people": people, "tasks": tasks,
        "last": queries.last_visit(request.actor, "dwelling", home.pk) if home else None,
        "better": queries.when_to_knock(request.actor, home.pk, home.building_id) if home else None,
        "subject": subject, "met_ends": any(task.drive.met_ends for task in tasks),
    }  # fmt: skip
    return render(request, "workbench/worklist/visit_form.html", context, status=422 if form.errors else 200)


def _people(actor: Actor, home: Any, asked_for: list[Any]) -> list[Any]:
    """Everybody who lives at the home, else who is registered there; whoever was asked for comes first."""
    found = {one.pk: one for one in asked_for}
    if home is not None:
        stays = [stay for stay in lived_at(actor, home.pk) if stay.to_date is None and stay.resident.death_date is None]
        living = [stay for stay in stays if stay.kind == "living"]
        found |= {stay.resident_id: stay.resident for stay in living or stays if stay.resident_id not in found}
    return list(found.values())


def _recorded(request: HttpRequest, form: VisitForm, home: Any) -> UUID | None:
    data = form.cleaned_data
    today = data["visited_at"].date() == timezone.localdate()
    try:
        with entered(request.actor.scope):  # a file that is refused records nothing
            key = actions.record_visit(
                request.actor,
                dwelling_id=home.pk if home else None,
                resident_ids=data["people"],
                outcome=data["outcome"],
                visited_at=min(data["visited_at"], timezone.now()) if today else data["visited_at"],
                observed=form.learned(),
                label_ids=data["labels"],
                said=data["said"],
                promises=form.promises(),
                visit_id=data["visit_id"],
                again_at=form.again(),
            )
            attach_all(request, "visit", key, request.FILES.getlist("file"))
            return key
    except (BadInput, NotNow) as refusal:
        form.add_error(None, str(refusal))
        return None


@require_safe
def show_visit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What became of a visit: tasks it ended, tasks that stay open and why, promises, and where to go next."""
    request.actor.need("tasks.read")
    actor = request.actor
    visit = queries.visit_of(actor, pk)
    (line,) = _lines(actor, [visit])
    people = queries.people_of_visits(actor, [pk]).get(pk, [])
    keys = [one.resident_id for one in people] + ([visit.dwelling_id] if visit.dwelling_id else [])
    still = list(queries.open_tasks(actor, subject_ids=keys)) if keys else []
    withdrawn = getattr(visit, "withdrawal", None)
    context = {
        "visit": visit,
        "withdrawn": withdrawn,
        "may_withdraw": withdrawn is None and _may_withdraw(actor, visit),
        "line": line,
        "labels": _seen_labels(actor, visit),
        "learned": [
            (line_of.name, _labels(one.fields))
            for one in people
            for line_of in line["people"]
            if line_of.key == one.resident_id and one.fields
        ],
        "results": queries.results_of_visit(actor, pk),
        "open": [(task, _why(actor, visit, task)) for task in still],
        "promises": [
            (one, queries.promise_is(one, today=timezone.localdate()))
            for one in queries.promises_from(actor, [pk]).get(pk, [])
        ],
        "better": queries.when_to_knock(actor, visit.dwelling_id, visit.building_id) if visit.dwelling_id else None,
        "next": _next_home(actor, visit),
        "stays": _stays(actor, visit) if visit.outcome == "moved" else [],
        "files": list(attachments_of(actor, "visit", pk)),
    }
    return render(request, "workbench/worklist/visit.html", context)


def _seen_labels(actor: Actor, visit: Any) -> list[str]:
    """Names of the labels that the visit put, without those that the actor may not see."""
    seen = {one.name for one in labels(actor, active=False)}
    return [name for name in visit.labels if name in seen]


def _may_withdraw(actor: Actor, visit: Any) -> bool:
    mine = visit.staff_id == actor.staff_id
    return actor.can("visits.record") and (mine or actor.can("tasks.reassign"))


@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The visit was recorded in error."""
    left = actions.withdraw_visit(request.actor, pk, reason=request.POST.get("reason", ""))
    messages.success(
        request, _("The visit has been withdrawn. Its data is undone, and the tasks it closed are open again.")
    )
    if left:
        fields = {subject_of(one.subject_kind).by_name[one.field].label if one.field else "" for one in left}
        names = _(", ").join(sorted(str(label) for label in fields if label)) or _("the record")
        messages.warning(request, _("Changed by somebody since, and left unchanged: %(fields)s.") % {"fields": names})
    return redirect("workbench:visit", pk=pk)


def _labels(names: Iterable[str]) -> str:
    return _(", ").join(str(subject_of("resident").by_name[name].label) for name in names)


def _why(actor: Actor, visit: Any, task: Any) -> Any:
    subject = queries.subject_seen(actor, task.subject_kind, task.subject_id)
    fields = [subject_of(task.subject_kind).by_name[name] for name in task.drive.fields]
    missing = [field.label for field in fields if getattr(subject.record, field.kept) in (None, "")]
    return why_open(visit.outcome, missing)


def _next_home(actor: Actor, visit: Any) -> Any:
    """The next home of the same building where the worker has an open task, as people walk."""
    if visit.building_id is None:
        return None
    mine = queries.open_tasks(actor, owner=actor.staff_id).filter(building_id=visit.building_id)
    keys = set(mine.values_list("dwelling_id", flat=True)) - {visit.dwelling_id, None}
    homes = list(dwellings(actor).filter(pk__in=keys))
    here = next((one.sort_key for one in dwellings(actor).filter(pk=visit.dwelling_id)), "")
    return next((one for one in homes if one.sort_key > here), homes[0] if homes else None)


def _stays(actor: Actor, visit: Any) -> list[Any]:
    return [stay for stay in lived_at(actor, visit.dwelling_id) if stay.to_date is None] if visit.dwelling_id else []


@require_safe
def list_promises(request: HttpRequest) -> HttpResponse:
    """Promises that are open, by date; or those that have ended."""
    request.actor.need("tasks.read")
    which = request.GET.get("which") or ("all" if request.actor.can("tasks.reassign") else "mine")
    today = timezone.localdate()
    if which == "ended":
        found: Any = queries.promises(request.actor).exclude(end=None).order_by("-end__at", "pk")
    else:
        found = queries.open_promises(request.actor, by=request.actor.staff_id if which == "mine" else None)
    page = paged(request, found)
    handed = queries.promise_hand_overs(request.actor, [one.pk for one in page])
    lines = [(one, queries.promise_is(one, today=today), _link(one), handed.get(one.pk, [])) for one in page]
    context = {
        "page": page,
        "lines": lines,
        "which": which,
        "tabs": [("mine", _("Mine")), ("all", _("Everybody's")), ("ended", _("Ended"))],
        "workers": queries.workers(request.actor) if request.actor.can("promises.make") else [],
        "leavers": queries.leavers(request.actor) if request.actor.can("tasks.reassign") else [],
    }
    return render(request, "workbench/worklist/promises.html", context)


def _link(promise: Any) -> str:
    """The address name of what a promise is about; empty for what has no page here."""
    known = ("resident", "dwelling", "organisation", "building")
    return f"workbench:{promise.subject_kind}" if promise.subject_kind in known else ""


@require_POST
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The promise is kept."""
    actions.keep_promise(request.actor, pk, words=request.POST.get("words", ""))
    messages.success(request, _("Recorded: the promise was kept."))
    return _back(request)


@require_POST
def not_keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The promise is not kept, and why."""
    actions.break_promise(request.actor, pk, reason=request.POST.get("reason", ""))
    messages.success(request, _("Recorded: the promise was not kept. Tell the person it was made to."))
    return _back(request)


@require_POST
def hand_promise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A colleague keeps it from now on."""
    request.actor.need("promises.make")
    queries.promise_of(request.actor, pk)
    to = key_of(request.POST.get("to"))
    actions.hand_promise(request.actor, pk, to=to, words=request.POST.get("words", ""))
    messages.success(request, _("The promise has been handed over; your colleague will find it under “Today”."))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """To the page of ours that the form stood on."""
    back = request.POST.get("back", "")
    return redirect(back if back.startswith("/") and not back.startswith("//") else "workbench:promises")
