"""A real browser for the journeys: Debian's Chromium, driven by Playwright, against a server on loopback."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = os.environ.get("SHEQUYUN_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


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
