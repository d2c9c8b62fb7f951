"""What stands on the left and on top of every page: the verbs, the open discrepancies, posts to switch to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.engines.sync.queries import open_conflict_count
from shequyun.engines.worklist.queries import drives_to_approve, due
from shequyun.kernel.access.choices import ROLE_NAMES
from shequyun.kernel.access.queries import open_posts
from shequyun.kernel.facts.queries import open_discrepancy_count
from shequyun.kernel.places.queries import area_names


@dataclass(frozen=True)
class Item:
    """One line of the menu, shown to whoever has the right."""

    label: Any
    url_name: str
    right: str


ADMINISTRATION = _("Administration")  # folded for those whose work is elsewhere
GROUPS: list[tuple[Any, list[Item]]] = [
    (
        _("Collect"),
        [
            Item(_("Import"), "uploads", "intake.preview"),
            Item(_("Enter a resident"), "resident-enter", "residents.enter"),
            Item(_("Collection forms"), "surveys", "surveys.read"),
            Item(_("The field app"), "field-app", "field.use"),
        ],
    ),
    (
        _("Verify"),
        [
            Item(_("Discrepancies"), "discrepancies", "discrepancies.settle"),
            Item(_("Records from the door"), "conflicts", "field.settle"),
            Item(_("Coverage and freshness"), "coverage", "coverage.read"),
        ],
    ),
    (
        _("Find"),
        [
            Item(_("Screening"), "people", "residents.read"),
            Item(_("Cohorts"), "cohorts", "residents.read"),
            Item(_("Residents"), "residents", "residents.read"),
            Item(_("Buildings"), "buildings", "dwellings.read"),
            Item(_("Homes"), "dwellings", "dwellings.read"),
            Item(_("Organisations"), "organisations", "organisations.read"),
        ],
    ),
    (
        _("Act"),
        [
            Item(_("Register a matter"), "case-register", "cases.register"),
            Item(_("Cases"), "cases", "cases.read"),
            Item(_("Hotline orders"), "hotline", "cases.read"),
            Item(_("Deputies' sessions"), "sessions", "deputies.read"),
            Item(_("Suggestions"), "suggestions", "deputies.read"),
            Item(_("Tasks"), "tasks", "tasks.read"),
            Item(_("Drives"), "drives", "tasks.read"),
            Item(_("Visits"), "visits", "tasks.read"),
            Item(_("Promises"), "promises", "tasks.read"),
        ],
    ),
    (
        _("Report"),
        [
            Item(_("Reception in numbers"), "cases-statistics", "cases.read"),
            Item(_("Public opinion"), "opinion-reports", "deputies.read"),
            Item(_("Vaccination"), "vaccination", "vaccination.read"),
            Item(_("Ledgers"), "ledgers", "ledgers.read"),
            Item(_("Catalogue of forms"), "forms", "ledgers.read"),
            Item(_("Forms filled"), "fillings", "ledgers.fill"),
        ],
    ),
    (
        ADMINISTRATION,
        [
            Item(_("Labels"), "labels", "residents.read"),
            Item(_("List of matters"), "matters", "tasks.read"),
            Item(_("Phones"), "devices", "devices.revoke"),
            Item(_("Accounts"), "staff", "staff.manage"),
            Item(_("Posts"), "posts", "posts.manage"),
            Item(_("Roles"), "roles", "roles.manage"),
            Item(_("Committees merged and divided"), "reorganisation", "areas.reorganise"),
            Item(_("Audit trail"), "audit", "audit.read"),
            Item(_("Field dictionary"), "dictionary", "facts.read_dictionary"),
            Item(_("Trust rules"), "trust", "facts.read_dictionary"),
            Item(_("Working days"), "calendar", "facts.read_dictionary"),
        ],
    ),
]


def context(request: HttpRequest) -> dict[str, Any]:
    """Menu and posts, worked out only when a page shows them."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.staff_id is None:
        return {}
    return {
        "nav": SimpleLazyObject(lambda: menu(actor, request.path)),
        "here": SimpleLazyObject(lambda: here(request, actor)),
        "due_now": SimpleLazyObject(lambda: due_now(actor)),
    }


def due_now(actor: Actor) -> int:
    """How many tasks and promises of one's own are due by tonight: the day's count on top of every page."""
    return due(actor, owner=actor.staff_id, today=timezone.localdate()).now if actor.can("tasks.work") else 0


def menu(actor: Actor, path: str) -> list[dict[str, Any]]:
    """The groups of which the actor has any right."""
    groups = [
        {"label": label, "items": [_line(actor, item) for item in items if actor.can(item.right)]}
        for label, items in GROUPS
    ]
    here = [line for group in groups for line in group["items"] if path.startswith(line["url"])]
    if here:
        max(here, key=lambda line: len(line["url"]))["active"] = True
    shown = [group for group in groups if group["items"]]
    for group in shown:
        seldom = group["label"] == ADMINISTRATION and len(shown) > 1
        group["open"] = not seldom or any(line["active"] for line in group["items"])
    return shown


def _line(actor: Actor, item: Item) -> dict[str, Any]:
    url = reverse(f"workbench:{item.url_name}")
    counted = _COUNTS.get(item.url_name)
    count = counted(actor) if counted else 0
    return {"label": item.label, "url": url, "active": False, "count": count}


_COUNTS: dict[str, Callable[[Actor], int]] = {
    "discrepancies": open_discrepancy_count,
    "conflicts": open_conflict_count,
    "drives": lambda actor: drives_to_approve(actor).count() if actor.can("tasks.approve") else 0,
}


def here(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """The post in use, and those to switch to."""
    posts = open_posts(request.user)  # type: ignore[arg-type]
    names = area_names(post.area for post in posts)
    lines = [
        {"id": post.pk, "area_name": names.get(post.area, post.area), "role_name": ROLE_NAMES[post.role_id]}
        for post in posts
    ]
    return {
        "code": actor.area,
        "area": names.get(actor.area, actor.area),
        "role": ROLE_NAMES.get(actor.role, actor.role),
        "posts": lines,
    }
