"""How a write happens: right, scope, rule, write, record, in that order and in one transaction.

    @action("residents.correct")
    def correct(actor: Actor, resident_id: UUID, *, values: ...) -> ...:
        ...
        note("resident", resident_id, community, fields=sorted(values))

The verb is at once the right, the audit verb and the log name. An action that notes nothing is a programming
error, so that no write can go unrecorded.
"""

import functools
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from shequyun.base.actor import Actor
from shequyun.base.scope import entered

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class Note:
    """What one action did to one subject, for the audit trail. `details` hold no plain secret."""

    subject_kind: str
    subject_id: UUID | str | None
    community: str
    details: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    disclosure: bool = False


Recorder = Callable[[Actor, str, list[Note]], None]

_notes: ContextVar[list[Note] | None] = ContextVar("notes", default=None)
_recorder: list[Recorder] = []


def set_recorder(recorder: Recorder) -> None:
    """Called once by the audit app: where notes go."""
    _recorder[:] = [recorder]


def note(
    subject_kind: str,
    subject_id: UUID | str | None,
    community: str,
    *,
    reason: str = "",
    disclosure: bool = False,
    **details: Any,
) -> None:
    """Record, at the end of the running action, that it did this to that subject."""
    notes = _notes.get()
    assert notes is not None, "note() outside an action"
    notes.append(Note(subject_kind, subject_id, community, details, reason, disclosure))


def action(
    verb: str, *, right: str | None = None
) -> Callable[[Callable[Concatenate[Actor, P], R]], Callable[Concatenate[Actor, P], R]]:
    """Make a function a write of the business. `right` defaults to the verb."""

    def wrap(function: Callable[Concatenate[Actor, P], R]) -> Callable[Concatenate[Actor, P], R]:
        @functools.wraps(function)
        def run(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            actor.need(right or verb)
            with entered(actor.scope):
                token = _notes.set([])
                try:
                    outcome = function(actor, *args, **kwargs)
                    notes = _notes.get()
                    assert notes, f"{verb} noted nothing for the audit trail"
                    _recorder[0](actor, verb, notes)
                finally:
                    _notes.reset(token)
            return outcome

        run.verb = verb  # type: ignore[attr-defined]
        run.right = right or verb  # type: ignore[attr-defined]
        return run

    return wrap
