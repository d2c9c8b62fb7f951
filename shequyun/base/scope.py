"""Where somebody may look: a range of area codes, and the second wall in the database.

Area codes nest by prefix (city 2, district 6, subdistrict 9, committee 12, grid 15 digits), so an area is the
range [code, successor). The first wall is `visible_to(actor)` in every query. The second is row-level security,
which reads the range from two settings of the running transaction; unset means no rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

SUBDISTRICT, COMMITTEE = 9, 12  # digits of a code
LEVELS = (2, 6, SUBDISTRICT, COMMITTEE, 15)


@dataclass(frozen=True, slots=True)
class Scope:
    """A half-open range of area codes: lo <= code < hi. An empty range holds nothing."""

    lo: str
    hi: str

    def holds(self, code: str) -> bool:
        return self.lo <= code < self.hi


NOWHERE = Scope("", "")
EVERYWHERE = Scope("0", ":")  # every code begins with a digit; for commands of the machine room, never for a request


def scope_of(area: str) -> Scope:
    """The range of an area and all that lies in it; nowhere for an empty code."""
    if not area:
        return NOWHERE
    return Scope(area, area[:-1] + chr(ord(area[-1]) + 1))


def above(area: str) -> list[str]:
    """An area and those that it lies in, the largest first; nothing for an empty code."""
    return [area[:digits] for digits in LEVELS if digits <= len(area)]


def subdistrict_of(code: str) -> str:
    """The subdistrict that an area lies in; of a larger area, the area itself."""
    return code[:SUBDISTRICT]


@contextmanager
def entered(scope: Scope) -> Iterator[None]:
    """Run a transaction inside a scope, and put the scope before it back at the end.

    A failure rolls the transaction (or its savepoint) back, and the settings with it.
    """
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = current_scope() if nested else NOWHERE
        _set(scope)
        yield
        if nested and not connection.needs_rollback:
            _set(before)


def current_scope() -> Scope:
    """The scope that the database holds for the running transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce(current_setting('shequyun.lo', true), ''), coalesce(current_setting('shequyun.hi', true), '')"
        )
        lo, hi = cursor.fetchone()
    return Scope(lo, hi)


def _set(scope: Scope) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('shequyun.lo', %s, true), set_config('shequyun.hi', %s, true)", [scope.lo, scope.hi]
        )
