"""Files on subjects: adding, looking, taking off."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from shequyun.base.errors import BadInput
from shequyun.faces.workbench.keys import key_of
from shequyun.kernel.attachments.actions import attach, detach
from shequyun.kernel.attachments.choices import MOST_BYTES, MOST_FILES
from shequyun.kernel.attachments.queries import attachment_of, content_of

SANDBOX = "default-src 'none'; style-src 'none'; sandbox"


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Put the chosen files on a subject, and go back to its page."""
    request.actor.need("attachments.attach")
    subject = key_of(request.POST.get("subject"))
    files = request.FILES.getlist("file")[:MOST_FILES]
    if not files:
        raise BadInput()
    attach_all(request, request.POST.get("kind", ""), subject, files)
    words = ngettext("%(n)d file has been attached.", "%(n)d files have been attached.", len(files))
    messages.success(request, words % {"n": len(files)})
    return _back(request)


def attach_all(request: HttpRequest, kind: str, subject: UUID, files: list[Any]) -> None:
    """Put uploaded files on a subject; for every view that takes files with its form. Reads no more than is taken."""
    for file in files:
        attach(request.actor, subject, subject_kind=kind, name=file.name or "", content=file.read(MOST_BYTES + 1))


@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file: a picture on the page, anything else to keep. Nothing in it can run here."""
    file = attachment_of(request.actor, pk)
    return _answer(file, content_of(file), file.media_type, inline=file.is_picture)


@require_safe
def show_thumbnail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The small picture of a picture; the file itself for anything else."""
    file = attachment_of(request.actor, pk)
    media_type = "image/jpeg" if file.thumbnail else file.media_type
    return _answer(file, content_of(file, thumbnail=True), media_type, inline=file.is_picture)


@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a file off; its bytes are gone."""
    detach(request.actor, pk, reason=request.POST.get("reason", ""))
    messages.success(request, _("The file has been removed and its content deleted."))
    return _back(request)


def _answer(file: Any, content: bytes, media_type: str, *, inline: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    how = "inline" if inline else "attachment"
    response.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(file.name)}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _back(request: HttpRequest) -> HttpResponse:
    """To the page that sent the form, if it is one of ours."""
    url = request.POST.get("next", "")
    return redirect(url if url_has_allowed_host_and_scheme(url, None) else "workbench:home")
