"""Collection forms that ask people: publishing, progress, answers."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shequyun.base.errors import BadInput
from shequyun.engines.surveys import actions, queries
from shequyun.engines.surveys.rules.meaning import fields
from shequyun.faces.workbench.keys import key_if_said, key_of
from shequyun.faces.workbench.listing import paged
from shequyun.faces.workbench.views.cohorts import wanted_people
from shequyun.faces.workbench.workbooks import sheet_response
from shequyun.kernel.attachments.queries import attachments_of
from shequyun.kernel.residents.queries import residents

SHOWN = 6  # columns of the table; the others stand on the answer's page


@require_POST
def publish_here(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask everybody who lives in the area."""
    request.actor.need("surveys.publish")
    try:
        actions.publish(request.actor, pk, until=_until(request), run=key_if_said(request.POST.get("run")))
        messages.success(request, _("Published. Phones fetch the form at their next contact."))
    except BadInput as refusal:
        messages.error(request, str(refusal))
    return redirect("workbench:survey", pk=pk)


@require_POST
def publish_list(request: HttpRequest) -> HttpResponse:
    """Ask the people of a list, or the chosen of it."""
    request.actor.need("surveys.publish")
    survey = key_of(request.POST.get("survey"))
    keys = list(wanted_people(request).order_by().values_list("pk", flat=True))
    try:
        actions.publish(
            request.actor, survey, resident_ids=keys, until=_until(request), run=key_if_said(request.POST.get("run"))
        )
    except BadInput as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{reverse('workbench:people')}?{request.GET.urlencode()}")
    messages.success(request, _("Published. Phones fetch the form at their next contact."))
    return redirect("workbench:survey", pk=survey)


def _until(request: HttpRequest) -> date | None:
    said = request.POST.get("until", "")
    try:
        found = parse_date(said) if said else None
    except ValueError:
        found = None
    if said and found is None:
        raise BadInput()
    return found


@require_safe
def show_publication(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is, building by building; what was answered, counted by question; the answers one by one."""
    request.actor.need("surveys.read")
    one, view = queries.publication_of(request.actor, pk), request.GET.get("view", "")
    parts = {"counts": _counts, "answers": _answers}
    context = {
        "one": one,
        "counted": queries.counted(request.actor, [one])[0],
        "views": [("", _("Progress by building")), ("counts", _("Counts by question")), ("answers", _("Answers"))],
        "view": view if view in parts else "",
    }
    context |= parts.get(view, _progress)(request, one)
    return render(request, "workbench/surveys/publication.html", context)


def _progress(request: HttpRequest, one: Any) -> dict[str, Any]:
    return {"progress": queries.progress(request.actor, one)}


def _counts(request: HttpRequest, one: Any) -> dict[str, Any]:
    return {"tallies": queries.tallies(request.actor, one)}


def _answers(request: HttpRequest, one: Any) -> dict[str, Any]:
    page = paged(request, queries.answers_of(request.actor, one.pk))
    titles = queries.titles(one.edition)[:SHOWN]
    return {
        "page": page,
        "titles": [title for _path, title in titles],
        "counting": set(queries.counting(request.actor, one.pk).values_list("pk", flat=True)),
        "lines": _lines(request, one, list(page), [path for path, _title in titles]),
    }


def _lines(request: HttpRequest, one: Any, answers: list[Any], paths: list[str]) -> list[tuple[Any, str, list[str]]]:
    """(answer, whose, cells); sealed numbers are masked."""
    names = _names(request, answers)
    return [
        (answer, names.get(answer.resident_id, ""), queries.cells(one.edition, answer, paths)) for answer in answers
    ]


def _names(request: HttpRequest, answers: list[Any]) -> dict[UUID, str]:
    found = residents(request.actor).filter(pk__in=[a.resident_id for a in answers if a.resident_id])
    return dict(found.values_list("pk", "name"))


@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask nobody more."""
    actions.close_publication(request.actor, pk)
    messages.success(request, _("Closed. Forms filled in before can still be sent."))
    return redirect("workbench:publication", pk=pk)


@require_POST
def export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All answers as a workbook, watermarked, masked, recorded with its reason."""
    request.actor.need("residents.export")
    one = queries.publication_of(request.actor, pk)
    titles = queries.titles(one.edition)
    found = _lines(request, one, list(queries.counting(request.actor, pk)), [path for path, _title in titles])
    homes = _homes(request, [answer for answer, _name, _cells in found])
    rows = [
        [
            name,
            homes.get(answer.resident_id, ""),
            f"{timezone.localtime(answer.at):%Y-%m-%d}",
            answer.staff_name,
            *cells,
        ]
        for answer, name, cells in found
    ]
    heads = [_("Who is asked"), _("Address"), _("When"), _("By whom"), *(title for _path, title in titles)]
    reason = request.POST.get("reason", "")
    return sheet_response(request, "answer", heads, rows, reason=reason, query=f"publication={pk}")


def _homes(request: HttpRequest, answers: list[Any]) -> dict[UUID, str]:
    found = residents(request.actor).filter(pk__in=[one.resident_id for one in answers if one.resident_id])
    people = found.filter(dwelling__isnull=False).select_related("dwelling__building")
    return {one.pk: one.dwelling.address for one in people if one.dwelling}


@require_safe
def show_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One answer: all that was said, what went to the register, what could not be read, pictures."""
    answer = queries.answer_of(request.actor, pk)
    edition, content, known = answer.publication.edition, queries.content_of(answer), fields()
    labels = dict(queries.titles(edition))
    context = {
        "answer": answer,
        "way": _("field app") if answer.way == "phone" else "ODK Collect",
        "whose": residents(request.actor).filter(pk=answer.resident_id).first(),
        "said": queries.shown(edition, content["answers"], masked=True),
        "applied": [known[name].label for name in answer.applied if name in known],
        "unread": [(labels.get(path, path), why) for path, why in content["unread"]],
        "files": attachments_of(request.actor, "answer", pk),
    }
    return render(request, "workbench/surveys/answer.html", context)
