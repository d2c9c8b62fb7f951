"""`bin/demo`: database, data, server and worker in one go, on loopback, stopped together."""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from shequyun.config import embedded
from shequyun.config.main import ROOT, write_secret_key

FIRST_PORT = 8000
HOST = "127.0.0.1"


def main() -> None:
    """Run until stopped by Ctrl-C or TERM."""
    options = _options()
    data = Path(os.environ.get("SHEQUYUN_DATA", ROOT / "var"))
    if options.reset:
        embedded.stop(data)
        shutil.rmtree(data, ignore_errors=True)
    embedded.attach(data)
    write_secret_key(data / "secret_key")
    os.environ["SHEQUYUN_DATA"] = str(data)
    for command in (["setup", "-v", "0"], ["collectstatic", "--noinput", "-v", "0"], ["demo", "load"]):
        _run(command)
    port = options.port or _free_port()
    children = _start(port)
    sys.stdout.write(f"\n  http://{HOST}:{port}/\n\n  Ctrl-C stops it. The data stays in {data}.\n")
    sys.stdout.flush()
    _wait(children)
    embedded.stop(data)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/demo")
    parser.add_argument("--reset", action="store_true", help="throw the data away and start over")
    parser.add_argument("--port", type=int, help="the port to serve on (the first free one from 8000)")
    return parser.parse_args()


def _run(command: list[str]) -> None:
    subprocess.run([sys.executable, "-W", "ignore", "-m", "shequyun.config.main", *command], check=True, cwd=ROOT)  # noqa: S603


def _free_port() -> int:
    for port in range(FIRST_PORT, FIRST_PORT + 100):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) != 0:
                return port
    raise SystemExit(f"No free port from {FIRST_PORT} on; name one with --port.")


def _start(port: int) -> list[subprocess.Popen[bytes]]:
    serve = ["-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", "2", "--no-ws"]
    work = ["-m", "shequyun.config.main", "procrastinate", "worker", "--concurrency", "1"]
    return [
        subprocess.Popen([sys.executable, "-W", "ignore", *arguments], cwd=ROOT)  # noqa: S603
        for arguments in ([*serve, "--log-level", "warning", "shequyun.config.wsgi:application"], work)
    ]


def _wait(children: list[subprocess.Popen[bytes]]) -> None:
    """Until a signal, or until a child ends by itself; then end the others, by their own ids."""
    stopped: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_arguments: stopped.append(1))
    while not stopped and all(child.poll() is None for child in children):
        time.sleep(0.2)
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()


if __name__ == "__main__":
    main()
