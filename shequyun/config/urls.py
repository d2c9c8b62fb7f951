"""Every address of the product."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.i18n import set_language


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the process answers, and its database: every request opens a transaction."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("oidc/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("field/", include("shequyun.faces.field.urls")),
    path("api/", include("shequyun.faces.api.urls")),
    path("", include("shequyun.faces.portal.urls")),
    path("", include("shequyun.faces.workbench.urls")),
]
