"""A household: its members, a birth in it, splitting and merging."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shequyun.base.errors import BadInput, NotNow
from shequyun.faces.workbench.forms.acts import BirthForm
from shequyun.faces.workbench.keys import key_if_said, key_of, keys_of
from shequyun.kernel.residents import actions, queries


@require_safe
def show_household(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The members, the head first, and the other households of the home."""
    request.actor.need("residents.read")
    household, members = queries.household_of(request.actor, pk)
    others = queries.other_households(request.actor, household)
    context = {"household": household, "members": members, "others": others}
    return render(request, "workbench/households/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_birth(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A newborn."""
    request.actor.need("residents.enter")
    household, _members = queries.household_of(request.actor, pk)
    form = BirthForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            key = actions.record_birth(request.actor, pk, **form.cleaned_data)
            return redirect("workbench:resident", pk=key)
        except (BadInput, NotNow) as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "title": _("Record a birth"), "household": household}
    return render(request, "workbench/residents/act.html", context, status=422 if form.errors else 200)


@require_POST
def split(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The chosen members become a household of their own."""
    request.actor.need("households.change")
    queries.household_of(request.actor, pk)
    chosen, head = keys_of(request, "stay"), key_if_said(request.POST.get("head"))
    new = actions.split_household(request.actor, pk, stay_ids=chosen, head_stay_id=head or pk)
    messages.success(request, _("The household has been split."))
    return redirect("workbench:household", pk=new)


@require_POST
def merge_into(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All members join another household of the home."""
    request.actor.need("households.change")
    queries.household_of(request.actor, pk)
    into = key_of(request.POST.get("into"))
    actions.merge_households(request.actor, pk, into_id=into)
    messages.success(request, _("The households have been merged."))
    return redirect("workbench:household", pk=into)
