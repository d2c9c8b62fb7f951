"""Rows go from one community into another: every scoped table, with what hangs on what was moved.

Which row hangs on which is read from the models: on the row that it is a part of (a foreign key to a scoped row that is no
subject: the visit of a visit's people), else on the subjects that it is about. History that can only be added to keeps its
words; where it belongs is changed by a function of the database (`base.walls.mover`), which changes nothing else.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Exists, Model, OuterRef, UniqueConstraint

from shequyun.base.records import Scoped

ABOUT = ("subject_id", "resident_id", "dwelling_id", "building_id", "case_id")
PASSES = 12


@dataclass
class Moved:
    """How many rows of each table went, and how many stayed because the other community has the like."""

    rows: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)


Free = Callable[[Collection[UUID], str], Collection[UUID]]
_freers: dict[str, Free] = {}


def when_clashing(table: str, free: Free) -> None:
    """Called by the owning app: what to do with rows that the other community has the like of (by a unique constraint).

    `free` is told their ids and the community that they go to. It makes them different or refuses, and returns those that
    stay behind.
    """
    _freers[table] = free


def moved_models() -> list[type[Scoped]]:
    """Every scoped table but those that say that they stay where they were written."""
    found = [model for model in apps.get_models() if issubclass(model, Scoped) and model.moves]
    return sorted(found, key=lambda model: model._meta.db_table)


def hangs_on(model: type[Scoped]) -> tuple[str, ...]:
    """The columns that say what a row hangs on; empty for one that hangs on nothing but its community."""
    if model.follows is not None:
        return model.follows
    columns = [(str(column.column), column.related_model) for column in model._meta.concrete_fields]
    scoped = [(name, to) for name, to in columns if isinstance(to, type) and issubclass(to, Scoped)]
    parents = [name for name, to in scoped if not to.is_subject]
    about = [name for name, _to in columns if name in ABOUT]
    return tuple(parents or dict.fromkeys([name for name, _to in scoped] + about))


def move_all(old: str, new: str) -> Moved:
    """Everything of a community into another. The running transaction's scope must hold both."""
    moved = Moved()
    for model in moved_models():
        _go(model, None, old, new, moved)
    return moved


def move_some(start: dict[type[Scoped], set[UUID]], old: str, new: str) -> Moved:
    """The rows of `start`, and whatever hangs on them, over as many tables as it takes."""
    moved, gone = Moved(), set[UUID]()
    for model, keys in start.items():
        gone |= _go(model, keys, old, new, moved)
    given = set(start)
    for _ in range(PASSES):
        fresh = set[UUID]()
        for model in moved_models():
            columns = hangs_on(model)
            if columns and model not in given:
                fresh |= _go(model, _hanging(model, columns, gone, old), old, new, moved)
        if not fresh:
            break
        gone |= fresh
    return moved


def _hanging(model: type[Scoped], columns: tuple[str, ...], gone: set[UUID], old: str) -> set[UUID]:
    condition = " or ".join(f"{column} = any(%(gone)s)" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select id from {model._meta.db_table} where community = %(old)s and ({condition})",
            {"gone": list(gone), "old": old},
        )
        return {key for (key,) in cursor.fetchall()}


def _go(model: type[Scoped], keys: set[UUID] | None, old: str, new: str, moved: Moved) -> set[UUID]:
    """Move the rows of one table; all of them without keys. Returns which went."""
    table = model._meta.db_table
    if keys is not None and not keys:
        return set()
    clashing = set(_clashing(model, keys, "community", old, new))
    left = set(_freers[table](clashing, new) if clashing and table in _freers else clashing)
    if left:
        moved.left[table] = moved.left.get(table, 0) + len(left)
        keys = (keys if keys is not None else _all(model, old)) - left
    with connection.cursor() as cursor:
        cursor.execute(
            "select move_rows(%s::regclass, %s, %s, %s)", [table, None if keys is None else list(keys), old, new]
        )
        count = int(cursor.fetchone()[0])
    if count:
        moved.rows[table] = moved.rows.get(table, 0) + count
    return keys or set()


def _all(model: type[Scoped], old: str) -> set[UUID]:
    return set(model._default_manager.filter(community=old).values_list("pk", flat=True))


def _clashing(model: type[Model], keys: set[UUID] | None, column: str, old: str, new: str) -> Iterator[UUID]:
    """Rows that the other place has the like of, by a unique constraint that a move could break."""
    for constraint in model._meta.constraints:
        if not isinstance(constraint, UniqueConstraint) or column not in constraint.fields:
            continue
        rest = [name for name in constraint.fields if name != column]
        if issubclass(model, Scoped) and any(_moves_along(model, name) for name in rest):
            continue
        mine, theirs = model._default_manager.filter(**{column: old}), model._default_manager.filter(**{column: new})
        if constraint.condition is not None:
            mine, theirs = mine.filter(constraint.condition), theirs.filter(constraint.condition)
        if keys is not None:
            mine = mine.filter(pk__in=keys)
        same: dict[str, Any] = {name: OuterRef(name) for name in rest}
        yield from mine.filter(Exists(theirs.filter(**same))).values_list("pk", flat=True)


def _moves_along(model: type[Scoped], name: str) -> bool:
    """Whether a field names a row that comes along, so that the other place cannot have the like."""
    column = model._meta.get_field(name)
    to = column.related_model
    return name in ABOUT or (isinstance(to, type) and issubclass(to, Scoped))


def move_areas(old: str, new: str, *, but: Collection[str] = ()) -> Moved:
    """What belongs to an area without being about people: labels, forms, groups, views. What the other area has under the
    same name, and history that can only be added to, stays with the old one, where those above both still see it. `but`: tables that
    their owner moves."""
    moved = Moved()
    for model in apps.get_models():
        names = {column.name for column in model._meta.concrete_fields}
        plain = model.__module__.startswith("shequyun.") and not issubclass(model, Scoped)
        if plain and "area" in names and model._meta.db_table not in but:
            _follow(model, old, new, moved)
    return moved


def _follow(model: type[Model], old: str, new: str, moved: Moved) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege(%s, 'update')", [table])
        may = cursor.fetchone()[0]
    rows = model._default_manager.filter(area=old)
    staying = set(_clashing(model, None, "area", old, new)) if may else set(rows.values_list("pk", flat=True))
    count = rows.exclude(pk__in=staying).update(area=new) if may else 0
    for into, number in ((moved.rows, count), (moved.left, len(staying))):
        if number:
            into[table] = number


@dataclass(frozen=True)
class Moving:
    """What was decided: from where to where, the whole of it or a part. `posts`: old post -> new one, of a whole."""

    old: str
    new: str
    whole: bool
    posts: Mapping[UUID, UUID] = field(default_factory=dict)


Heed = Callable[[Moving], None]
_before: list[Heed] = []
_after: list[Heed] = []


def before_moving(check: Heed) -> None:
    """Called by apps that may have to refuse, before anything is moved."""
    _before.append(check)


def when_moved(follow: Heed) -> None:
    """Called by apps that keep something by area which the models do not tell."""
    _after.append(follow)


def about_to_move(moving: Moving) -> None:
    """Ask everybody who may have to refuse."""
    for check in _before:
        check(moving)


def have_moved(moving: Moving) -> None:
    """Tell everybody who follows."""
    for follow in _after:
        follow(moving)
