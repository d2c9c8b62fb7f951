"""Cohorts: building a condition, the people who meet it, saved ones, and what to do with a list."""

import json
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput
from shequyun.base.ids import new_id
from shequyun.engines.cohorts import actions, queries
from shequyun.engines.cohorts.choices import TEMPLATES, Cycle, Sharing
from shequyun.engines.cohorts.rules.conditions import Group, as_json, read_condition
from shequyun.engines.cohorts.rules.sentences import sentence
from shequyun.engines.surveys.queries import surveys
from shequyun.faces.workbench import people_columns
from shequyun.faces.workbench.builder import Draft, checked, condition_of, drafted, grouped_criteria
from shequyun.faces.workbench.form_choice import fill_forms
from shequyun.faces.workbench.keys import chosen_of, key_of
from shequyun.faces.workbench.listing import paged
from shequyun.faces.workbench.sharing import sharing
from shequyun.faces.workbench.workbooks import export_response, watermark
from shequyun.kernel.facts.actions import record_export
from shequyun.kernel.labels.actions import put_label
from shequyun.kernel.labels.queries import labels
from shequyun.kernel.places.queries import area_named

PRINT_LIMIT = 5000
EVERYBODY = '{"all": []}'


@require_safe
def list_cohorts(request: HttpRequest) -> HttpResponse:
    """Saved cohorts, and templates to start from."""
    request.actor.need("residents.read")
    saved = [
        (one, sentence(read_condition(one.condition)), _url(one.condition, cohort=one.pk))
        for one in queries.cohorts(request.actor)
    ]
    templates = [(one, sentence(read_condition(one.condition)), _url(one.condition)) for one in TEMPLATES]
    return render(request, "workbench/cohorts/list.html", {"saved": saved, "templates": templates})


@require_safe
def show_people(request: HttpRequest) -> HttpResponse:
    """The builder and the people who meet the condition; the condition is in the address."""
    request.actor.need("residents.read")
    touched = request.htmx.trigger_name or "" if request.htmx else ""
    draft = drafted(request.GET, request.actor, touched=touched)
    group = checked(draft)
    condition = condition_of(draft)
    query = {"condition": json.dumps(condition, ensure_ascii=False, separators=(",", ":"))} | _kept(request)
    url = f"{reverse('workbench:people')}?{urlencode(query, doseq=True)}"
    if "tree" in request.GET:
        if not request.htmx:
            return redirect(url)
        request.GET = QueryDict(urlencode(query, doseq=True))  # the address that the page has from now on
    context = _context(request, draft, group, condition) | {"url_query": request.GET.urlencode()}
    partial = request.htmx and not request.htmx.boosted
    response = render(
        request, "workbench/cohorts/_people.html" if partial else "workbench/cohorts/people.html", context
    )
    response.headers["HX-Push-Url"] = url
    return response


