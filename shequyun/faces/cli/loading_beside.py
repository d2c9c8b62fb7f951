"""Loading the communities of several areas at once, in as many processes as there are cores.

Owns no rule of its own: every community is one transaction of `loading.load`, and then its scenes.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from multiprocessing import active_children, get_context
from typing import TYPE_CHECKING

from shequyun.base.scope import subdistrict_of
from shequyun.faces.cli.synthetic import community
from shequyun.faces.cli.synthetic.area_tree import communities

if TYPE_CHECKING:
    from shequyun.faces.cli.loading import Loaded

Play = Callable[[str], None]  # a scene in one committee; a function of a module, because it goes to another process


@contextmanager
def loading_beside(
    within: Sequence[str], seed: int, *, on: date, today: date, then: Sequence[Play] = ()
) -> Iterator[Iterator[tuple[str, "Loaded"]]]:
    """While the caller does something else, every committee of these areas is loaded, and then these scenes play in it.

    Gives (code, what came in) for each, in order; asking for one that is not done waits for it.
    """
    inside = [one for area in within for one in communities(area)]
    with ProcessPoolExecutor(min(os.cpu_count() or 1, len(inside)), get_context("spawn"), _start) as pool:
        coming = [(one.code, pool.submit(_load, one.code, one.name, seed, on, today, then)) for one in inside]
        try:
            yield ((code, future.result()) for code, future in coming)
        except BaseException:  # Ctrl-C above all: whoever stops it does not wait for the rest
            pool.shutdown(wait=False, cancel_futures=True)
            for child in active_children():
                child.terminate()
            raise


def _start() -> None:
    import django

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal tells everybody; who began us decides
    django.setup()


def _load(code: str, name: str, seed: int, on: date, today: date, then: Sequence[Play]) -> "Loaded":
    from shequyun.base.actor import Actor  # on demand: a fresh process knows no apps before it has started
    from shequyun.faces.cli.loading import load

    done = load(
        Actor(name="安装", role="set_up", area=subdistrict_of(code)), community(code, name, seed, on=on), today=today
    )
    for play in then:
        play(code)
    return done
