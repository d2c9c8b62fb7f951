"""What reception adds to the pages of a person, a home, a building, and to the day."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.engines.cases import queries
from shequyun.engines.cases.queries import CaseFilter
from shequyun.engines.cases.rules.matters import name_of
from shequyun.faces.workbench.panels import Happening

FEW = 6


def person(request: HttpRequest, resident: Any) -> dict[str, Any] | None:
    """What somebody brought, and a button to take in more."""
    found = list(queries.cases_about(request.actor, resident.pk)[:FEW])
    url = f"{reverse('workbench:case-register')}?resident={resident.pk}"
    return {"cases": found, "register_url": url, "all_url": "", "heading": _("Matters brought so far")}


def home(request: HttpRequest, dwelling: Any) -> dict[str, Any] | None:
    """What came from a home."""
    found = list(queries.cases_about(request.actor, dwelling.pk)[:FEW])
    url = f"{reverse('workbench:case-register')}?dwelling={dwelling.pk}"
    return {"cases": found, "register_url": url, "all_url": "", "heading": _("Matters brought from here")}


def building(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """What came from a building in a year; nothing where nothing did."""
    found = list(queries.cases_at(request.actor, subject.pk)[:FEW])
    query = urlencode({"building": subject.pk, "since": timezone.localdate() - timedelta(days=365)})
    url = f"{reverse('workbench:cases')}?{query}"
    return (
        {"cases": found, "register_url": "", "all_url": url, "heading": _("Matters brought from here")}
        if found
        else None
    )


def day(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """My desk: numbers that open their lists, and the cases that are due first."""
    now = timezone.now()
    desk = queries.my_desk(request.actor, now=now)
    mine = queries.filtered(request.actor, CaseFilter(mine="any", state="open"), now=now)[:FEW]
    return {"desk": desk, "cases": [(one, one.is_late(now)) for one in mine]}


def happenings(request: HttpRequest, resident: Any) -> list[Happening]:
    """When somebody brought something, and how it ended."""
    told = []
    for case in queries.cases_about(request.actor, resident.pk)[:30]:
        url = reverse("workbench:case", args=[case.pk])
        title = _("Brought: %(matter)s") % {"matter": name_of(case.matter)}
        told.append(Happening(case.received_at, title, (case.words[:80],), case.get_channel_display(), url))
    return told
