"""Real browsers for the journeys, driven by Playwright, against a server on loopback: Debian's Chromium, and one of
three years ago."""

import json
import os
import platform
from collections.abc import Iterator
from typing import Any

import brotli
import pytest

from tests.harness import BUILD, ROOT

CHROMIUM = os.environ.get("SHEQUYUN_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
OLD = ROOT / "node_modules" / "@sparticuz" / "chromium"  # 119, which came out in the autumn of 2023
PHONES = ["browser", "old_browser"] if platform.machine() == "x86_64" else ["browser"]  # what the package carries
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Any) -> Iterator[Any]:
    yield from _launched(playwright, CHROMIUM)


@pytest.fixture(scope="session")
def old_browser(playwright: Any) -> Iterator[Any]:
    """What the field app must still run on (docs/adr/0062)."""
    yield from _launched(playwright, _unpacked())


def _launched(playwright: Any, path: str) -> Iterator[Any]:
    chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
    yield chromium
    chromium.close()


def _unpacked() -> str:
    """The package carries the browser as one compressed file; it is unpacked once."""
    path = BUILD / f"chromium-{json.loads((OLD / 'package.json').read_text())['version']}"
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.write_bytes(brotli.decompress((OLD / "bin" / "chromium.br").read_bytes()))
        fresh.chmod(0o755)
        fresh.rename(path)
    return str(path)


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of an office screen, in Chinese."""
    yield from _page(browser)


@pytest.fixture
def other_page(browser: Any) -> Iterator[Any]:
    """The screen of somebody else, for what two people do at once."""
    yield from _page(browser)


def _page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


@pytest.fixture(scope="session")
def axe() -> Any:
    """Asserts that axe-core finds nothing serious on a page."""
    source = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()

    def check(page: Any) -> None:
        page.evaluate(source)
        found = page.evaluate("() => axe.run({ resultTypes: ['violations'] }).then((result) => result.violations)")
        bad = [
            (one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found if one["impact"] in SERIOUS
        ]
        assert bad == []

    return check
