"""What can be done with the chosen rows of a list: put a label, say one value of all of them, share them out as tasks."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from shequyun.base.errors import BadInput
from shequyun.faces.workbench.keys import key_of, keys_of
from shequyun.faces.workbench.registers import Register
from shequyun.faces.workbench.registers.organisations import ORGANISATIONS
from shequyun.faces.workbench.registers.people import PEOPLE
from shequyun.faces.workbench.registers.places import BUILDINGS, HOMES
from shequyun.faces.workbench.sharing import shared
from shequyun.kernel.labels.actions import put_label
from shequyun.kernel.labels.queries import label_of
from shequyun.kernel.organisations.actions import correct_organisations
from shequyun.kernel.places.actions import correct_buildings, correct_dwellings

REGISTERS = {one.kind: one for one in (BUILDINGS, HOMES, ORGANISATIONS, PEOPLE)}
CORRECT: dict[str, Callable[..., Any]] = {
    "building": correct_buildings,
    "dwelling": correct_dwellings,
    "organisation": correct_organisations,
}


@require_POST
def put_on_chosen(request: HttpRequest, *, kind: str) -> HttpResponse:
    """A label on every chosen row."""
    request.actor.need("labels.put")
    keys = _chosen(request)
    label = label_of(request.actor, key_of(request.POST.get("label")))
    count = put_label(request.actor, label.pk, subject_ids=keys, evidence=request.POST.get("evidence", ""))
    words = ngettext("%(n)d of the chosen now carries the label.", "%(n)d of the chosen now carry the label.", count)
    messages.success(request, words % {"n": count})
    return redirect(_back(request, REGISTERS[kind]))


@require_POST
def correct_chosen(request: HttpRequest, *, kind: str) -> HttpResponse:
    """One value for every chosen row: a field and a code out of those that the list offers."""
    register = REGISTERS[kind]
    request.actor.need(register.correct)
    keys, said = _chosen(request), request.POST.get("value", "")
    if said not in {value for _group, choices in register.settable(request) for value, _label in choices}:
        raise BadInput()
    field, _sign, value = said.partition("=")
    applied = CORRECT[kind](request.actor, keys, values={field: value})
    words = ngettext("%(n)d record corrected.", "%(n)d records corrected.", len(keys))
    messages.success(request, words % {"n": len(keys)})
    if applied.disputed:
        messages.warning(
            request,
            _now("%(n)d values became discrepancies: a more trusted source says otherwise.") % {"n": applied.disputed},
        )
    return redirect(_back(request, register))


@require_POST
def share_chosen(request: HttpRequest, *, kind: str) -> HttpResponse:
    """A task for each chosen row, shared out over workers."""
    request.actor.need("tasks.share")
    keys = _chosen(request)
    drive = shared(request, kind, keys)
    words = ngettext("%(n)d task has been shared out.", "%(n)d tasks have been shared out.", len(keys))
    messages.success(request, words % {"n": len(keys)})
    return redirect("workbench:drive", pk=drive)


def _chosen(request: HttpRequest) -> list[UUID]:
    keys = keys_of(request)
    if not keys:
        raise NothingChosen()
    return keys


class NothingChosen(BadInput):
    """A bulk act needs rows."""

    code = "workbench.nothing_chosen"
    sentence = _("Choose at least one line.")


def _back(request: HttpRequest, register: Register) -> str:
    """The list as it was filtered, told by the page that the form stood on; another address counts as not said."""
    home = reverse(register.url_name)
    came = urlsplit(request.META.get("HTTP_REFERER", ""))
    return f"{home}?{came.query}" if came.path == home and came.query else home
