"""The one place that turns a refusal into a page, a fragment or JSON."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render

from shequyun.base.errors import Refusal


class RefusalMiddleware:
    """Answers a refusal that a view raised, with its status; the view's transaction is rolled back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return answer(request, exception) if isinstance(exception, Refusal) else None


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """JSON for the API, a notice for htmx, a page otherwise."""
    if request.path.startswith(("/api/", "/field/api/")):
        return _json(refusal)
    context = {"refusal": refusal, "sentence": str(refusal), "code": refusal.code, "status": refusal.status}
    if getattr(request, "htmx", False):
        response = render(request, "ui/_refusal.html", context, status=refusal.status)
        response.headers["HX-Retarget"] = "#notices"
        response.headers["HX-Reswap"] = "afterbegin"
        return response
    return render(request, "ui/refusal.html", context, status=refusal.status)


def _json(refusal: Refusal) -> HttpResponse:
    body = {"code": refusal.code, "sentence": str(refusal), "details": dict(refusal.details)}
    response = JsonResponse(body, status=refusal.status, json_dumps_params={"default": str})
    if "retry_after" in refusal.details:
        response.headers["Retry-After"] = str(refusal.details["retry_after"])
    return response
