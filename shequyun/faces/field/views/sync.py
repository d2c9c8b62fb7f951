"""What an enrolled phone asks and sends. It shows its token; the actor is whoever carries it, in the phone's community.

No cookie is read, so no other site can have a browser do it, and nothing that is answered may be kept by a cache.
"""

import functools
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.engines.surveys.queries import phone_form
from shequyun.engines.sync import actions, queries
from shequyun.engines.sync.rules.envelopes import Unreadable

PhoneView = Callable[..., HttpResponse]


def by_token(view: PhoneView) -> Callable[..., HttpResponse]:
    """A view for phones: "Authorization: Device <token>". Refuses a wrong token (401) and a phone that is gone (410)."""

    @csrf_exempt
    @login_not_required
    @functools.wraps(view)
    def run(request: HttpRequest, **keys: Any) -> HttpResponse:
        kind, _space, token = request.headers.get("Authorization", "").partition(" ")
        device = queries.device_with(token if kind == "Device" else "", now=timezone.now())
        actor = queries.actor_with(device)
        actions.heard_from(device)
        with entered(actor.scope):
            response = view(request, actor, device, **keys)
        response.headers["Cache-Control"] = "no-store"
        return response

    return run


@require_safe
@by_token
def fetch_slice(request: HttpRequest, actor: Actor, device: Any) -> HttpResponse:
    """The slice, whole or since a cursor."""
    return _packed(queries.slice_of(actor, device, since=request.GET.get("since", "")))


def _packed(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type="application/json", headers={"Content-Encoding": "gzip"})


@require_safe
@by_token
def fetch_form(request: HttpRequest, actor: Actor, device: Any, pk: UUID) -> HttpResponse:
    """A collection form with whom it asks."""
    return _packed(queries.packed(phone_form(actor, pk)))


@require_POST
@by_token
def send(request: HttpRequest, actor: Actor, device: Any) -> HttpResponse:
    """Play envelopes; a receipt for each, in their order."""
    try:
        said = json.loads(request.body)["envelopes"]
        assert isinstance(said, list)
    except (ValueError, KeyError, TypeError, AssertionError):
        raise Unreadable(what="envelopes") from None
    return JsonResponse({"receipts": [_told(one) for one in actions.play(actor, device, said)], **_now()})


@require_safe
@by_token
def receipts(request: HttpRequest, actor: Actor, device: Any) -> HttpResponse:
    """What became of this phone's envelopes since a moment, at the desk too."""
    since = parse_datetime(request.GET.get("since", "") or "-")
    found = queries.receipts_of(actor, device, since=since)
    return JsonResponse({"receipts": [_told(one) for one in found], **_now()})


@require_POST
@by_token
def leave(request: HttpRequest, actor: Actor, device: Any) -> HttpResponse:
    """The worker signs out on the phone."""
    actions.release_device(actor, device)
    return JsonResponse(_now())


def _now() -> dict[str, str]:
    return {"now": timezone.now().isoformat()}


def _told(receipt: Any) -> dict[str, Any]:
    """A receipt as the phone reads it."""
    settled = getattr(receipt, "settlement", None) if receipt.pk else None
    conflict = receipt.outcome == "conflict"
    return {
        "id": str(receipt.envelope_id),
        "outcome": receipt.outcome,
        "code": receipt.code,
        "sentence": receipt.sentence,
        "made": str(receipt.made_id) if receipt.made_id else None,
        "rows": queries.laid_out(receipt) if conflict else [],
        "choices": actions.receipt_choices(receipt) if conflict else [],
        "settled": {"choice": settled.choice, "by": settled.staff_name} if settled else None,
    }
