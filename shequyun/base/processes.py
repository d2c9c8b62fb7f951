"""Processes of our own that share one piece of work. They know all apps, and have no connection to the database.

They are forked from a server that has Django ready. Started anew each would take two seconds and 160 MB; forked from the
worker or from a server of pages they would inherit threads and connections. The server begins with the first work, serves
all that follows, and ends with the process that began it.
"""

import os
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.forkserver import ensure_running

_context = get_context("forkserver")
_context.set_forkserver_preload(["shequyun.base.ready"])


def helpers() -> ProcessPoolExecutor:
    """As many helpers as this process may use cores. What they do are functions of modules; an error comes back as it is,
    and a helper that was killed as BrokenProcessPool."""
    return ProcessPoolExecutor(len(os.sched_getaffinity(0)), _context, _start)


def make_ready() -> None:
    """Begin the server, and do not wait for it: for whoever knows that helpers will soon be asked for."""
    ensure_running()


def _start() -> None:
    """Helpers do not outlive a process that was killed."""
    import shequyun.base.ready  # noqa: F401 - where the server could not import it, each does

    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
