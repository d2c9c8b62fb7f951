"""Sign-in by OpenID Connect, when it is configured: known staff only, nobody is created and nothing of it is stored.

The office's server vouches for the person; our own second factor still holds, unless the server says that it asked for
one (`amr` holds "mfa", RFC 8176). For administrators that word is not enough: whoever runs the server is not one of them.
"""

from typing import Any

import requests
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthError
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from shequyun.kernel.access.actions import sessions
from shequyun.kernel.access.choices import ADMINISTRATORS
from shequyun.kernel.access.models import Staff
from shequyun.kernel.access.queries import open_posts
from shequyun.kernel.access.rules import claimed_name, said_mfa


class ClosedAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class KnownStaffOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The claim settings.OIDC_CLAIM names the user name of an account that an administrator made."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Ends the round in every case, before anything is stored: in, half in, or back to the page of signing in."""
        claims = sociallogin.account.extra_data
        name = claimed_name(claims, settings.OIDC_CLAIM)
        staff = Staff.objects.filter(username__iexact=name, is_active=True).first() if name else None
        if staff is None:
            raise _back("unknown")
        raise ImmediateHttpResponse(_let_in(request, staff, claims, sociallogin.get_redirect_url(request) or ""))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        raise _back("cancelled" if error == AuthError.CANCELLED else "failed")

    def get_requests_session(self) -> requests.Session:
        session = super().get_requests_session()
        asked = session.request

        def ask(*args: Any, **kwargs: Any) -> requests.Response:
            """A server that is away, or answers with an error or no JSON, is told on our page and never ours to fail."""
            try:
                answer: requests.Response = asked(*args, **kwargs)
                answer.raise_for_status()
                answer.json()
            except requests.RequestException as error:
                raise _back("failed") from error
            return answer

        session.request = ask
        return session  # type: ignore[no-any-return]


def _let_in(request: HttpRequest, staff: Staff, claims: dict[str, Any], to: str) -> HttpResponse:
    administrator = any(post.role_id in ADMINISTRATORS for post in open_posts(staff))
    checked = said_mfa(claims) and not administrator
    if staff.totp_sealed is not None and not checked:
        sessions.begin(request, staff, to, office=True)
        return redirect("workbench:sign-in-code")
    return redirect(sessions.enter(request, staff, to=to, office=True, checked=checked))


def _back(why: str) -> ImmediateHttpResponse:
    return ImmediateHttpResponse(redirect(f"{reverse(settings.LOGIN_URL)}?office={why}"))
