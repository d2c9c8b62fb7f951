"""Ids made by the application: time-ordered, so that indexes stay warm and shards need no sequence.

The database makes the same by its function `new_id()`, where statements write rows by the hundred thousand.
"""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A fresh UUIDv7."""
    return uuid7()
