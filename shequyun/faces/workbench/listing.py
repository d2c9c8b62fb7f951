"""Paging, the same for every list."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

SIZES = (50, 100, 200)


class Counted(Paginator):  # type: ignore[type-arg]
    """Pages of a list of which it is known how long it is."""

    def __init__(self, found: Any, per_page: int, count: int) -> None:
        super().__init__(found, per_page)
        self.count = count  # type: ignore[misc]  # a cached property of the base


def paged(request: HttpRequest, found: Any, *, count: int | None = None) -> Page[Any]:
    """The page of a list that the URL asks for: the nearest one for a number out of range. `count`: how many, if known."""
    size = request.GET.get("size", "")
    per_page = int(size) if size.isdigit() and int(size) in SIZES else SIZES[0]
    pages = Paginator(found, per_page) if count is None else Counted(found, per_page, count)
    return pages.get_page(request.GET.get("page"))
