"""The field app as the desk sees it: where to get it, phones, conflicts, and files that phones could not send."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shequyun.base.errors import BadInput, Refusal
from shequyun.engines.sync import actions, queries
from shequyun.engines.sync.choices import LAPSE, Choice
from shequyun.faces.workbench.listing import paged
from shequyun.kernel.places.queries import area_names

MOST = 20 * 1024 * 1024  # bytes of a file that is handed in


@dataclass(frozen=True)
class Line:
    """A receipt in words, whom it is about, its conflict laid out, and what can be chosen."""

    receipt: Any
    about: Any
    kind: str
    rows: list[tuple[str, str, str]]
    choices: list[tuple[str, Any]]


@require_safe
def show_app(request: HttpRequest) -> HttpResponse:
    """Where the app is, as a picture for the phone's camera and as text."""
    request.actor.need("field.use")
    address = request.build_absolute_uri(reverse("field:app"))
    picture = segno.make(address, error="m").svg_data_uri(scale=6, border=2)
    context = {"address": address, "picture": picture, "secure": address.startswith("https:")}
    return render(request, "workbench/phones/app.html", context)


@require_safe
def list_devices(request: HttpRequest) -> HttpResponse:
    """Phones that carry a slice of the area, those in use first."""
    page = paged(request, queries.devices(request.actor))
    names = area_names(device.community for device in page)
    context = {"page": page, "names": names, "lapsed": timezone.now() - LAPSE, "days": LAPSE.days}
    return render(request, "workbench/phones/list.html", context)


@require_POST
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take its slice from a phone."""
    reason = request.POST.get("reason", "").strip()[:200]
    request.actor.need("devices.revoke")
    if not reason:
        raise BadInput()
    actions.revoke_device(request.actor, pk, reason=reason)
    messages.success(request, _("The phone is revoked. It wipes itself at its next contact."))
    return redirect("workbench:devices")


@require_safe
def list_conflicts(request: HttpRequest) -> HttpResponse:
    """What phones said and others had said otherwise; or everything that phones have sent."""
    everything = "all" in request.GET
    page = paged(request, queries.sent(request.actor) if everything else queries.open_conflicts(request.actor))
    lines = _lines(request, page)
    return render(request, "workbench/phones/conflicts.html", {"lines": lines, "page": page, "everything": everything})


def _lines(request: HttpRequest, receipts: Iterable[Any]) -> list[Line]:
    whom = queries.about(request.actor, receipts)
    return [_line(receipt, whom.get(receipt.pk)) for receipt in receipts]


def _line(receipt: Any, about: Any) -> Line:
    conflict = receipt.outcome == "conflict"
    words = dict(Choice.choices)
    choices = [(code, words[code]) for code in actions.receipt_choices(receipt)] if conflict else []
    rows = queries.laid_out(receipt) if conflict else []
    return Line(receipt, about, actions.words_of(receipt.envelope.kind), rows, choices)


@require_POST
def settle_conflict(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A person says which side is right."""
    actions.settle(request.actor, pk, choice=request.POST.get("choice", ""))
    messages.success(request, _("The conflict is settled."))
    return redirect("workbench:conflicts")


@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """A file of records that a phone could not send: chosen, opened, and played once."""
    request.actor.need("field.settle")
    lines: list[Line] = []
    error = ""
    file = request.FILES.get("file")
    if request.method == "POST":
        try:
            if file is None or (file.size or 0) > MOST:
                raise BadInput()
            lines = _lines(request, actions.hand_in(request.actor, content=file.read()))
        except Refusal as refusal:
            if refusal.status != BadInput.status:
                raise
            error = _("Choose a file that the field app saved.") if type(refusal) is BadInput else str(refusal)
    context = {"lines": lines, "error": error, "done": sum(line.receipt.outcome == "done" for line in lines)}
    return render(request, "workbench/phones/hand_in.html", context, status=BadInput.status if error else 200)
