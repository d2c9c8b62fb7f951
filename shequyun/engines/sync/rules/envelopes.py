"""The form of an envelope, and what is wrong with one. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput, NotNow, Refusal

MAX_VALUES = 40


class Unreadable(BadInput):
    """Not an envelope of this format."""

    code = "sync.unreadable"
    sentence = _("The phone sent data that cannot be read (%(what)s). Reload the app, then try again.")


class TooMany(BadInput):
    """A request holds a limited number of envelopes."""

    code = "sync.too_many"
    sentence = _("At most %(limit)s records are accepted at once.")


class UsedId(NotNow):
    """An id belongs to one envelope."""

    code = "sync.used_id"
    sentence = _("The number of this record is already in use. Record it again.")


class UnknownKind(BadInput):
    """This server plays other kinds."""

    code = "sync.unknown_kind"
    sentence = _("This server does not know what “%(kind)s” means. Ask for an update.")


class Conflict(Refusal):
    """Somebody said otherwise in between: two sides, [label, value] each, for a person to settle."""

    code = "sync.conflict"
    status = 409
    sentence = _("Somebody else recorded something different in the meantime. Compare and decide.")

    def __init__(self, known: list[list[str]], claimed: list[list[str]]) -> None:
        super().__init__()
        self.known, self.claimed = known, claimed


@dataclass(frozen=True)
class Sealed:
    """An envelope as it was read. `base_version` is the version that the worker had before their eyes."""

    id: UUID
    kind: str
    subject: UUID | None
    base_version: int | None
    claimed_at: datetime
    values: Mapping[str, Any]
    device_id: UUID | None = None

    def day(self, *, today: date, zone: tzinfo) -> date:
        """The day on which it was done; a phone whose clock runs ahead did it today."""
        return min(self.claimed_at.astimezone(zone).date(), today)


def read_envelope(said: Any) -> Sealed:
    """An envelope out of JSON. Refuses what has not its form."""
    if not isinstance(said, Mapping):
        raise Unreadable(what="envelope")
    values = said.get("values") or {}
    if not isinstance(values, Mapping) or len(values) > MAX_VALUES:
        raise Unreadable(what="values")
    base = said.get("base_version")
    if base is not None and not isinstance(base, int):
        raise Unreadable(what="base_version")
    subject = said.get("subject")
    return Sealed(
        read_uuid(said.get("id"), "id"),
        str(said.get("kind", ""))[:24],
        read_uuid(subject, "subject") if subject else None,
        base,
        read_moment(said.get("claimed_at"), "claimed_at"),
        values,
    )


def read_uuid(said: Any, what: str) -> UUID:
    """A key. Refuses what is none."""
    try:
        return UUID(str(said))
    except ValueError:
        raise Unreadable(what=what) from None


def read_day(said: Any, what: str) -> date:
    """A day as YYYY-MM-DD. Refuses what is none."""
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        raise Unreadable(what=what) from None


def read_moment(said: Any, what: str) -> datetime:
    """A moment as ISO 8601; without an offset it is UTC. Refuses what is none."""
    try:
        moment = datetime.fromisoformat(str(said))
    except ValueError:
        raise Unreadable(what=what) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
