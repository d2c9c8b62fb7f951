"""What other nouns add to the pages of a person, a home, a building and the day: one list per page, in reading order.

A panel is a partial template with what it needs; the page shows it to whoever has the right. A teller gives
happenings for a time line. A noun's panels and tellers live in its own module of this package; `parts` lists them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Panel:
    """A part of a page. `build` gets the request and the page's subject (None for the day); None shows nothing."""

    template: str
    right: str
    build: Callable[[HttpRequest, Any], dict[str, Any] | None]


@dataclass(frozen=True)
class Act:
    """A button of a page: the verb and the noun, and where it leads, given the subject's key."""

    label: Any
    url_name: str
    right: str
    main: bool = False


@dataclass(frozen=True)
class Happening:
    """Something that happened to a subject, told in words; `lines` are further sentences."""

    at: datetime
    title: Any
    lines: tuple[Any, ...] = ()
    origin: Any = ""
    url: str = ""


@dataclass(frozen=True)
class Teller:
    """Tells what happened to a subject, the newest first."""

    right: str
    tell: Callable[[HttpRequest, Any], list[Happening]]


def built(panels: list[Panel], request: HttpRequest, subject: Any = None) -> list[tuple[str, dict[str, Any]]]:
    """(template, context) of every panel that the actor may see and that has something to show."""
    found = [(panel.template, panel.build(request, subject)) for panel in panels if request.actor.can(panel.right)]
    return [(template, context) for template, context in found if context is not None]


def told(tellers: list[Teller], request: HttpRequest, subject: Any) -> list[Happening]:
    """The happenings of all tellers, unsorted."""
    return [one for teller in tellers if request.actor.can(teller.right) for one in teller.tell(request, subject)]
