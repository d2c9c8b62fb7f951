"""A process of its own for work on files from anywhere, with bounds on memory, processor time, wall time and writing.

When the parser aborts or runs away, only the child dies. The child is told its limits and binds itself before it
opens anything, so that nothing runs between fork and exec in the threads of a server.
"""

import json
import resource
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, cast

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Limits:
    """Bounds on the child: bytes of memory, seconds of processor, seconds in all, rows and columns per sheet, bytes
    that the parts of a workbook may unpack to, and bytes that it may write to a file."""

    memory: int = 1_500_000_000
    cpu_seconds: int = 60
    wall_seconds: int = 180
    rows: int = 300_000
    columns: int = 400
    unpacked: int = 1_500_000_000
    written: int = 0


DEFAULT = Limits()


@contextmanager
def bounded(module: str, arguments: Sequence[str], limits: Limits, *, told: bytes = b"") -> Iterator[IO[bytes]]:
    """The standard output of `python -m module limits arguments…`, which is told `told` on its standard input.

    The child is killed when the wall time is over and when the block ends; what it had to say then ends early.
    """
    child = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-X", "utf8", "-m", module, json.dumps(asdict(limits)), *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT, env={"PATH": ""},
    )  # fmt: skip
    told_to, said_by = cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)
    timer = threading.Timer(limits.wall_seconds, child.kill)
    timer.daemon = True
    timer.start()
    try:
        with suppress(BrokenPipeError):
            told_to.write(told)
            told_to.close()
        yield said_by
    finally:
        timer.cancel()
        child.kill()
        child.wait()
        said_by.close()
        with suppress(BrokenPipeError):
            told_to.close()


def bind(told: str) -> Limits:
    """Called by the child first: from here on it may not pass its limits."""
    limits = Limits(**json.loads(told))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.written, limits.written))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return limits
