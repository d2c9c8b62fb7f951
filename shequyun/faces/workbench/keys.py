"""The keys of records as a request says them. What is no key is refused as bad input, before a query is asked."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from shequyun.base.errors import BadInput


def as_uuid(text: str) -> UUID | None:
    """The key that a text says, if it says one."""
    try:
        return UUID(text)
    except ValueError:
        return None


def key_of(text: str | None) -> UUID:
    """The key that a text says. Refuses anything else, and nothing."""
    found = as_uuid(text or "")
    if found is None:
        raise BadInput()
    return found


def key_if_said(text: str | None) -> UUID | None:
    """The same, where nothing may be said."""
    return key_of(text) if text else None


def keys_of(request: HttpRequest, name: str = "pk") -> list[UUID]:
    """The keys that were chosen in a form; an empty choice is none."""
    return [key_of(text) for text in request.POST.getlist(name) if text]


def chosen_of(request: HttpRequest, found: Any) -> Any:
    """Of a list the rows that were chosen, or all where none was."""
    keys = keys_of(request)
    return found.filter(pk__in=keys) if keys else found
