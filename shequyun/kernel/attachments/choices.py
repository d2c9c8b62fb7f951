"""Which subjects can carry files, what a file may be, and how large."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor

MOST_BYTES = 10 * 1024 * 1024  # of one file, as it comes
MOST_FILES = 20  # on one subject
LONGEST_EDGE, THUMB_EDGE = 2048, 240  # pixels
MOST_PIXELS = 50_000_000  # of a picture, before it is shrunk: phones of 2026 make them of 50 million
ACCEPT = ".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx"

KINDS: dict[str, tuple[str, Any]] = {
    "jpeg": ("image/jpeg", _("Picture")),
    "png": ("image/png", _("Picture")),
    "webp": ("image/webp", _("Picture")),
    "pdf": ("application/pdf", "PDF"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"),
}
PICTURES = frozenset({"jpeg", "png", "webp"})


@dataclass(frozen=True)
class Carrier:
    """A kind of subject that carries files. `of` gives the subject or refuses (404): its `community` is the files'.

    `read` and `write` are the rights beside it.
    """

    kind: str
    read: str
    write: str
    of: Callable[[Actor, UUID], Any]


CARRIERS: dict[str, Carrier] = {}


def declare(carrier: Carrier) -> None:
    """Called by the app of the subject when it is ready."""
    CARRIERS[carrier.kind] = carrier
