"""How much memory a process and its children hold at most: the sum of their proportional shares (PSS)."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

EVERY = 0.1  # seconds


class Peak:
    """The highest sum seen so far, in MB."""

    def __init__(self) -> None:
        self.mb = 0.0


@contextmanager
def watching(pid: int) -> Iterator[Peak]:
    """Look at the tree of processes under `pid` ten times a second."""
    peak, done = Peak(), threading.Event()

    def look() -> None:
        while not done.wait(EVERY):
            peak.mb = max(peak.mb, sum(map(_pss, _tree(pid))) / 1024)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        done.set()
        watcher.join()


def _tree(pid: int) -> list[int]:
    """The process and all that it began, as the system keeps them: looking through every process took a tenth of a core."""
    found = [pid]
    for one in found:
        with suppress(OSError):  # it has just ended
            for thread in os.listdir(f"/proc/{one}/task"):
                found += map(int, Path(f"/proc/{one}/task/{thread}/children").read_text().split())
    return found


def _pss(pid: int) -> int:
    """Kilobytes; nothing for a process that has just ended."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0
