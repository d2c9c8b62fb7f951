"""What somebody was asked, on their page."""

from typing import Any

from django.http import HttpRequest

from shequyun.engines.surveys.queries import answers_about


def of_person(request: HttpRequest, resident: Any) -> dict[str, Any] | None:
    """The newest answers; nothing where there are none."""
    found = list(answers_about(request.actor, resident.pk)[:5])
    return {"answers": found} if found else None
