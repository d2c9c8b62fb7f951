"""What deputies add to the day: who is to be told of an answer, and what nobody has sorted yet."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from shequyun.programmes.deputies import queries

SHOWN, LOOKED_BACK = 4, timedelta(days=400)


def day(request: HttpRequest, _subject: Any) -> dict[str, Any] | None:
    """Answered suggestions of which somebody is not told yet, and opinions to be sorted; nothing where nothing is left."""
    lines = queries.to_tell(request.actor, since=timezone.localdate() - LOOKED_BACK)
    unsorted = queries.unsorted(request.actor).count()
    if not lines and not unsorted:
        return None
    waiting = sum(one.waiting for one in lines)
    return {"lines": lines[:SHOWN], "more": max(len(lines) - SHOWN, 0), "waiting": waiting, "unsorted": unsorted}
