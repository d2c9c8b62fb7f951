"""What a page offers is what the actions take."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from shequyun.base.actor import Actor
from shequyun.base.errors import Refusal
from shequyun.base.scope import entered
from shequyun.engines.cases import actions
from shequyun.engines.cases.choices import OUTSIDE_BODIES
from shequyun.engines.cases.queries import May, may
from shequyun.engines.cases.tests.conftest import seen

ACTS: dict[str, Callable[[Actor, UUID], Any]] = {
    "work": lambda actor, key: actions.answer(actor, key, words="明天去看"),
    "part": lambda actor, key: actions.finish_part(actor, key, words="办完了"),
    "call_back": lambda actor, key: actions.call_back(actor, key, reached=False),
    "accept": lambda actor, key: actions.accept(actor, key),
    "take": lambda actor, key: actions.assign(actor, key, to=actor.staff_id or UUID(int=0)),
}
EXACT = ("work", "part", "call_back")  # the others are offered once; who leads does them by another form


class Undone(Exception):
    """Takes a trial back."""


def taken(act: Callable[[Actor, UUID], Any], actor: Actor, key: UUID) -> bool:
    """Whether the action takes it; what it did is undone."""
    try:
        with transaction.atomic():
            act(actor, key)
            raise Undone
    except Undone:
        return True
    except Refusal:
        return False


def offered(actor: Actor, key: UUID) -> May:
    with entered(actor.scope):
        return may(actor, seen(actor, key))


STEPS: dict[str, list[Callable[[UUID, Actor, Actor], Any]]] = {
    "brought": [],
    "assigned": [lambda key, wang, sun: actions.hand_over(wang, key, to=sun.staff_id, words="请接手")],  # type: ignore[arg-type]
    "nobody's": [
        lambda key, wang, sun: actions.assign(wang, key, to=sun.staff_id),  # type: ignore[arg-type]
        lambda key, wang, sun: actions.refuse(sun, key, rule="not_mine", words="不归我"),
    ],
    "in parts": [lambda key, wang, sun: actions.add_co_handler(wang, key, to=sun.staff_id, part="上门")],  # type: ignore[arg-type]
    "closed": [lambda key, wang, sun: actions.close(wang, key, result="solved", done="好了")],
}


@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS)
def test_what_is_offered_is_taken_and_nothing_else(
    brought: Callable[..., UUID],
    alice: Actor,
    wang: Actor,
    sun: Actor,
    steps: list[Callable[[UUID, Actor, Actor], Any]],
) -> None:
    key = brought()
    for step in steps:
        step(key, wang, sun)
    for actor in (alice, wang, sun):
        told = offered(actor, key)
        for name, act in ACTS.items():
            takes = taken(act, actor, key)
            assert (actor.name, name, getattr(told, name)) == (
                actor.name,
                name,
                takes if name in EXACT else takes and getattr(told, name),
            )


def test_each_step_is_offered_to_somebody(brought: Callable[..., UUID], alice: Actor, wang: Actor, sun: Actor) -> None:
    found: set[str] = set()
    for steps in STEPS.values():
        key = brought()
        for step in steps:
            step(key, wang, sun)
        for actor in (alice, wang, sun):
            told = offered(actor, key)
            found |= {name for name in May.__slots__ if getattr(told, name)}
    assert found == set(May.__slots__)


def test_the_bodies_are_asked_by_name() -> None:
    assert len(set(map(str, OUTSIDE_BODIES))) == len(OUTSIDE_BODIES) == 8
