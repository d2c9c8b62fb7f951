"""The import wizard: upload, columns, preview and decisions, commit, undo, and the file sent back."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shequyun.base.errors import BadInput, NotVisible
from shequyun.engines.intake import actions, queries
from shequyun.engines.intake.choices import RowState
from shequyun.engines.intake.fields import apart_of, kinds, targets
from shequyun.faces.workbench.blanks import blank_of
from shequyun.faces.workbench.forms.intake import UploadForm
from shequyun.faces.workbench.keys import key_if_said
from shequyun.faces.workbench.listing import paged
from shequyun.faces.workbench.workbooks import TYPE


@require_http_methods(["GET", "HEAD", "POST"])
def list_uploads(request: HttpRequest) -> HttpResponse:
    """Earlier imports, and the box for the next file."""
    request.actor.need("intake.preview")
    form = UploadForm(request.POST or None, request.FILES or None, initial=_asked_for(request))
    if request.method == "POST" and form.is_valid():
        key = _upload(request, form)
        if key:
            return redirect("workbench:upload", pk=key)
    page = paged(request, queries.uploads(request.actor))
    context = {"form": form, "page": page, "kinds": kinds()}
    return render(request, "workbench/intake/list.html", context, status=422 if form.errors else 200)


def _asked_for(request: HttpRequest) -> dict[str, str]:
    """What the address says the next file lists; lists of their own kind say where they come from."""
    subject = request.GET.get("subject", "")
    apart = apart_of(subject)
    return {"subject": subject, **({"source": apart.source} if apart else {})} if subject in kinds() else {}


def _upload(request: HttpRequest, form: UploadForm) -> UUID | None:
    data = form.cleaned_data
    try:
        return actions.upload(
            request.actor,
            file_name=data["file"].name,
            content=data["file"].read(),
            source=data["source"],
            observed_on=data["observed_on"],
            subject_kind=data["subject"],
        )
    except BadInput as refusal:
        form.add_error("file", str(refusal))
        return None


@require_safe
def show_upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One import: its progress, its counts, and the rows that wait for a person."""
    request.actor.need("intake.preview")
    upload = queries.upload_state(request.actor, pk)
    if upload.state == "mapping":
        return redirect("workbench:upload-columns", pk=pk)
    return render(request, "workbench/intake/detail.html", _context(request, upload))


def _context(request: HttpRequest, upload: Any) -> dict[str, Any]:
    """The rows shown at first are those that wait for a person, then those that would change something."""
    state = request.GET.get("state", "")
    undecided = not state and upload.undecided > 0
    state = state if state in RowState.values else ""
    number = request.GET.get("page", "")
    page = queries.rows(
        request.actor, upload.id, state=state, undecided=undecided, page=int(number) if number.isdigit() else 1
    )
    labels = dict(RowState.choices)
    counts = [(code, labels[code], upload.counts[code]) for code in RowState.values]
    return {"upload": upload, "rows": page, "state": state, "undecided": undecided, "counts": counts}


@require_safe
def state(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Progress, asked for every second; once the job is done the page is loaded anew."""
    request.actor.need("intake.preview")
    upload = queries.upload_state(request.actor, pk)
    response = render(request, "workbench/intake/_progress.html", {"upload": upload})
    if not upload.working:
        response.headers["HX-Refresh"] = "true"
    return response


@require_safe
def rows(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Rows of one state, for the tabs."""
    request.actor.need("intake.preview")
    upload = queries.upload_state(request.actor, pk)
    return render(request, "workbench/intake/_rows.html", _context(request, upload))


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What each column means: guessed, corrected here, remembered for the next time."""
    request.actor.need("intake.preview")
    upload = queries.upload_state(request.actor, pk)
    if request.method == "POST":
        try:
            actions.map_columns(request.actor, pk, mapping=_mapping(request))
            return redirect("workbench:upload", pk=pk)
        except BadInput as refusal:
            messages.error(request, str(refusal))
    context = {
        "upload": upload,
        "sheets": queries.columns(request.actor, pk),
        "targets": targets(upload.subject_kind),
    }
    return render(request, "workbench/intake/columns.html", context)


def _mapping(request: HttpRequest) -> dict[int, dict[int, str]]:
    """Fields named c-<sheet>-<column> carry the meaning of a column."""
    mapping: dict[int, dict[int, str]] = {}
    for name, value in request.POST.items():
        kind, _sep, place = name.partition("-")
        if kind == "c":
            sheet, column = place.split("-")
            mapping.setdefault(int(sheet), {})[int(column)] = str(value)
    return mapping


@require_POST
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One row, the chosen rows, or all doubtful ones that are sure enough."""
    decision = request.POST.get("decision", "")
    if "all" in request.POST:
        at_least = request.POST.get("at_least", "0")
        count = actions.decide_all(
            request.actor, pk, decision=decision, at_least=int(at_least) if at_least.isdigit() else 0
        )
    else:
        numbers = [int(number) for number in request.POST.getlist("number") if number.isdigit()]
        candidate = key_if_said(request.POST.get("candidate"))
        count = actions.decide(request.actor, pk, numbers=numbers, decision=decision, candidate=candidate)
        if request.htmx and len(numbers) == 1:
            return render(request, "workbench/intake/_decided.html", _decided(request, pk, numbers[0]))
    words = ngettext("%(n)d row decided.", "%(n)d rows decided.", count)
    messages.success(request, words % {"n": count})
    return redirect("workbench:upload", pk=pk)


def _decided(request: HttpRequest, pk: UUID, number: int) -> dict[str, Any]:
    """The row with its decision, and the counts that have changed with it."""
    upload = queries.upload_state(request.actor, pk)
    return {**_context(request, upload), "row": queries.row(request.actor, pk, number)}


@require_POST
def commit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write what is decided; in the background."""
    actions.start_commit(request.actor, pk)
    return redirect("workbench:upload", pk=pk)


@require_POST
def restart(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Start a job again that stopped; nothing is half done."""
    actions.restart(request.actor, pk)
    return redirect("workbench:upload", pk=pk)


@require_POST
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the whole import back."""
    _reversed, left = actions.undo(request.actor, pk)
    if left:
        words = ngettext(
            "%(n)d value was changed since and is kept.", "%(n)d values were changed since and are kept.", len(left)
        )
        messages.warning(request, words % {"n": len(left)})
    else:
        messages.success(request, _("The import has been undone; everything is as it was before."))
    return redirect("workbench:upload", pk=pk)


@require_POST
def take_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go on with a colleague's import."""
    actions.take_over(request.actor, pk)
    return redirect("workbench:upload", pk=pk)


@require_POST
def discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Throw away an import that was not committed."""
    actions.discard(request.actor, pk)
    messages.success(request, _("The import has been discarded; nothing was written."))
    return redirect("workbench:uploads")


@require_POST
def marked(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file again, with the cells that were sent back marked and commented."""
    name, content = actions.marked_file(request.actor, pk, reason=request.POST.get("reason", ""))
    response = HttpResponse(content, content_type=TYPE)
    response.headers["Content-Disposition"] = f"attachment; filename=\"marked.xlsx\"; filename*=UTF-8''{quote(name)}"
    return response


@require_safe
def blank(request: HttpRequest, subject: str) -> HttpResponse:
    """A blank workbook to fill in."""
    request.actor.need("intake.preview")
    if subject not in kinds():
        raise NotVisible()
    response = HttpResponse(blank_of(subject), content_type=TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{subject}.xlsx"'
    return response
