"""Who is at the door of OpenRosa: HTTP Basic with a phone's token as the password; the user name is not asked.

No cookie is read, so no other site can have a browser do it. Refusals are told as OpenRosa wants them.
"""

import base64
import binascii
import functools
from collections.abc import Callable
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.csrf import csrf_exempt

from shequyun.base.actor import Actor
from shequyun.base.errors import Refusal
from shequyun.base.scope import entered
from shequyun.engines.sync.actions import heard_from
from shequyun.engines.sync.queries import actor_with, device_with

XML = "text/xml; charset=utf-8"
MOST_BYTES = 20 * 1024 * 1024  # of one request
TOLD_BYTES = MOST_BYTES - 1024 * 1024  # ODK Collect counts its files alone, not what a request puts around them
CollectView = Callable[..., HttpResponse]


def by_password(view: CollectView) -> Callable[..., HttpResponse]:
    """A view for ODK Collect, as whoever carries the phone, in the phone's community."""

    @csrf_exempt
    @login_not_required
    @functools.wraps(view)
    def run(request: HttpRequest, **keys: Any) -> HttpResponse:
        if _length(request) > MOST_BYTES:
            return openrosa(message("This form with its pictures is too large.", 413))
        try:
            device = device_with(_password(request), now=timezone.now())
            actor = actor_with(device)
        except Refusal as refusal:
            response = message(str(refusal), 401)
            response.headers["WWW-Authenticate"] = 'Basic realm="Community Cloud", charset="UTF-8"'
            return openrosa(response)
        heard_from(device)
        return openrosa(_answered(request, actor, view, keys))

    return run


def _answered(request: HttpRequest, actor: Actor, view: CollectView, keys: dict[str, Any]) -> HttpResponse:
    try:
        with entered(actor.scope):
            return view(request, actor, **keys)
    except Refusal as refusal:
        return message(str(refusal), refusal.status)


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdigit() else 0


def _password(request: HttpRequest) -> str:
    kind, _space, said = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return ""
    try:
        return base64.b64decode(said, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def openrosa(response: HttpResponse) -> HttpResponse:
    """An answer with the headers of OpenRosa."""
    response.headers["X-OpenRosa-Version"] = "1.0"
    response.headers["X-OpenRosa-Accept-Content-Length"] = str(TOLD_BYTES)
    response.headers["Cache-Control"] = "no-store"
    return response


def message(text: str, status: int) -> HttpResponse:
    """A sentence for the person who holds the phone."""
    response = HttpResponse(content_type=XML, status=status)
    xml = SimplerXMLGenerator(response, "utf-8")
    xml.startDocument()
    xml.startElement("OpenRosaResponse", AttributesImpl({"xmlns": "http://openrosa.org/http/response"}))
    xml.addQuickElement("message", text, {"nature": "submit_success" if status < 400 else "submit_error"})
    xml.endElement("OpenRosaResponse")
    xml.endDocument()
    return response
