"""Open311 GeoReport v2, as the standard has it: discovery, services, requests, tokens; JSON and XML.

Anybody reads what is public of an area that is open; bringing a matter in takes an api_key. No cookie is read. Errors are those
of the standard: a list of code and description, with its status.
"""

import functools
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from shequyun.base.actor import Actor
from shequyun.base.errors import Refusal
from shequyun.base.scope import entered
from shequyun.faces.api.written import FORMATS, Item, Named, errors, written
from shequyun.kernel.places.queries import area_named
from shequyun.programmes.open311.actions import Attached, bring, check_asking
from shequyun.programmes.open311.actions.bringing import client_actor
from shequyun.programmes.open311.queries import (
    PublicRequest,
    client_with,
    one_request,
    openings,
    public_actor,
    requests,
)
from shequyun.programmes.open311.queries.clients import WrongKey
from shequyun.programmes.open311.rules.asking import BadParameter, NoSuchThing, read_asked
from shequyun.programmes.open311.rules.bringing import read_brought
from shequyun.programmes.open311.rules.services import group_of, services

View = Callable[..., HttpResponse]
MOST_BYTES = 12_000_000  # of one request with its picture
MOST_FILES = 5
CLIENT_ERROR = 400


def standard(view: View) -> View:
    """A view of the standard: a known format, not too often, refusals as the standard tells them."""

    @csrf_exempt
    @login_not_required
    @functools.wraps(view)
    def run(request: HttpRequest, **keys: Any) -> HttpResponse:
        form = keys.pop("form", "json")
        if form not in FORMATS:
            return errors("json", 404, _("There is no such %(name)s.") % {"name": f"format {form[:10]}"})
        try:
            check_asking("read", request.META.get("REMOTE_ADDR", ""))
            with transaction.atomic():
                response = view(request, form, **keys)
        except Refusal as refusal:
            response = _refused(request, form, refusal)
        response.headers["Access-Control-Allow-Origin"] = "*"  # public data, and no cookie is read
        response.headers["Cache-Control"] = "no-store"
        return response

    return run


def _refused(request: HttpRequest, form: str, refusal: Refusal) -> HttpResponse:
    """The standard knows 400, 403 and 404; what is wrong with a value is 400. Wrong keys are counted."""
    if isinstance(refusal, WrongKey):
        try:
            check_asking("wrong", request.META.get("REMOTE_ADDR", ""))
        except Refusal as often:
            refusal = often
    status = CLIENT_ERROR if refusal.status in (409, 422) else refusal.status
    response = errors(form, status, str(refusal))
    if "retry_after" in refusal.details:
        response.headers["Retry-After"] = str(refusal.details["retry_after"])
    return response


@require_safe
@standard
def discovery(request: HttpRequest, form: str) -> HttpResponse:
    """Where the endpoint is, and what it speaks."""
    url = request.build_absolute_uri(reverse("api:georeport-services", args=["json"])).rsplit("/", 1)[0]
    endpoint: Item = {
        "specification": "http://wiki.open311.org/GeoReport_v2", "url": url, "changeset": "2026-11-25T00:00:00Z",
        "type": "test" if settings.DEBUG else "production",
        "formats": Named("format", ["text/xml", "application/json"]),
    }  # fmt: skip
    found: Item = {
        "changeset": "2026-11-25T00:00:00Z", "contact": _("The residents' committee of each area"),
        "key_service": _("Ask the subdistrict for an api_key."), "endpoints": Named("endpoint", [endpoint]),
    }  # fmt: skip
    return written(form, "discovery", found)


@require_safe
@standard
def list_services(request: HttpRequest, form: str) -> HttpResponse:
    """What can be brought in an area; the same everywhere."""
    _area(request.GET)
    return written(form, "services", Named("service", [_service(matter) for matter in services().values()]))


def _service(matter: Any) -> Item:
    return {
        "service_code": matter.code, "service_name": matter.name, "description": matter.help, "metadata": True,
        "type": "realtime", "keywords": ",".join(matter.keywords), "group": group_of(matter),
    }  # fmt: skip


