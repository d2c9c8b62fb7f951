"""Accounts and posts for administrators: the system administrator makes accounts, the security one gives posts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shequyun.base.errors import BadInput, NotNow
from shequyun.faces.workbench.forms.staff import PostForm, StaffForm
from shequyun.faces.workbench.listing import paged
from shequyun.kernel.access import actions, queries
from shequyun.kernel.access.choices import RIGHTS
from shequyun.kernel.places.queries import area_names, areas_within

MOST_AREAS = 500  # offered while typing; an area beyond is written as its code


@require_safe
def list_staff(request: HttpRequest) -> HttpResponse:
    """Accounts with their posts."""
    request.actor.need("staff.manage")
    return _list(request, "staff")


@require_safe
def list_posts(request: HttpRequest) -> HttpResponse:
    """The same people, for whoever gives posts."""
    request.actor.need("posts.manage")
    return _list(request, "posts")


def _list(request: HttpRequest, url_name: str) -> HttpResponse:
    text = request.GET.get("text", "")[:40]
    page = paged(request, queries.staff_list(request.actor, text=text))
    names = area_names(post.area for one in page for post in one.posts.all())
    context = {
        "page": page,
        "text": text,
        "names": names,
        "locked": queries.locked_out(page),
        "url_name": f"workbench:{url_name}",
    }
    return render(request, "workbench/staff/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A new account; its first password is shown once."""
    request.actor.need("staff.manage")
    form = StaffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            key, password = actions.create_staff(request.actor, **form.cleaned_data)
            return _once(request, key, password)
        except NotNow as refusal:
            form.add_error("username", str(refusal))
    return render(request, "workbench/staff/create.html", {"form": form}, status=422 if form.errors else 200)


def _once(request: HttpRequest, key: UUID, password: str) -> HttpResponse:
    return render(request, "workbench/staff/once.html", {"key": key, "password": password})


@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One account: posts, lock, what can be done."""
    one = queries.staff_of(request.actor, pk)
    return _page(request, one, PostForm(areas=_areas(request)))


def _areas(request: HttpRequest) -> dict[str, str]:
    """The areas in which the actor may give posts, by code; grids hold none."""
    return {area.code: area.name for area in areas_within(request.actor) if area.level != "grid" and not area.valid_to}


def _page(request: HttpRequest, one: Any, form: PostForm, status: int = 200) -> HttpResponse:
    posts = sorted(one.posts.all(), key=lambda post: (post.to_date is not None, post.area))
    context = {
        "one": one,
        "locked": queries.locked_out([one]),
        "posts": posts,
        "names": area_names(post.area for post in posts),
        "form": form,
        "areas": list(form.areas.items())[:MOST_AREAS],
        "today": timezone.localdate(),
    }
    return render(request, "workbench/staff/detail.html", context, status=status)


@require_POST
def act(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Reset the password, unlock, close or reopen."""
    request.actor.need("staff.manage")
    what = request.POST.get("what")
    if what == "reset":
        return _once(request, pk, actions.reset_password(request.actor, pk))
    if what == "unlock":
        actions.unlock(request.actor, pk)
    elif what in ("close", "reopen"):
        actions.set_active(request.actor, pk, active=what == "reopen")
    else:
        raise BadInput()
    messages.success(request, _("Done."))
    return redirect("workbench:staff-one", pk=pk)


@require_POST
def assign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A post for somebody."""
    request.actor.need("posts.manage")
    form = PostForm(request.POST, areas=_areas(request))
    if form.is_valid():
        try:
            actions.assign_post(request.actor, pk, **form.cleaned_data)
            messages.success(request, _("The post has been assigned."))
            return redirect("workbench:staff-one", pk=pk)
        except (BadInput, NotNow) as refusal:
            form.add_error(None, str(refusal))
    return _page(request, queries.staff_of(request.actor, pk), form, status=422)


@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A post ends today."""
    actions.end_post(request.actor, pk)
    messages.success(request, _("The post has ended."))
    return redirect("workbench:posts")


@require_safe
def list_roles(request: HttpRequest) -> HttpResponse:
    """Roles and rights as a matrix."""
    request.actor.need("roles.manage")
    return render(request, "workbench/staff/roles.html", {"roles": queries.roles(), "rights": RIGHTS})


@require_POST
def change(request: HttpRequest, code: str) -> HttpResponse:
    """The rights of one role."""
    rights = request.POST.getlist("right")
    actions.change_role(request.actor, code, rights=rights, needs_second_factor="second_factor" in request.POST)
    messages.success(request, _("The role has been changed, with immediate effect."))
    return redirect("workbench:roles")
