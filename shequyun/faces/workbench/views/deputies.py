"""Deputies who keep contact here, and the places where they meet residents."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shequyun.base.errors import BadInput, NotNow
from shequyun.programmes.deputies import actions, queries
from shequyun.programmes.deputies.choices import Congress, Place


@require_http_methods(["GET", "HEAD", "POST"])
def list_deputies(request: HttpRequest) -> HttpResponse:
    """Deputies and stations; a head enters them here."""
    actor, said, refusal = request.actor, request.POST, None
    actor.need("deputies.read")
    if request.method == "POST":
        actor.need("deputies.manage")
        try:
            _entered(request)
            messages.success(request, _("Noted."))
            return redirect("workbench:deputies")
        except (BadInput, NotNow) as no:
            refusal = no
    context = {
        "deputies": queries.deputies(actor), "stations": queries.stations(actor), "congresses": Congress.choices,
        "places": Place.choices, "refusal": refusal, "said": said,
    }  # fmt: skip
    return render(request, "workbench/deputies/deputies.html", context, status=refusal.status if refusal else 200)


def _entered(request: HttpRequest) -> None:
    actor, said = request.actor, request.POST
    name = said.get("name", "")
    if said.get("what") == "station":
        actions.enter_station(
            actor, name=name, kind=said.get("kind", ""), place=said.get("place", ""), hours=said.get("hours", "")
        )
    else:
        actions.enter_deputy(actor, name=name, congress=said.get("congress", ""), unit=said.get("unit", ""))


@require_POST
def end_deputy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """No longer in office, or keeps contact elsewhere."""
    actions.end_deputy(request.actor, pk)
    messages.success(request, _("The deputy has been removed from the list; what they signed is kept."))
    return redirect("workbench:deputies")


@require_POST
def end_station(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The place is used no longer."""
    actions.end_station(request.actor, pk)
    messages.success(request, _("The station has been removed from the list."))
    return redirect("workbench:deputies")
