"""A phone becomes somebody's: who is signed in, and the enrolment itself. By session, as at the desk."""

import base64
import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_POST, require_safe

from shequyun.base.errors import BadInput
from shequyun.engines.sync.actions import enrol_device
from shequyun.engines.sync.queries import office_point
from shequyun.kernel.places.queries import areas_within


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and of which committees they may carry a slice."""
    request.actor.need("field.use")
    committees = [[area.code, area.name] for area in areas_within(request.actor, level="committee")]
    return JsonResponse({"name": request.actor.name, "committees": committees, "csrf": get_token(request)})


@require_POST
def enrol(request: HttpRequest) -> HttpResponse:
    """Make this phone one of the actor's own. The token is told this once."""
    try:
        said = json.loads(request.body)
        community, name = str(said["community"]), str(said["name"])
        former = UUID(said["replaces"]) if said.get("replaces") else None
    except (ValueError, KeyError, TypeError, AttributeError):
        request.actor.need("field.use")
        raise BadInput() from None
    made = enrol_device(request.actor, community=community, name=name, replaces=former)
    point = base64.b64encode(office_point(made.device_id)).decode()
    return JsonResponse({"device": str(made.device_id), "token": made.token, "office": point}, status=201)
