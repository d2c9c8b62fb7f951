"""A session from the first step of signing in to the last: half signed in, and in."""

import time

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from shequyun.kernel.access.actions.signing import signed_in
from shequyun.kernel.access.models import Staff
from shequyun.kernel.access.queries import active_staff

BACKEND = "django.contrib.auth.backends.ModelBackend"
HALF_FOR = 300  # seconds between the first step and the code


def begin(request: HttpRequest, staff: Staff, to: str, *, office: bool = False) -> None:
    """Remember who passed the first step, and where to go after the second."""
    request.session["half_signed_in"] = [str(staff.pk), int(time.time())]
    request.session["next"], request.session["half_office"] = to, office


def begun(request: HttpRequest) -> Staff | None:
    """Who passed the first step a short while ago."""
    half, since = request.session.get("half_signed_in", (None, 0))
    return active_staff(half) if time.time() - since <= HALF_FOR else None


def finish(request: HttpRequest, staff: Staff) -> str:
    """In, after the second step. Returns where to go."""
    office = request.session.pop("half_office", False)
    return enter(request, staff, to=request.session.pop("next", ""), office=office, checked=True)


def enter(request: HttpRequest, staff: Staff, *, to: str = "", office: bool = False, checked: bool = False) -> str:
    """In. `office`: the office vouched, so that no password of ours is asked for; `checked`: with a second factor."""
    login(request, staff, backend=BACKEND)
    request.session.pop("half_signed_in", None)
    request.session["factor_checked"], request.session["office"] = checked, office
    signed_in(staff, **({"by": "office"} if office else {}))
    return to or str(settings.LOGIN_REDIRECT_URL)
