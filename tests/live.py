"""The product as it is served: granian and the worker on loopback, a database of their own, the app's role, walls up.

Loaded once per session with two committees of the demo (恒丰 310106011023, 新福康里 310106011022) and its accounts; the
other nine committees are empty. Journeys act on it through the browser alone, as the demo's accounts, and each on people
and files of its own, because what one journey writes the next one sees.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from shequyun.config import embedded
from shequyun.faces.cli.management.commands.demo import DAY, PASSWORD, SEED
from shequyun.faces.cli.synthetic import Community, generate
from tests.harness import BUILD, ROOT, create, drop, url

HENGFENG, XINFUKANGLI, EMPTY = "310106011023", "310106011022", "310106011021"
HOST, NAMED = "127.0.0.1", "localhost"  # a phone's own lock gives keys to names alone
NAME = f"journeys_{os.getpid()}"


@dataclass(frozen=True)
class Live:
    """Where the product is served, and its command line beside it."""

    url: str
    environment: dict[str, str]
    folder: Path
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def sign_in(self, page: Any, username: str) -> Any:
        """Sign in as an account of the demo; the page shows the day. Returns the page."""
        page.goto(f"{self.url}/sign-in/")
        page.fill("#id_username", username)
        page.fill("#id_password", PASSWORD)
        page.click("button.button--main")
        page.wait_for_selector("header.top")
        return page

    def start(self, name: str) -> None:
        """The `server` or the `worker`, as a process of its own."""
        port = str(urlsplit(self.url).port)
        serve = ["granian", "--interface", "wsgi", "--host", HOST, "--port", port, "--workers", "1", "--no-ws"]
        work = ["shequyun.config.main", "procrastinate", "worker", "--concurrency", "1"]
        arguments = {"server": [*serve, "shequyun.config.wsgi:application"], "worker": work}[name]
        with (self.folder / f"{name}.log").open("ab") as log:
            self.children[name] = subprocess.Popen(
                [*_python(), *arguments], cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )

    def kill(self, name: str) -> None:
        """Ended on the spot (SIGKILL), as by a power cut."""
        self.children[name].kill()
        self.children[name].wait()

    def restart(self) -> None:
        """Both ended and started again, as by an upgrade."""
        _stop(list(self.children.values()))
        self.start("server")
        self.start("worker")
        self.wait()

    def wait(self) -> None:
        """Until the server answers."""
        for _ in range(900):
            assert [child.poll() for child in self.children.values()] == [None] * len(self.children)
            try:
                with urlopen(f"{self.url}/healthz"):
                    return
            except URLError:
                time.sleep(0.1)
        raise AssertionError("The server does not answer.")

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`shequyun …`, as an officer at a terminal would run it."""
        return subprocess.run(
            [*_python(), "shequyun.config.main", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="session")
def live() -> Iterator[Live]:
    """The served product. Its processes are stopped by their own ids, its database is dropped."""
    folder = BUILD / NAME
    running = Live(f"http://{NAMED}:{_free_port()}", _environment(folder), folder)
    for arguments in (
        ["setup", "-v", "0"],
        ["collectstatic", "--noinput", "-v", "0"],
        ["demo", "load", "--only", HENGFENG, "--only", XINFUKANGLI],
    ):
        done = running.command(*arguments)
        assert done.returncode == 0, done.stderr
    try:
        running.start("server")
        running.start("worker")
        running.wait()
        yield running
    finally:
        _stop(list(running.children.values()))
        drop(NAME)
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def hengfeng() -> Community:
    """The people of 恒丰 as they were loaded, for a journey to pick from."""
    return next(generate(HENGFENG, SEED, on=DAY))


def _environment(folder: Path) -> dict[str, str]:
    """A database beside the one of the other tests, and a folder for keys and static files."""
    create(NAME)
    folder.mkdir(parents=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SHEQUYUN_")}
    return kept | {
        "DATABASE_URL": url(embedded.APP, NAME),
        "DATABASE_OWNER_URL": url(embedded.OWNER, NAME),
        "SHEQUYUN_SECRET_KEY": "journeys",
        "SHEQUYUN_DATA": str(folder),
        "SHEQUYUN_LOG": "WARNING",
        "PYTHONPATH": str(ROOT),
    }


def _python() -> list[str]:
    return [sys.executable, "-W", "ignore", "-m"]


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(15)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
