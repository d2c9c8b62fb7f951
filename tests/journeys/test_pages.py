"""Every page of the workbench, by axe-core: nothing serious, as those who work on it see it."""

from typing import Any

import pytest

from tests.live import HENGFENG, Live

pytestmark = pytest.mark.journey


def test_every_page_that_the_menu_leads_to(live: Live, page: Any, axe: Any) -> None:
    """The home page of every account, and each page of the menus as the first of them sees it."""
    seen: set[str] = set()
    for username in ("li", "chen", "shi", "sysadmin", "secadmin", "audadmin"):
        live.sign_in(page, username)
        axe(page)
        for address in [one for one in _addresses(page, ".side a") if one not in seen]:
            seen.add(address)
            page.goto(f"{live.url}{address}")
            axe(page)
        page.context.clear_cookies()


@pytest.mark.parametrize("listed", ["residents", "homes", "buildings", "organisations"])
def test_the_page_of_one_thing_and_what_can_be_done_with_it(live: Live, page: Any, axe: Any, listed: str) -> None:
    live.sign_in(page, "li")
    page.goto(f"{live.url}/{listed}/?community={HENGFENG}")
    first = _addresses(page, f"#main td a[href^='/{listed}/']")[0]
    page.goto(f"{live.url}{first}")
    axe(page)
    for address in _addresses(page, "#main .page-head a, #main .fact .acts a, #main .fact .origin a"):
        page.goto(f"{live.url}{address}")
        axe(page)


def test_the_sign_in_page_and_a_page_that_is_not_there(live: Live, page: Any, axe: Any) -> None:
    page.goto(f"{live.url}/sign-in/")
    axe(page)
    live.sign_in(page, "li")
    page.goto(f"{live.url}/nothing-here/")
    axe(page)


def _addresses(page: Any, selector: str) -> list[str]:
    """Where the links lead, each once, in order."""
    found = [link.get_attribute("href") for link in page.locator(selector).all()]
    return list(dict.fromkeys(address for address in found if address.startswith("/")))
