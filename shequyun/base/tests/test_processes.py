"""Helpers: they know the apps, tell their errors, and one that dies takes nothing with it but the work in hand."""

import os
import signal
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest
from django.apps import apps

from shequyun.base.ids import new_id
from shequyun.base.processes import helpers


def done(work: Callable[..., Any], *about: Any) -> Any:
    """What one helper makes of it."""
    with helpers() as pool:
        return pool.submit(work, *about).result()


def ready() -> bool:
    return apps.models_ready


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def server() -> int:
    """The process that helpers are forked from."""
    return int(done(os.getppid))


def test_helpers_know_the_apps() -> None:
    assert done(ready)


def test_helpers_are_forked_from_one_server_that_stays() -> None:
    first = server()
    assert server() == first != os.getpid()


def test_an_error_comes_back_as_it_is() -> None:
    with pytest.raises(ValueError, match="unheard"):
        done(int, "unheard")


def test_no_two_helpers_make_the_same_id() -> None:
    made = {done(new_id) for _ in range(3)}
    assert len(made) == 3


@pytest.mark.parametrize("victim", ["helper", "server"])
def test_after_one_was_killed_others_work(victim: str) -> None:
    if victim == "server":
        dead = server()
        os.kill(dead, signal.SIGKILL)
        os.waitid(os.P_PID, dead, os.WEXITED | os.WNOWAIT)
    else:
        with pytest.raises(BrokenProcessPool):
            done(die)
    assert done(ready)
