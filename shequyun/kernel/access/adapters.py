"""Sign-in by OpenID Connect, when it is configured: known staff only, nobody is created."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect

from shequyun.kernel.access.models import Staff


class ClosedAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class KnownStaffOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The claim settings.OIDC_CLAIM names the user name of an account that an administrator made."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        name = sociallogin.account.extra_data.get(settings.OIDC_CLAIM, "")
        staff = Staff.objects.filter(username__iexact=name, is_active=True).first() if name else None
        if staff is None:
            raise ImmediateHttpResponse(redirect("workbench:sign-in"))
        sociallogin.user = staff
