"""A new resident is written once: presence, home and link come in with the record."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.base.secrets import keyring
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.residents.actions.refreshing import refresh_these
from shequyun.kernel.residents.models import Resident
from shequyun.kernel.residents.tests.conftest import Street

pytestmark = pytest.mark.django_db
EARLY, LATE = date(2021, 1, 1), date(2021, 6, 1)
OLD_ID, NEW_ID, PASSPORT = "310106195203040011", "310106195203040038", "E12345678"
Stays = Sequence[tuple[str, int, date | None, date | None]]


def came_in(street: Street, stays: Stays, papers: Sequence[tuple[str, str, date | None]]) -> UUID:
    """Somebody with stays (kind, home, from, to) and papers (kind, number, valid from), all in one batch."""
    area, key = street.actor.area, new_id()
    says = [Say("resident", area, {"name": "张建国"}, subject_id=key, new=True)]
    for kind, home, start, end in stays:
        household, place = new_id(), {"dwelling_id": street.homes[home], "kind": kind}
        values: dict[str, Any] = {"resident_id": key, "household_id": household, "from_date": start, "to_date": end}
        says.append(Say("household", area, {"number": ""}, subject_id=household, new=True, fixed=place))
        says.append(Say("stay", area, values, new=True, fixed=place))
    for kind, number, start in papers:
        paper = {"kind": kind, "number": number, "valid_from": start, "resident_id": key}
        says.append(Say("document", area, paper, new=True))
    with entered(street.actor.scope):
        observe(street.actor, says, source="police", observed_on=LATE)
    return key


def follows(street: Street, key: UUID) -> tuple[bool, bool, int | None, bytes | None]:
    """(hukou here, living here, number of the home, link)."""
    found = street.resident(key)
    home = None if found.dwelling_id is None else street.homes.index(found.dwelling_id)
    return found.hukou_here, found.living_here, home, found.link and bytes(found.link)


@pytest.mark.parametrize(
    ("stays", "papers", "expected"),
    [
        ([], [], (False, False, None, None)),
        ([("living", 1, None, None)], [], (False, True, 1, None)),
        ([("hukou", 0, LATE, None), ("living", 1, EARLY, None)], [], (True, True, 1, None)),
        ([("living", 2, EARLY, LATE), ("hukou", 3, None, None)], [], (True, False, 3, None)),
        ([("living", 0, EARLY, None), ("living", 1, LATE, None), ("living", 2, None, None)], [], (False, True, 1, None)),
        ([], [("passport", PASSPORT, LATE), ("mainland_id", OLD_ID, None)], (False, False, None, OLD_ID)),
        ([], [("mainland_id", OLD_ID, EARLY), ("mainland_id", NEW_ID, LATE)], (False, False, None, NEW_ID)),
    ],
)  # fmt: skip
def test_comes_in_with_what_follows(
    street: Street, stays: Stays, papers: Sequence[tuple[str, str, date | None]], expected: tuple[Any, ...]
) -> None:
    key = came_in(street, stays, papers)
    *presence, number = expected
    assert follows(street, key) == (*presence, number and keyring().blind(number))


def test_a_refresh_finds_nothing_to_change(street: Street) -> None:
    key = came_in(street, [("hukou", 0, EARLY, None), ("living", 1, LATE, None)], [("mainland_id", OLD_ID, None)])
    with entered(street.actor.scope):
        before = Resident.objects.filter(pk=key).values().get()
        refresh_these([(key, street.actor.area)])
        assert Resident.objects.filter(pk=key).values().get() == before
