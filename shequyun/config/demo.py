"""`bin/demo`: database, data, server and worker in one go, on loopback, stopped together.

Its data folder carries a mark, `demo`: what somebody else has set up there is neither filled with invented people nor
thrown away. A first start that was broken off is begun again.
"""

import argparse
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from shequyun.config import embedded
from shequyun.config.main import ROOT, write_secret_key

FIRST_PORT = 8000
HOST = "127.0.0.1"
LOADING, LOADED = "loading", "loaded"
LOCK = "demo.lock"
PATIENCE = 120  # seconds until the first answer, on a machine with much else to do


def main() -> None:
    """Run until stopped by Ctrl-C or TERM."""
    options = _options()
    data = Path(os.environ.get("SHEQUYUN_DATA", ROOT / "var"))
    signal.signal(signal.SIGTERM, _as_interrupt)
    with alone(data), suppress(KeyboardInterrupt):
        port = free_port(options.port)
        take(data, reset=options.reset)
        _say("Starting the database …")
        embedded.attach(data)
        try:
            _prepare(data)
            _serve(port, data)
        finally:
            embedded.stop(data)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/demo")
    parser.add_argument("--reset", action="store_true", help="throw the data away and start over")
    parser.add_argument("--port", type=int, help="the port to serve on (the first free one from 8000)")
    return parser.parse_args()


def _as_interrupt(*_arguments: object) -> None:
    raise KeyboardInterrupt


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Hold the data folder. Refuses where another demo holds it: the first to stop would take the database away."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(f"Another demo runs on {data}. Stop it first (Ctrl-C where it was started).") from None
        yield


def take(data: Path, *, reset: bool) -> None:
    """Make sure that the folder is the demo's, and empty where it must be. Refuses another installation's folder."""
    mark = data / "demo"
    if (data / "postgres").exists() and not mark.exists():
        raise SystemExit(
            f"{data} holds an installation that bin/demo did not make, and is left as it is. "
            "Name another folder in SHEQUYUN_DATA, or remove this one yourself."
        )
    if mark.exists() and (reset or mark.read_text() == LOADING):
        embedded.stop(data)
        for path in data.iterdir():
            if path.name != LOCK:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    if not mark.exists():
        mark.write_text(LOADING)


def free_port(wanted: int | None) -> int:
    """The port asked for, or the first free one. Refuses one in use: granian would share it with who is there."""
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + 100):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) != 0:
                return port
    raise SystemExit(
        f"Port {wanted} is in use." if wanted else f"No free port from {FIRST_PORT} on; name one with --port."
    )


def _prepare(data: Path) -> None:
    """Keys, tables, static files, invented people; what is there already is left."""
    import django  # settings are read here: the environment must be complete before
    from django.core.management import call_command
    from django.db import connections

    write_secret_key(data / "secret_key")
    os.environ |= {"SHEQUYUN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "shequyun.config.settings"}
    django.setup()
    call_command("setup", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if (data / "demo").read_text() == LOADING:
        _say("Inventing a subdistrict: 11 committees, about 35,000 people; once, half a minute or more …")
        call_command("demo", "load", "--no-accounts")
        (data / "demo").write_text(LOADED)
    connections.close_all()


def _serve(port: int, data: Path) -> None:
    from django.core.management import call_command

    children = _start(port)
    try:
        if _answers(port, children):
            call_command("demo", "accounts")
            _say(f"\n  http://{HOST}:{port}/\n\n  Ctrl-C stops it. The data stays in {data}; --reset starts over.")
        while all(child.poll() is None for child in children):
            time.sleep(0.2)
    finally:
        _end(children)


def _start(port: int) -> list[subprocess.Popen[bytes]]:
    serve = ["-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", "2", "--no-ws"]
    quiet = ["--blocking-threads", "4", "--backpressure", "16", "--log-level", "warning"]
    work = ["-m", "shequyun.config.main", "procrastinate", "worker", "--concurrency", "1"]
    return [
        subprocess.Popen([sys.executable, "-W", "ignore", *arguments], cwd=ROOT, start_new_session=True)  # noqa: S603
        for arguments in ([*serve, *quiet, "shequyun.config.wsgi:application"], work)
    ]


def _answers(port: int, children: list[subprocess.Popen[bytes]]) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and all(child.poll() is None for child in children):
        with suppress(URLError, OSError), urlopen(f"http://{HOST}:{port}/healthz", timeout=5):
            return True
        time.sleep(0.2)
    _say("The server does not answer; what it says is above.")
    return False


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    """End the children by their own ids, politely first."""
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
