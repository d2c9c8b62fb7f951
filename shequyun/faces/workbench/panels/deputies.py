"""What deputies add to the day (who is to be told of an answer, what nobody has sorted yet) and to a person's time line."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shequyun.faces.workbench.panels import Happening
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


def happenings(request: HttpRequest, resident: Any) -> list[Happening]:
    """What somebody said to deputies under their name, and where it went."""
    told = []
    for one in queries.opinions_by(request.actor, resident.pk)[:20]:
        title = _("Said to deputies: %(theme)s") % {"theme": one.session.theme}
        lines = (one.words, one.suggestion.title) if one.suggestion else (one.words,)
        told.append(
            Happening(one.at, title, lines, one.staff_name, reverse("workbench:session", args=[one.session_id]))
        )
    return told
