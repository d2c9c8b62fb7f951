"""Who acts: a person in one post, in one area, with the rights of one role. Always an argument, never a global."""

from dataclasses import dataclass, field
from uuid import UUID

from shequyun.base.errors import NoRight
from shequyun.base.scope import NOWHERE, Scope, scope_of


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in the post they use now. Without a post: no area, no rights."""

    staff_id: UUID | None = None
    post_id: UUID | None = None
    name: str = ""
    role: str = ""
    area: str = ""
    rights: frozenset[str] = field(default_factory=frozenset)

    @property
    def scope(self) -> Scope:
        return scope_of(self.area) if self.area else NOWHERE

    def can(self, right: str) -> bool:
        return right in self.rights

    def need(self, right: str) -> None:
        """Refuse with 403 unless the post carries the right."""
        if right not in self.rights:
            raise NoRight(right=right)


NOBODY = Actor()
