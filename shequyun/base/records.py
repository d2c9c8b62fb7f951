"""What every table that holds people has in common: an id made here, and the community that it belongs to."""

from typing import Any, ClassVar, TypeVar

from django.db import models

from shequyun.base.actor import Actor
from shequyun.base.ids import new_id
from shequyun.base.scope import Scope

T = TypeVar("T", bound=models.Model)


class CodeField(models.CharField):  # type: ignore[type-arg]
    """An area code, or a key that prefix searches read: text in "C" order, which range conditions can use."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("db_collation", "C")
        super().__init__(*args, **kwargs)


class ScopedQuerySet(models.QuerySet[T]):
    def visible_to(self, actor: Actor) -> "ScopedQuerySet[T]":
        """The rows in the actor's area; none without one. Every query starts here."""
        return self.within(actor.scope)

    def within(self, scope: Scope) -> "ScopedQuerySet[T]":
        """The rows in a scope, for what the system keeps up to date without anybody asking."""
        return self.filter(community__gte=scope.lo, community__lt=scope.hi) if scope.lo else self.none()


class Scoped(models.Model):
    """A row that belongs to a community. Every such table also gets `base.walls.wall`.

    `base.moving` reads where rows go when a committee is merged: `moves` is false for what stays where it was written,
    `is_subject` true for what others hang on, `follows` names the columns that a row hangs on where the models do not tell.
    """

    moves: ClassVar[bool] = True
    is_subject: ClassVar[bool] = False
    follows: ClassVar[tuple[str, ...] | None] = None

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = CodeField(max_length=15)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
