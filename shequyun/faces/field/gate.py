"""Phones leave room for the desk: beyond a few at once they are turned away before they take a connection to the database."""

import threading
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from shequyun.engines.sync.choices import COME_BACK

PREFIX = "/field/api/"
AT_ONCE = 4  # requests of phones in one process: half of its threads (deploy/shequyun-web.service)


class PhoneGate:
    """A middleware. Whoever is turned away (503) comes back after a while, each after another (docs/sync.md)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.places = threading.BoundedSemaphore(AT_ONCE)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        if not self.places.acquire(blocking=False):
            headers = {"Retry-After": str(COME_BACK), "Cache-Control": "no-store"}
            return JsonResponse({"code": "sync.busy"}, status=503, headers=headers)
        try:
            return self.get_response(request)
        finally:
            self.places.release()
