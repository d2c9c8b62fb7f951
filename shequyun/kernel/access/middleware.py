"""Every request has an actor, and runs in one transaction inside the actor's scope."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from shequyun.base.actor import NOBODY
from shequyun.base.ids import new_id
from shequyun.base.request import Origin, current
from shequyun.base.scope import entered
from shequyun.kernel.access.models import Staff
from shequyun.kernel.access.queries import actor_of, needs_second_factor

SEEN_EVERY = 60  # seconds between two notes of activity, so that reading does not write a session each time
UNFINISHED = ("sign-in", "sign-out", "second-factor", "password")


class ActorMiddleware:
    """Sets request.actor and enters its scope; a failed request leaves nothing behind."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answers: dict[Any, Any] | None = {} if request.method in ("GET", "HEAD") else None
        token = current.set(Origin(new_id(), request.META.get("REMOTE_ADDR", ""), answers))
        try:
            return self._answer(request)
        finally:
            current.reset(token)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = NOBODY
        if isinstance(request.user, Staff):
            if _idle(request):
                logout(request)
                return redirect(f"{reverse(settings.LOGIN_URL)}?idle=1")
            unfinished = _unfinished(request, request.user)
            if unfinished:
                return redirect(unfinished)
            request.actor = actor_of(request.user, request.session.get("post"))
        with entered(request.actor.scope):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


def _idle(request: HttpRequest) -> bool:
    """Whether nothing was heard for longer than settings allow; notes the activity otherwise."""
    now = int(time.time())
    seen = request.session.get("seen", now)
    if now - seen > settings.SESSION_IDLE_MINUTES * 60:
        return True
    if now - seen >= SEEN_EVERY or "seen" not in request.session:
        request.session["seen"] = now
    return False


def _unfinished(request: HttpRequest, staff: Staff) -> str | None:
    """Where to send somebody who must set a password or a second factor before anything else."""
    here = request.path_info
    allowed = [reverse(f"workbench:{name}") for name in UNFINISHED] + [reverse("set_language")]
    if here in allowed or here.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
        return None
    if staff.must_change_password and not request.session.get("office"):
        return reverse("workbench:password")
    if staff.totp_sealed is None and not request.session.get("factor_checked") and needs_second_factor(staff):
        return reverse("workbench:second-factor")
    return None
