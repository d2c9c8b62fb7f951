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
from collections.abc import Callable, Iterator
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
ROOM = 2 * 1024**3  # bytes: what the people, their history and the database's own journal take while they are loaded
OTHER_FOLDER = "Or name another folder:  SHEQUYUN_DATA=/some/folder bin/demo"
PATIENCE = 120  # seconds until the first answer, on a machine with much else to do


def main() -> None:
    """Run until stopped by Ctrl-C, TERM or the end of the terminal. Ends with 1 where the server did not stay up."""
    options = _options()
    data = Path(os.environ.get("SHEQUYUN_DATA", ROOT / "var")).absolute()
    _heed_signals()
    with suppress(KeyboardInterrupt), alone(data) as tell, held_port(options.port) as port:
        take(data, reset=options.reset)
        _say("Starting the database …")
        try:
            embedded.attach(data)
            _prepare(data)
            tell(f"http://{HOST}:{port}/")
            _serve(port, data)
            raise SystemExit(1)  # it should have run until somebody stops it
        finally:
            embedded.stop(data)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/demo")
    parser.add_argument("--reset", action="store_true", help="throw the data away and start over")
    parser.add_argument("--port", type=int, help="the port to serve on (the first free one from 8000)")
    return parser.parse_args()


def _heed_signals() -> None:
    """Stop in order. Ctrl-C counts also where a shell has begun us in the background, with that signal ignored."""
    signal.signal(signal.SIGTERM, _as_interrupt)
    signal.signal(signal.SIGINT, _as_interrupt)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup wants to outlive its terminal
        signal.signal(signal.SIGHUP, _as_interrupt)


def _as_interrupt(*_arguments: object) -> None:
    raise KeyboardInterrupt


@contextmanager
def alone(data: Path) -> Iterator[Callable[[str], None]]:
    """Hold the data folder; gives what tells others where it is served.

    Refuses where another demo holds it: the first to stop would take the database away.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        file = (data / LOCK).open("a+")
    except OSError as error:
        raise SystemExit(f"{data} cannot be written to ({error.strerror}). {OTHER_FOLDER}") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            where = file.read().strip() or "still starting"
            raise SystemExit(f"A demo runs on {data} already: {where}\nStop it with Ctrl-C where it began.") from None
        file.truncate(0)
        yield lambda line: print(line, file=file, flush=True)


def take(data: Path, *, reset: bool) -> None:
    """Make sure that the folder is the demo's, and empty where it must be. Refuses another installation's folder."""
    mark = data / "demo"
    if (data / "postgres").exists() and not mark.exists():
        raise SystemExit(
            f"{data} holds data that this bin/demo has not made, and is left as it is. Nothing was changed.\n"
            f"If only an earlier demo was in it:  rm -r {data}  and start again. {OTHER_FOLDER}"
        )
    if mark.exists() and (reset or mark.read_text() == LOADING):
        embedded.stop(data)
        for path in data.iterdir():
            if path.name != LOCK:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    if not mark.exists():
        _need_room(data)
        mark.write_text(LOADING)


def _need_room(data: Path) -> None:
    """Refuses a disk that would be full before everybody is in."""
    free = shutil.disk_usage(data).free
    if free < ROOM:
        raise SystemExit(
            f"The demo needs {ROOM / 1024**3:.0f} GB of disk, and {data} has {free / 1024**3:.1f} GB left. {OTHER_FOLDER}"
        )


@contextmanager
def held_port(wanted: int | None) -> Iterator[int]:
    """The port asked for, or the first free one, kept from others until the server has it. Refuses one in use."""
    for port in [wanted] if wanted is not None else range(FIRST_PORT, FIRST_PORT + 100):
        why = _taken(port)
        if not why:
            with socket.socket() as holder:
                holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # granian listens beside it
                holder.bind((HOST, port))
                yield port
            return
    if wanted is None:
        raise SystemExit(f"No free port from {FIRST_PORT} on; name one with --port.")
    raise SystemExit(f"Port {wanted}: {why}. Without --port a free one is found.")


def _taken(port: int) -> str:
    """Why this port cannot be had; nothing when it can."""
    if not 0 < port < 65536:
        return "no such port"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            return (error.strerror or str(error)).lower()
    return ""


def _prepare(data: Path) -> None:
    """Keys, tables, static files, invented people; what is there already is left."""
    import django  # settings are read here: the environment must be complete before
    from django.core.management import call_command
    from django.db import connections

    write_secret_key(data / "secret_key")
    os.environ |= {"SHEQUYUN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "shequyun.config.settings"}
    django.setup()
    try:
        call_command("setup", verbosity=0)
    except Exception:
        _say(f"The tables in {data} could not be brought up to date; bin/demo --reset starts over. What went wrong:\n")
        raise
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
