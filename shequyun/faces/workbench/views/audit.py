"""The audit trail for the audit administrator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shequyun.base.scope import SUBDISTRICT, subdistrict_of
from shequyun.faces.workbench.forms.audit import EntryFilter
from shequyun.faces.workbench.listing import paged
from shequyun.kernel.audit.queries import entries, verbs, verify


@require_safe
def list_entries(request: HttpRequest) -> HttpResponse:
    """Entries by the filter in the URL, the newest first."""
    request.actor.need("audit.read")
    form = EntryFilter(request.GET, verbs=verbs(request.actor))
    page = paged(request, entries(request.actor, **form.wanted()))
    return render(request, "workbench/audit/list.html", {"form": form, "page": page})


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Walk the chains of this area and say whether they hold."""
    request.actor.need("audit.verify")
    checked, found = verify(subdistrict_of(request.actor.area) if len(request.actor.area) >= SUBDISTRICT else "")
    if found:
        first = found[0]
        words = _("The chain %(chain)s is broken at number %(seq)s. Report this at once.")
        messages.error(request, words % {"chain": first.chain, "seq": first.seq})
    else:
        messages.success(request, _("%(n)d entries checked: the chain is intact.") % {"n": checked})
    return redirect("workbench:audit")
