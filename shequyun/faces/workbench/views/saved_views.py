"""Saving and removing views of lists."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shequyun.base.errors import BadInput
from shequyun.kernel.access.actions import remove_view, save_view

PAGES = {"cases", "residents", "buildings", "dwellings", "organisations"}


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the filter of a list under a name."""
    page, name = request.POST.get("page", ""), request.POST.get("name", "").strip()
    if page not in PAGES or not name:
        raise BadInput()
    query = request.POST.get("query", "")
    save_view(request.actor, page=page, name=name, query=query, shared="shared" in request.POST)
    messages.success(request, _("The view has been saved."))
    return redirect(f"{reverse(f'workbench:{page}')}?{query}")


@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Forget a view."""
    page = remove_view(request.actor, pk)
    messages.success(request, _("The view has been removed."))
    return redirect(f"workbench:{page}")
