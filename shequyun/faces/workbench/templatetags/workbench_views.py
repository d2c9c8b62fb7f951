"""Saved views on lists."""

from typing import Any

from django import template
from django.http import HttpRequest

from shequyun.kernel.access.queries import saved_views as views_of

register = template.Library()


@register.simple_tag
def saved_views(request: HttpRequest, page: str) -> list[Any]:
    """The person's own views of a page, and the shared ones."""
    return views_of(request.actor, page)
