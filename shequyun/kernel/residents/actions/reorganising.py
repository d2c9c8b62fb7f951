"""A committee is merged into another one, or gives some of its buildings to it: everything that belongs there goes along.

Rows move as they are, history with them; the trail stays where it was written. Whoever has a tie to both sides of a new
border is known on both sides afterwards; whoever was known on both sides of a border that is gone is one record again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotVisible
from shequyun.base.moving import Moved, Moving, about_to_move, have_moved, move_all, move_areas, move_some
from shequyun.kernel.access.actions.following import posts_follow
from shequyun.kernel.places.actions.ending import end_committee, two_committees
from shequyun.kernel.places.queries import buildings
from shequyun.kernel.residents.actions.straddling import one_record_each, parted, rejoined
from shequyun.kernel.residents.rules.moves import InTheFuture


class NoBuilding(BadInput):
    """Something moves."""

    code = "areas.no_building"
    sentence = _("Choose the buildings to move to the other committee.")


class NoGround(BadInput):
    """A border moves because somebody decided it."""

    code = "areas.no_ground"
    sentence = _("Enter the decision this is based on: its number, or who decided it and when.")


@dataclass(frozen=True)
class Reorganised:
    """What went: rows by table, people who are one record now, people who are known on both sides now."""

    moved: Moved
    joined: int = 0
    parted: int = 0
    posts: int = 0

    def of(self, table: str) -> int:
        """How many rows of a table went."""
        return self.moved.rows.get(table, 0)


@action("areas.reorganise")
def merge_committee(actor: Actor, old: str, *, into: str, ground: str, on: date | None = None) -> Reorganised:
    """The whole of a committee goes into another one from a day (today), which it ends on. Posts and open work follow.

    Refuses committees out of sight, the same twice, one that has ended, a day to come, no ground, doors and organisations
    that both have, and phones that still carry the old committee.
    """
    on = _checked(ground, on)
    giving, taking = two_committees(actor, old, into)
    about_to_move(Moving(old, into, whole=True))
    moved = move_all(old, into)
    areas = move_areas(old, into, but=("access_post",))
    moved.rows.update(areas.rows)
    moved.left.update(areas.left)
    posts = posts_follow(old, into, today=timezone.localdate())
    end_committee(giving, taking, on)
    have_moved(Moving(old, into, whole=True, posts=posts))
    joined = one_record_each(actor, into, ground)
    for code in (old, into):
        note("area", code, code, reason=ground, did="merge", old=old, into=into, on=f"{on}", rows=moved.rows,
             left=moved.left, joined=joined, posts=len(posts))  # fmt: skip
    return Reorganised(moved, joined=joined, posts=len(posts))


@action("areas.reorganise")
def move_buildings(
    actor: Actor, building_ids: Collection[UUID], *, into: str, ground: str, on: date | None = None
) -> Reorganised:
    """Some buildings of a committee go to another one from a day (today), with their homes, people, units and open work.

    Refuses as `merge_committee` does, no building, and buildings of several committees.
    """
    on = _checked(ground, on)
    keys = set(building_ids)
    found = dict(buildings(actor).filter(pk__in=keys).values_list("pk", "community"))
    if not keys:
        raise NoBuilding()
    if len(found) != len(keys) or len(set(found.values())) != 1:
        raise NotVisible()
    old = next(iter(found.values()))
    two_committees(actor, old, into)
    about_to_move(Moving(old, into, whole=False))
    going = parted(old, keys)
    moved = move_some(going.rows, old, into)
    copies = rejoined(actor, going, old, into)
    have_moved(Moving(old, into, whole=False))
    for code in (old, into):
        note("area", code, code, reason=ground, did="move_buildings", old=old, into=into, on=f"{on}",
             buildings=sorted(map(str, keys)), rows=moved.rows, left=moved.left, parted=copies)  # fmt: skip
    return Reorganised(moved, parted=copies)


def _checked(ground: str, on: date | None) -> date:
    if not ground.strip():
        raise NoGround()
    today = timezone.localdate()
    if on is not None and on > today:
        raise InTheFuture()
    return on or today
