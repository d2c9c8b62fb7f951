"""The product as it is served: granian on loopback, one worker per core, and many browsers at once."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from bench.clients import signed_in
from bench.timing import percentile
from bench.world import World
from shequyun.config.main import ROOT

HOST = "127.0.0.1"


@dataclass
class Load:
    """What a number of browsers got in so many seconds."""

    seconds: float
    milliseconds: list[float] = field(default_factory=list)
    failed: int = 0

    @property
    def rate(self) -> float:
        return len(self.milliseconds) / self.seconds

    @property
    def p95(self) -> float:
        return percentile(self.milliseconds, 0.95) if self.milliseconds else float("nan")


@contextmanager
def serving() -> Iterator[int]:
    """The port of a server that answers; stopped by its own id."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    command = [
        sys.executable, "-W", "ignore", "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port),
        "--workers", str(os.cpu_count()), "--blocking-threads", "8", "--backpressure", "64", "--no-ws", "--log-level", "error", "shequyun.config.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT)
    try:
        _answers(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _answers(port: int) -> None:
    for _ in range(600):
        try:
            line = http.client.HTTPConnection(HOST, port, timeout=5)
            line.request("GET", "/healthz")
            if line.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def cookie_of(world: World, username: str) -> str:
    """The session of an account, as a browser sends it."""
    return f"sessionid={signed_in(world, username).cookies['sessionid'].value}"


def under_load(port: int, browsers: Sequence[tuple[str, Sequence[str]]], seconds: float, *, warm: float = 2) -> Load:
    """Each browser is (cookie, paths), and asks for its paths in turn as fast as they are answered.

    The first seconds are not counted. An answer other than 200 is a failure.
    """
    begin = time.perf_counter() + warm
    found, lock = Load(seconds), threading.Lock()

    def browse(cookie: str, paths: Sequence[str]) -> None:
        line = http.client.HTTPConnection(HOST, port, timeout=60)
        turn = 0
        while (start := time.perf_counter()) < begin + seconds:
            line.request("GET", paths[turn % len(paths)], headers={"Cookie": cookie})
            answer = line.getresponse()
            answer.read()
            took = (time.perf_counter() - start) * 1000
            turn += 1
            if start >= begin:
                with lock:
                    found.milliseconds.append(took)
                    found.failed += answer.status != 200

    together([lambda one=one: browse(*one) for one in browsers])
    return found


def together(acts: Sequence[Callable[[], None]]) -> None:
    """All at once, each in a thread of its own; ends with the last."""
    threads = [threading.Thread(target=act, daemon=True) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
