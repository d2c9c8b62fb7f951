"""Collection forms at the desk: bringing one in, what its questions mean, a phone with ODK Collect."""

import base64
import json
import re
import zlib
from typing import Any
from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shequyun.base.errors import BadInput, NotNow
from shequyun.base.ids import new_id
from shequyun.engines.surveys import actions, queries
from shequyun.engines.surveys.rules.beyond import in_words
from shequyun.engines.surveys.rules.converting import MOST_BYTES
from shequyun.engines.surveys.rules.meaning import fields, fits
from shequyun.engines.surveys.rules.questions import flat
from shequyun.engines.sync.actions import enrol_device
from shequyun.kernel.places.queries import area_names, areas_within
from shequyun.kernel.residents.queries import residents

SAID = ("purpose", "ground", "department")
_NAMED = re.compile(r"\$\{([^}]+)\}")  # a text that holds the answer to another question


@require_safe
def list_surveys(request: HttpRequest) -> HttpResponse:
    """Forms that departments want answered, with what runs; the box for the next one."""
    return _list(request)


def _list(request: HttpRequest, error: str = "") -> HttpResponse:
    request.actor.need("surveys.read")
    found = list(queries.surveys(request.actor))
    running = queries.counted(request.actor, queries.publications(request.actor)[:50])
    where = {line.publication.community for line in running}
    context = {
        "found": found,
        "running": running,
        "several": len(where) > 1,
        "areas": area_names([*where, *(one.area for one in found)]),
        "error": error,
        "said": {name: request.POST.get(name, "") for name in SAID},
    }
    return render(request, "workbench/surveys/list.html", context, status=BadInput.status if error else 200)


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """A form comes in; what is wrong with it is told above the box, and what was typed stays."""
    request.actor.need("surveys.define")
    file = request.FILES.get("file")
    if file is None:
        return _list(request, _("Choose the form, an .xlsx file."))
    said = {name: request.POST.get(name, "") for name in SAID}
    try:
        content = file.read(MOST_BYTES + 1)
        key = actions.enter_survey(request.actor, file_name=file.name or "", content=content, **said)
    except BadInput as refusal:
        return _list(request, str(refusal))
    _told(request, queries.survey_of(request.actor, key).editions.all()[0])
    return redirect("workbench:survey", pk=key)


def _told(request: HttpRequest, edition: Any) -> None:
    if edition.beyond:
        said = _("Uploaded. The field app does not support %(count)s places in it: see below which, and what to do.")
        messages.warning(request, said % {"count": len(edition.beyond)})
    else:
        messages.success(request, _("Uploaded. Check what the questions mean, then publish the form."))


@require_safe
def show_survey(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One form: its questions and what they mean, its editions, whom it was published to."""
    survey = queries.survey_of(request.actor, pk)
    editions = list(survey.editions.all())
    newest = editions[0]
    questions = list(flat(newest.questions))
    titles = {one["path"]: one["label"] for one in questions}
    lines = [_line(one, newest.mapping, titles) for one in questions]
    found = queries.publications(request.actor).filter(edition__survey_id=pk)
    context = {
        "survey": survey,
        "editions": editions,
        "newest": newest,
        "lines": lines,
        "beyond": [(one, in_words(one)) for one in newest.beyond],
        "known": len(newest.mapping),
        "asked": sum(line["answered"] and line["question"]["type"] != "calculate" for line in lines),
        "own": request.actor.scope.holds(survey.area) and request.actor.can("surveys.define"),
        "publications": queries.counted(request.actor, found),
        "living": residents(request.actor).filter(living_here=True, death_date=None).count(),
        "key": new_id(),
    }
    return render(request, "workbench/surveys/detail.html", context)


def _line(question: dict[str, Any], mapping: dict[str, str], titles: dict[str, str]) -> dict[str, Any]:
    answered = question["type"] not in ("note", "group", "repeat")
    fitting = [(name, field.label) for name, field in fields().items() if answered and fits(question, field)]
    repeated = "choices" in question and answered and "/" in question["path"]
    return {
        "question": question,
        "words": _NAMED.sub(lambda match: f"〔{titles.get(match[1], match[1])}〕", question["label"]),
        "worked_out": question["type"] == "calculate",
        "answered": answered,
        "meaning": mapping.get(question["path"], ""),
        "fitting": fitting,
        "inside": repeated,
        "choices": "、".join(choice["label"] for choice in question["choices"]),
    }


@require_POST
def map_all(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the questions mean; fields are named q-<path>."""
    request.actor.need("surveys.define")
    said = {name[2:]: value for name, value in request.POST.items() if name.startswith("q-")}
    try:
        actions.map_questions(request.actor, pk, mapping={path: str(value) for path, value in said.items()})
        messages.success(request, _("Saved. From now on answers are entered in the register."))
    except (BadInput, NotNow) as refusal:
        messages.error(request, str(refusal))
    return redirect("workbench:survey", pk=pk)


@require_POST
def describe(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What for, on what ground, for whom."""
    request.actor.need("surveys.define")
    try:
        actions.describe_survey(request.actor, pk, **{name: request.POST.get(name, "") for name in SAID})
        messages.success(request, _("Saved."))
    except BadInput as refusal:
        messages.error(request, str(refusal))
    return redirect("workbench:survey", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def set_up_collect(request: HttpRequest) -> HttpResponse:
    """A phone with ODK Collect: its settings as a picture, with a password of its own that is shown this once."""
    request.actor.need("field.use")
    context: dict[str, Any] = {"committees": areas_within(request.actor, level="committee")}
    if request.method == "POST":
        made = enrol_device(request.actor, community=request.POST.get("community", ""), name="ODK Collect")
        address = request.build_absolute_uri(reverse("api:form-list")).removesuffix("/formList")
        context |= {"address": address, "password": made.token, "picture": _settings(address, made.token)}
    return render(request, "workbench/surveys/collect.html", context)


def _settings(address: str, password: str) -> str:
    """The picture that ODK Collect reads its settings from: JSON, packed, in base 64."""
    said = {"general": {"server_url": address, "username": "collect", "password": password}, "admin": {}}
    packed = base64.b64encode(zlib.compress(json.dumps(said).encode())).decode()
    return segno.make(packed, error="l").svg_data_uri(scale=4, border=2)
