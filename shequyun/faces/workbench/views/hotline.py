"""Orders of the hotline: what is due first, and handing answers in."""

from datetime import datetime
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from shequyun.faces.workbench.clock_words import CLOCKS
from shequyun.faces.workbench.forms.hotline import STATES, OrderFilterForm
from shequyun.faces.workbench.keys import keys_of
from shequyun.faces.workbench.listing import paged
from shequyun.faces.workbench.workbooks import TYPE
from shequyun.kernel.places.queries import committee_names
from shequyun.programmes.hotline import queries
from shequyun.programmes.hotline.actions import hand_in

DUES = [
    ("late", _("Overdue orders")),
    ("today", _("Due today")),
    ("week", _("Due within a week")),
    ("later", _("Due later")),
]


@require_safe
def list_orders(request: HttpRequest) -> HttpResponse:
    """Orders by what is due first; the open ones, if nothing is asked for."""
    actor = request.actor
    actor.need("cases.read")
    if not request.GET:
        return redirect(f"{reverse('workbench:hotline')}?state=open")
    came = queries.lists(actor)
    form = OrderFilterForm(request.GET, lists=[(str(one.pk), f"{one.file_name} {one.made_at:%m-%d}") for one in came])
    wanted, now = form.wanted(), timezone.now()
    page = paged(request, queries.orders(actor, wanted, now=now))
    committees = committee_names(actor)
    context = {
        "form": form, "page": page, "states": STATES, "dues": DUES, "committees": committees, "wide": len(committees) > 1,
        "lines": [(view, _tone(view.due_at, now)) for view in queries.order_views(actor, page)],
        "clock_words": CLOCKS, "counts": queries.counts(actor, wanted, now=now), "came": came,
    }  # fmt: skip
    return render(request, "workbench/hotline/list.html", context)


def _tone(due: datetime | None, now: datetime) -> str:
    """How a due moment looks: over, today, later."""
    if due is None:
        return ""
    if due < now:
        return "bad"
    return "warn" if timezone.localtime(due).date() == timezone.localdate() else "plain"


@require_POST
def hand_in_answers(request: HttpRequest) -> HttpResponse:
    """The workbook with the answers of the chosen orders."""
    handed = hand_in(request.actor, keys_of(request), reason=request.POST.get("reason", ""))
    response = HttpResponse(handed.content, content_type=TYPE)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"answers.xlsx\"; filename*=UTF-8''{quote(handed.name)}"
    )
    return response
