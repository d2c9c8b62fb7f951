"""The catalogue of forms: the list with totals, one form with its evidence, its columns, decisions about it."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shequyun.base.errors import BadInput
from shequyun.engines.ledgers import actions, queries
from shequyun.engines.ledgers.choices import Decided
from shequyun.engines.ledgers.fields import COUNTS, meanings
from shequyun.engines.ledgers.rules.blanks import listed, unlisted
from shequyun.faces.workbench.forms.ledgers import FormDescription, description_of
from shequyun.faces.workbench.keys import key_if_said
from shequyun.kernel.places.queries import area_names

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def list_forms(request: HttpRequest) -> HttpResponse:
    """Every form that is asked for here, with what it costs; the box for the next one."""
    request.actor.need("ledgers.read")
    found = queries.catalogue(request.actor, today=timezone.localdate())
    context = {
        "found": found,
        "totals": queries.totals(found),
        "areas": area_names(one.form.area for one in found),
        "departments": len({one.form.department for one in found if one.form.department and not one.closed}),
    }
    return render(request, "workbench/catalogue/list.html", context)


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """A blank form comes in."""
    request.actor.need("forms.define")
    file = request.FILES.get("file")
    try:
        if file is None:
            raise BadInput()
        key = actions.enter_form(request.actor, file_name=file.name or "", content=file.read())
    except BadInput as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:forms")
    return redirect("workbench:form", pk=key)


@require_safe
def show_form(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One form: who asks, how much of it is known, who else asks the same, what it costs."""
    request.actor.need("ledgers.read")
    return render(request, "workbench/catalogue/detail.html", _context(request, pk))


def _context(request: HttpRequest, pk: UUID, form: FormDescription | None = None) -> dict[str, Any]:
    evidence = queries.evidence_of(request.actor, pk, today=timezone.localdate())
    own = request.actor.scope.holds(evidence.form.area)
    return {
        "evidence": evidence,
        "one": evidence.form,
        "form": form or FormDescription(initial=description_of(evidence.form)),
        "own": own and request.actor.can("forms.define"),
        "sheets": _sheets(request, evidence.form),
        "meanings": _grouped(request, evidence.form),
        "fillings": queries.fillings(request.actor, form_id=pk)[:10],
        "others": [one for one in queries.forms(request.actor) if one.pk != pk and one.paper == evidence.form.paper],
        "decisions": evidence.form.decisions.select_related("into").order_by("-at"),
        "unlisted": unlisted(evidence.form.name),
        "listed": listed(),
        "seconds": settings.LEDGER_SECONDS_PER_CELL,
    }


def _sheets(request: HttpRequest, form: Any) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """(place, name, columns with what each means) of every sheet."""
    names = [sheet["name"] for sheet in form.layout.get("sheets", [])] or [form.file_name]
    return [
        (
            place,
            names[int(place)],
            [c | {"meaning": form.mapping.get(place, {}).get(str(c["index"]), "")} for c in columns],
        )
        for place, columns in queries.columns_of(form).items()
    ]


def _grouped(request: HttpRequest, form: Any) -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Meanings to choose from, by group; counts where the form has them."""
    groups: dict[Any, list[tuple[str, Any]]] = {}
    for one in meanings(request.actor).values():
        groups.setdefault(one.group, []).append((one.name, one.label))
    counted = {said for columns in form.mapping.values() for said in columns.values() if said.startswith("count")}
    if counted:
        groups[COUNTS] = [(said, said.replace("count", _("number"), 1)) for said in sorted(counted)]
    return list(groups.items())


@require_POST
def map_columns(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the columns mean; fields are named c-<sheet>-<column>."""
    request.actor.need("forms.define")
    mapping: dict[str, dict[str, str]] = {}
    for name, value in request.POST.items():
        parts = name.split("-")
        if len(parts) == 3 and parts[0] == "c":
            mapping.setdefault(parts[1], {})[parts[2]] = str(value)
    actions.map_form(request.actor, pk, mapping=mapping)
    messages.success(request, _("Saved. These titles are remembered for the next form."))
    return redirect("workbench:form", pk=pk)


@require_POST
def describe(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who asks for it, on what ground, how often."""
    request.actor.need("forms.define")
    form = FormDescription(request.POST)
    if not form.is_valid():
        return render(request, "workbench/catalogue/detail.html", _context(request, pk, form), status=422)
    actions.describe_form(request.actor, pk, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("workbench:form", pk=pk)


@require_POST
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Approve, refuse, merge, retire, take up again."""
    request.actor.need("forms.decide")
    queries.form_of(request.actor, pk)
    what, into = request.POST.get("what", ""), key_if_said(request.POST.get("into"))
    try:
        if what not in Decided.values:
            raise BadInput()
        actions.decide_form(request.actor, pk, what=what, reason=request.POST.get("reason", ""), into=into)
        messages.success(request, _("Decided. This applies here and in all areas within."))
    except BadInput as refusal:
        messages.error(request, str(refusal))
    return redirect("workbench:form", pk=pk)


@require_safe
def blank(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The blank itself."""
    return download(*actions.take_blank(request.actor, pk))


def download(name: str, content: bytes) -> HttpResponse:
    """A file to keep, under its own name."""
    response = HttpResponse(content, content_type=WORD if name.endswith(".docx") else EXCEL)
    plain = "form.docx" if name.endswith(".docx") else "form.xlsx"
    response.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    return response
