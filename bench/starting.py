"""The demo: from installed to the first page, and the second time."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.error import URLError
from urllib.request import urlopen

from bench.place import BUILD
from bench.rows import Row, measure
from bench.timing import clock
from bench.world import World
from shequyun.config.main import ROOT

PORT = 8791
PATIENCE = 900


@measure("demo")
def demo(world: World) -> Iterator[Row]:
    """`bin/demo` into an empty folder until the sign-in page is there. Only where its subdistrict is the size."""
    if world.size != "35k":
        return
    data = BUILD / "demo"
    shutil.rmtree(data, ignore_errors=True)
    try:
        yield Row(
            "demo: from installed to first page", _started(data), "s", 60, remark="empty folder, everything loaded"
        )
        yield Row("demo: started again", _started(data), "s", 15)
    finally:
        shutil.rmtree(data, ignore_errors=True)


def _started(data: object) -> float:
    """Seconds until the first page; then it is stopped by its id."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SHEQUYUN_", "DATABASE_"))}
    command = [sys.executable, "-W", "ignore", "-m", "shequyun.config.demo", "--port", str(PORT)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with clock() as taken:
        child = subprocess.Popen(command, cwd=ROOT, env=kept | {"SHEQUYUN_DATA": str(data)}, **quiet)
        try:
            _wait(child)
        except RuntimeError:
            child.terminate()
            raise
    child.terminate()
    child.wait(120)
    return taken.seconds


def _wait(child: subprocess.Popen[bytes]) -> None:
    for _ in range(PATIENCE * 10):
        try:
            with urlopen(f"http://127.0.0.1:{PORT}/sign-in/") as answer:
                answer.read()
                return
        except URLError:
            if child.poll() is not None:
                raise RuntimeError("the demo ended before it answered") from None
            time.sleep(0.1)
    raise RuntimeError("the demo does not answer")
