"""What the audit trail wants to know about the request in which an action runs: its id and where it came from."""

from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Origin:
    """One request: an id over everything that it did, and the address it came from."""

    request_id: UUID | None = None
    address: str = ""


current: ContextVar[Origin] = ContextVar("request", default=Origin())  # noqa: B039 - frozen
