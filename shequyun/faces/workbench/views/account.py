"""Signing in and out, second factor, password, and the post in use."""

from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from shequyun.base.errors import Refusal
from shequyun.faces.workbench.forms.account import CodeForm, PasswordForm, ReplaceCodeForm, SignInForm
from shequyun.kernel.access import actions
from shequyun.kernel.access.actions import sessions

OFFICE_SAID = {
    "unknown": gettext_lazy(
        "Your office account is valid, but there is no account of that name here. Ask an administrator."
    ),
    "failed": gettext_lazy(
        "The office sign-in did not respond properly. Try again, or use your user name and password."
    ),
    "cancelled": gettext_lazy("The sign-in with the office account was cancelled."),
}


def _self(request: HttpRequest) -> Any:
    """Who is signed in; these pages are closed to everybody else."""
    return request.user


@login_not_required
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """User name and password; a second step where the account has a second factor."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            staff = actions.check_credentials(form.cleaned_data["username"], form.cleaned_data["password"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return _sign_in_page(request, form, refusal.status)
        if staff.totp_sealed is not None:
            sessions.begin(request, staff, _next(request))
            return redirect("workbench:sign-in-code")
        return redirect(sessions.enter(request, staff, to=_next(request)))
    return _sign_in_page(request, form, 200 if request.method != "POST" else 422)


def _sign_in_page(request: HttpRequest, form: SignInForm, status: int) -> HttpResponse:
    context = {
        "form": form,
        "next": request.GET.get("next", request.POST.get("next", "")),
        "idle": "idle" in request.GET,
        "office": _office(),
        "office_said": OFFICE_SAID.get(request.GET.get("office", ""), ""),
    }
    return render(request, "workbench/account/sign_in.html", context, status=status)


def _office() -> str:
    """What the office's accounts are called, where signing in with them is set up."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return apps[0]["name"] if apps else ""


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The second step: a code of the authenticator, or a recovery code."""
    staff = sessions.begun(request)
    if staff is None:
        return redirect("workbench:sign-in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.check_second_factor(staff, form.cleaned_data["code"])
            return redirect(sessions.finish(request, staff))
        except Refusal as refusal:
            form.add_error("code", str(refusal))
    return render(request, "workbench/account/sign_in_code.html", {"form": form}, status=422 if form.errors else 200)


def _next(request: HttpRequest) -> str:
    """Where to go afterwards, if that is a page of ours."""
    to = request.POST.get("next", "")
    return to if url_has_allowed_host_and_scheme(to, {request.get_host()}) else ""


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("workbench:sign-in")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """A new password of one's own."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_password(_self(request), old=form.cleaned_data["old"], new=form.cleaned_data["new"])
            login(request, _self(request), backend=sessions.BACKEND)
            messages.success(request, _("The password has been changed."))
            return redirect("workbench:home")
        except ValidationError as error:
            form.add_error("new", error)
        except Refusal as refusal:
            form.add_error("old", str(refusal))
    return render(request, "workbench/account/password.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Enrolment of an authenticator app: scan, type the first code, keep the recovery codes."""
    secret = request.session.setdefault("totp_secret", actions.new_totp_secret())
    enrolled = _self(request).totp_sealed is not None
    form = (ReplaceCodeForm if enrolled else CodeForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = actions.enrol_totp(_self(request), secret=secret, **form.cleaned_data)
            del request.session["totp_secret"]
            request.session["factor_checked"] = True
            return render(request, "workbench/account/recovery.html", {"codes": codes})
        except Refusal as refusal:
            form.add_error("code", str(refusal))
    picture = segno.make(actions.totp_uri(_self(request), secret), error="m").svg_data_uri(scale=5, border=2)
    context = {"form": form, "picture": picture, "secret": secret, "enrolled": enrolled}
    return render(request, "workbench/account/second_factor.html", context, status=422 if form.errors else 200)


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Use another post of one's own."""
    chosen = actions.switch_post(request.actor, _self(request), request.POST.get("post", ""))
    request.session["post"] = str(chosen.post_id)
    return redirect("workbench:home")
