"""Paging, the same for every list."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

SIZES = (50, 100, 200)


def paged(request: HttpRequest, found: Any) -> Page[Any]:
    """The page of a list that the URL asks for: the nearest one for a number out of range."""
    size = request.GET.get("size", "")
    per_page = int(size) if size.isdigit() and int(size) in SIZES else SIZES[0]
    return Paginator(found, per_page).get_page(request.GET.get("page"))