def _as_of(request: HttpRequest) -> date:
    """The day asked about: ages, doses and what is due are of that day. Today where nothing readable is said."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return timezone.localdate()


def _kept(request: HttpRequest) -> dict[str, Any]:
    kept: dict[str, Any] = {
        key: request.GET[key] for key in ("order", "view", "cohort", "moved", "on") if request.GET.get(key)
    }
    if request.GET.getlist("col"):
        kept["col"] = request.GET.getlist("col")
    return kept


def _context(request: HttpRequest, draft: Draft, group: Group | None, condition: dict[str, Any]) -> dict[str, Any]:
    columns = people_columns.chosen(request.GET.getlist("col"))
    order = request.GET.get("order", "")
    on = _as_of(request)
    context: dict[str, Any] = {
        "on": on,
        "of_today": on == timezone.localdate(),
        "draft": draft,
        "tree": json.dumps(condition, ensure_ascii=False),
        "groups": grouped_criteria(request.actor),
        "columns": columns,
        "all_columns": people_columns.COLUMNS.items(),
        "sorts": people_columns.SORT_LABELS.items(),
        "order": order if order in queries.SORTS else "address",
        "view": request.GET.get("view") or "list",
        "views": [("list", _("List")), ("numbers", _("Statistics"))],
        "readable": group is not None,
        "cohort": None,
        "sharings": Sharing.choices,
        "cycles": Cycle.choices,
    }
    if request.GET.get("cohort"):
        context["cohort"] = queries.cohort_of(request.actor, request.GET["cohort"])
    if group is not None:
        context |= _answer(request, group, context)
    return context


def _answer(request: HttpRequest, group: Group, context: dict[str, Any]) -> dict[str, Any]:
    """The sentence, the count, and the page of the list, the buildings or the statistics."""
    actor, today = request.actor, context["on"]
    found: dict[str, Any] = {"sentence": sentence(group), "slow": queries.slow_criteria(actor, group)}
    try:
        if "anyway" not in request.GET:
            queries.check_cost(actor, group, today=today)
        found["count"] = queries.count(actor, group, today=today)
    except (queries.TooSlow, queries.Costly) as refusal:
        return found | {"refusal": str(refusal), "costly": isinstance(refusal, queries.Costly)}
    if context["view"] != "list":
        found["bands"], found["buildings"] = queries.statistics(actor, group, today=today)
        return found
    people = queries.members(actor, group, today=today)
    cohort = context["cohort"]
    if cohort is not None and context["of_today"]:
        people = _moved(request, cohort, people, found)
    ordered = people.select_related("dwelling__building").order_by(*queries.SORTS[context["order"]])
    page = paged(request, ordered, count=None if found.get("moved") else found["count"])
    rows = people_columns.rows(actor, list(page), context["columns"], today=today)
    lines = [(one, cells, _why(actor, one, group, found)) for one, cells in rows]
    if not context["of_today"]:  # to be looked at; what is done is done with the list of today
        return found | {"page": page, "lines": lines}
    more = {
        "labels": labels(actor, subject_kind="resident"),
        "surveys": list(surveys(actor)) if actor.can("surveys.publish") else [],
        "publish_key": new_id(),
        "fill_forms": fill_forms(actor, today=today),
        "share": sharing(actor, found["sentence"], today=today) if actor.can("tasks.share") else None,
    }
    return found | {"page": page, "lines": lines} | more


def _why(actor: Actor, resident: Any, group: Group, found: dict[str, Any]) -> list[str]:
    """Why somebody joined or left since the last look, in words; nothing on the whole list."""
    today = timezone.localdate()
    if found.get("moved") == "joined":
        happened = queries.joined_because(actor, resident.pk, group, since=found["looked_at"], today=today)
        return happened or [_("the household changed")]
    if found.get("moved") == "left":
        gone = [one.words for one in queries.explain(actor, resident.pk, group, today=today) if not one.holds]
        told = [_("no longer: %(words)s") % {"words": words} for words in gone] or [_("no longer here")]
        return [*told, _("Deceased")] if resident.death_date else told
    return []


def _moved(request: HttpRequest, cohort: Any, people: Any, found: dict[str, Any]) -> Any:
    """Narrow to those who joined or left since the last look, and count both."""
    moves = queries.moves(request.actor, cohort, today=timezone.localdate())
    found["looked_at"] = moves.since
    if moves.since is None:
        return people
    found["joined_count"], found["left_count"] = moves.joined.count(), moves.left.count()
    found["moved"] = request.GET.get("moved", "")
    return {"joined": moves.joined, "left": moves.left}.get(found["moved"], people)


@require_safe
def count_people(request: HttpRequest) -> HttpResponse:
    """For programs: the condition as JSON in the address, the count and the sentence as JSON back.

    What would take long is refused (409, cohorts.costly), unless the address says `anyway`.
    """
    request.actor.need("residents.read")
    group = read_condition(_json(request.GET.get("condition") or EVERYBODY))
    today = _as_of(request)
    if "anyway" not in request.GET:
        queries.check_cost(request.actor, group, today=today)
    number = queries.count(request.actor, group, today=today)
    return JsonResponse({"condition": as_json(group), "sentence": sentence(group), "count": number})


@require_safe
def print_people(request: HttpRequest) -> HttpResponse:
    """The list in large type for the clipboard, by building and stair; recorded like an export."""
    request.actor.need("residents.export")
    group = read_condition(_json(request.GET.get("condition") or EVERYBODY))
    today = timezone.localdate()
    found = queries.members(request.actor, group, today=today).select_related("dwelling__building")
    people = list(found.order_by(*queries.SORTS["address"])[:PRINT_LIMIT])
    words = sentence(group)
    record_export(
        request.actor,
        "resident",
        count=len(people),
        reason=_("Print: %(what)s") % {"what": words},
        query=request.GET.urlencode()[:1000],
    )
    stairs: dict[str, list[Any]] = {}
    for one, cells in people_columns.rows(
        request.actor, people, people_columns.chosen(["phone", "labels"]), today=today
    ):
        door = one.dwelling.building.door if one.dwelling else _("No home recorded.")
        stairs.setdefault(door, []).append((one, cells))
    context = {"stairs": stairs, "sentence": words, "count": len(people), "mark": watermark(request, words)}
    return render(
        request, "workbench/cohorts/print.html", context | {"area": area_named(request.actor.area), "today": today}
    )


@require_POST
def export_people(request: HttpRequest) -> HttpResponse:
    """The list, or the chosen of it, as a workbook with watermark, masked; recorded with its reason."""
    request.actor.need("residents.export")
    return export_response(
        request, "resident", wanted_people(request).select_related("dwelling"), reason=request.POST.get("reason", "")
    )


@require_POST
def label_people(request: HttpRequest) -> HttpResponse:
    """Put a label on the list, or the chosen of it."""
    request.actor.need("labels.put")
    found, label = wanted_people(request), key_of(request.POST.get("label"))
    keys = list(found.order_by().values_list("pk", flat=True))
    count = put_label(request.actor, label, subject_ids=keys, evidence=request.POST.get("evidence", ""))
    words = ngettext(
        "The label has been added to %(n)d more person.", "The label has been added to %(n)d more people.", count
    )
    messages.success(request, words % {"n": count})
    return redirect(f"{reverse('workbench:people')}?{request.GET.urlencode()}")


def wanted_people(request: HttpRequest) -> Any:
    """The people of the condition in the address, narrowed to the chosen rows where some are chosen."""
    found = queries.members(request.actor, _json(request.GET.get("condition", "")), today=timezone.localdate())
    return chosen_of(request, found)


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the condition under a name."""
    request.actor.need("residents.read")
    condition = _json(request.POST.get("condition", ""))
    key = actions.save_cohort(
        request.actor,
        name=request.POST.get("name", ""),
        condition=condition,
        columns=[one for one in request.POST.getlist("col") if one in people_columns.COLUMNS],
        sharing=_one_of(Sharing.values, request.POST.get("sharing"), Sharing.ME),
        cycle=_one_of(Cycle.values, request.POST.get("cycle"), Cycle.NEVER),
    )
    actions.look(request.actor, key)
    messages.success(request, _("The cohort has been saved; from now on it shows who joins and who leaves."))
    return redirect(_url(condition, cohort=key))


def _one_of(values: list[str], said: str | None, otherwise: str) -> str:
    return said if said in values else otherwise


@require_POST
def take_look(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note who is in the cohort now."""
    request.actor.need("residents.read")
    cohort = queries.cohort_of(request.actor, pk)
    found = actions.look(request.actor, pk)
    words = _("Recorded: %(count)d people; %(joined)d joined, %(left)d left.")
    messages.success(request, words % {"count": found.count, "joined": found.joined, "left": found.left})
    return redirect(_url(cohort.condition, cohort=pk))


@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Forget a cohort of one's own."""
    actions.remove_cohort(request.actor, pk)
    messages.success(request, _("The cohort has been removed."))
    return redirect("workbench:cohorts")


def _json(said: str) -> Any:
    try:
        return json.loads(said)
    except ValueError:
        raise BadInput() from None


def _url(condition: Any, **more: Any) -> str:
    query = {"condition": json.dumps(condition, ensure_ascii=False, separators=(",", ":")), **more}
    return f"{reverse('workbench:people')}?{urlencode(query)}"
