"""The request in which something runs: its id and where it came from, for the trail; and what it has asked already."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Origin:
    """One request: an id over everything that it did, and the address it came from.

    `answers`: what a request that only reads has asked already; None where something may be written.
    """

    request_id: UUID | None = None
    address: str = ""
    answers: dict[Any, Any] | None = None


current: ContextVar[Origin] = ContextVar("request", default=Origin())  # noqa: B039 - frozen


def once(ask: Callable[P, T]) -> Callable[P, T]:
    """A question that several parts of a page ask: put to the database once in a request that only reads.

    Everywhere else it is asked anew each time. The arguments must be hashable, and nobody may change the answer.
    """

    @wraps(ask)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        answers = current.get().answers
        if answers is None:
            return ask(*args, **kwargs)
        key = (ask, args, tuple(sorted(kwargs.items())))
        if key not in answers:
            answers[key] = ask(*args, **kwargs)
        return answers[key]  # type: ignore[no-any-return]

    return asked
