"""The office's OpenID Connect server, from the environment, as allauth wants it told."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def providers(environ: Mapping[str, str]) -> dict[str, Any]:
    """The one provider, or none. Refuses an address without TLS: what comes back over it is not signed a second time."""
    url = environ.get("SHEQUYUN_OIDC_URL", "")
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise ImproperlyConfigured("SHEQUYUN_OIDC_URL must begin with https://")
    app = {
        "provider_id": "office",
        "name": environ.get("SHEQUYUN_OIDC_NAME", "OIDC"),
        "client_id": environ["SHEQUYUN_OIDC_CLIENT"],
        "secret": environ["SHEQUYUN_OIDC_SECRET"],
        "settings": {"server_url": url, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}
