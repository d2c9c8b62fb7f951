"""Reading a file in a process of its own, with bounds on memory, processor time and wall time.

The parser meets files from anywhere; when it aborts (it does, on a sheet that claims 16,384 x 1,048,576 cells) or runs
away, only the child dies, and the file is refused with a plain sentence.
"""

import pickle
import resource
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext_lazy as _

from shequyun.engines.intake.rules.files import FileCutOff, FileRefused, kind_of

CHUNK = 2000  # rows per message from the child


@dataclass(frozen=True)
class Limits:
    """Bounds on the child: bytes of memory, seconds of processor, seconds in all, rows and columns per sheet."""

    memory: int = 2_000_000_000
    cpu_seconds: int = 120
    wall_seconds: int = 180
    rows: int = 300_000
    columns: int = 400


DEFAULT = Limits()


class TooManyCells(FileRefused):
    """More rows or columns than anybody's list has."""

    code = "file_too_many_cells"
    sentence = _("A sheet claims %(rows)s rows and %(columns)s columns. Delete the empty ones behind the list and save again.")


class ReaderGaveUp(FileRefused):
    """The bounded process died or ran out of time."""

    code = "file_reader_gave_up"
    sentence = _("The file could not be read within the limits. Copy the list into a new workbook and upload that.")


@dataclass(frozen=True)
class RawSheet:
    """A sheet as it stands: its name, and rows of cells from row 1 on. Hidden rows are numbers from 1."""

    name: str
    rows: list[list[Any]]
    hidden: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()


def read_sheets(path: Path, *, limits: Limits = DEFAULT) -> list[RawSheet]:
    """Every sheet that holds anything. Text is verbatim, numbers are floats or ints, dates are dates.

    Refuses with a FileRefused whatever cannot be read within the limits; nothing is written anywhere.
    """
    kind = kind_of(path.read_bytes())
    command = [sys.executable, "-m", "shequyun.engines.intake.rules.child", kind, str(path), str(limits.rows), str(limits.columns)]
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        preexec_fn=lambda: _bind(limits), cwd=Path(__file__).resolve().parents[4], env={"PYTHONUTF8": "1", "PATH": ""},
    )  # fmt: skip
    timer = _Timer(child, limits.wall_seconds)
    try:
        assert child.stdout is not None
        return _assembled(_messages(child.stdout))
    finally:
        timer.stop()
        child.kill()
        child.wait()


def _bind(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _Timer:
    """Kills the child when its wall time is over."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: int) -> None:
        self._timer = threading.Timer(seconds, child.kill)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        self._timer.cancel()


def _messages(stream: BinaryIO) -> Iterator[tuple[str, Any]]:
    """Messages of our own child; it runs our code alone, so its pickles are ours."""
    while True:
        try:
            message = pickle.load(stream)
        except (EOFError, pickle.UnpicklingError):
            raise ReaderGaveUp() from None
        if message[0] == "end":
            return
        yield message


def _assembled(messages: Iterator[tuple[str, Any]]) -> list[RawSheet]:
    sheets: list[RawSheet] = []
    for kind, body in messages:
        if kind == "sheet":
            name, hidden, merged = body
            sheets.append(RawSheet(name, [], frozenset(hidden), tuple(merged)))
        elif kind == "rows":
            sheets[-1].rows.extend(body)
        elif kind == "too_many":
            raise TooManyCells(rows=body[0], columns=body[1])
        else:
            raise FileCutOff()
    return [sheet for sheet in sheets if any(any(cell not in ("", None) for cell in row) for row in sheet.rows)]