@require_safe
@standard
def show_service(request: HttpRequest, form: str, code: str) -> HttpResponse:
    """What else is asked for a service."""
    _area(request.GET)
    if code not in services():
        raise NoSuchThing(name="service_code")
    values = [{"key": "normal", "name": _("Normal")}, {"key": "urgent", "name": _("Urgent")}]
    urgency: Item = {
        "variable": True, "code": "urgency", "datatype": "singlevaluelist", "required": False,
        "datatype_description": _("Urgent: somebody is in danger, or water, gas or a lift is concerned"), "order": 1,
        "description": _("How urgent is it?"), "values": Named("value", values),
    }  # fmt: skip
    notice: Item = {
        "variable": False, "code": "notice", "datatype": "text", "required": False, "datatype_description": "", "order": 2,
        "description": services()[code].help or services()[code].name, "values": Named("value", []),
    }  # fmt: skip
    found: Item = {"service_code": code, "attributes": Named("attribute", [urgency, notice])}
    return written(form, "service_definition", found)


@require_http_methods(["GET", "HEAD", "POST"])
@standard
def list_requests(request: HttpRequest, form: str) -> HttpResponse:
    """GET: requests of an area, filtered. POST: a new one."""
    if request.method == "POST":
        return _bring(request, form)
    actor, asked = public_actor(_area(request.GET)), read_asked(request.GET.dict(), now=timezone.localtime())
    with entered(actor.scope):
        found = [_request(one) for one in requests(actor, asked)]
    return written(form, "service_requests", Named("request", found))


@require_safe
@standard
def show_request(request: HttpRequest, form: str, key: str) -> HttpResponse:
    """One request."""
    actor = public_actor(_area(request.GET, key))
    with entered(actor.scope):
        found = _request(one_request(actor, key))
    return written(form, "service_requests", Named("request", [found]))


@require_safe
@standard
def show_token(request: HttpRequest, form: str, key: str) -> HttpResponse:
    """The number of a token. Numbers are given at once here, so that a number stands for itself."""
    actor = public_actor(_area(request.GET, key))
    with entered(actor.scope):
        found: Item = {"service_request_id": one_request(actor, key).key, "token": key}
    return written(form, "service_requests", Named("request", [found]))


def _area(said: Mapping[str, str], key: str = "") -> str:
    """The open area that is meant: by jurisdiction_id, by the number of a request, or the only one that there is."""
    known = list(openings().values_list("area", flat=True))
    wanted = said.get("jurisdiction_id", "").strip()
    if wanted:
        if wanted not in known:
            raise NoSuchThing(name="jurisdiction_id")
        return wanted
    if key:
        found = [area for area in known if key.startswith(area)]
        if not found:
            raise NoSuchThing(name="service_request_id")
        return found[0]
    if len(known) != 1:
        raise BadParameter(name="jurisdiction_id", why=_("it is required"))
    return known[0]


def _request(one: PublicRequest) -> Item:
    """As the standard names it. What would tell of a person is empty: words, rooms, pictures."""
    return {
        "service_request_id": one.key, "status": "open" if one.open else "closed", "status_notes": one.notes,
        "service_name": one.service.name, "service_code": one.service.code, "description": "",
        "agency_responsible": one.agency, "service_notice": "", "requested_datetime": _moment(one.received_at),
        "updated_datetime": _moment(one.updated_at), "expected_datetime": _moment(one.due_at), "address": one.address,
        "address_id": "", "zipcode": "", "lat": None, "long": None, "media_url": "",
    }  # fmt: skip


def _moment(at: Any) -> str | None:
    return timezone.localtime(at).isoformat(timespec="seconds") if at else None


def _bring(request: HttpRequest, form: str) -> HttpResponse:
    """Take a request in, for the application whose key came along."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MOST_BYTES:
        raise BadParameter(name="media", why=_("the request is too large"))
    said = {**request.GET.dict(), **request.POST.dict()}
    client = client_with(said.get("api_key", "").strip())
    check_asking("bring", str(client.pk))
    if said.get("jurisdiction_id", "").strip() not in ("", client.area):
        raise NoSuchThing(name="jurisdiction_id")
    files = [Attached(file.name or "media", file.read()) for file in request.FILES.getlist("media")[:MOST_FILES]]
    actor: Actor = client_actor(client)
    with entered(actor.scope):
        key = bring(actor, read_brought(said), client_id=client.pk, files=files)
    notice = _("%(area)s has received it. In danger call 110, 119 or 120.") % {"area": area_named(key.split("-")[0])}
    answer: Item = {"service_request_id": key, "service_notice": notice, "account_id": said.get("account_id", "")}
    return written(form, "service_requests", Named("request", [answer]), status=201)
