"""Two phones in one home: both are heard, and a person settles what they disagree about."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.field.phone import Phone
from tests.live import Live

pytestmark = pytest.mark.journey
DOOR = "光复路195弄10号"


def correct(phone: Phone, number: str) -> None:
    """Type another phone number for the first person of the open home."""
    phone.page.click(".card .row-link >> nth=0")
    phone.page.click("#fact-phone button")
    phone.page.fill("#fact-phone input", number)
    phone.page.click("#fact-phone .key--main")
    phone.page.wait_for_selector(f"#fact-phone .value:has-text('{number[:3]}****{number[-4:]}')")


def test_a_conflict_is_shown_side_by_side_and_settled(
    live: Live, phones: Callable[[], Phone], page: Any, axe: Any
) -> None:
    sun, li = phones(), phones()
    for phone, username in ((sun, "sun"), (li, "li")):
        phone.set_up(username)
    room = ""
    for phone in (sun, li):
        phone.to_building(DOOR)
        phone.offline()
        room = room or phone.page.locator(".door:has(small:text-matches('[1-9] 人')) b").first.inner_text().rstrip(
            "●○◔◷✕▢↗！\n"
        )
        phone.page.click(f".door:has(b:text('{room}'))")
    correct(sun, "16300001111")
    correct(li, "16300002222")
    sun.offline(False)
    sun.sent()
    li.offline(False)
    li.page.wait_for_selector(".strip:has-text('待判 1')")
    li.page.click(".strip")
    li.page.wait_for_selector(".record[data-state=conflict]")
    axe(li.page)
    assert li.page.locator(".sides td").all_inner_texts() == ["163****1111", "163****2222"]
    live.sign_in(page, "li")
    page.goto(f"{live.url}/door/conflicts/")
    axe(page)
    assert "163****1111" in page.locator("#main").inner_text()
    li.page.click("text=以我登记的为准")
    li.page.wait_for_selector(".strip[data-tone=ok]")
    sun.page.evaluate("import('/static/field/sync.js').then((sync) => sync.run())")
    sun.to_home(DOOR, room)
    sun.page.click(".card .row-link >> nth=0")
    sun.page.wait_for_selector("#fact-phone .value:has-text('163****2222')")
    page.reload()
    page.wait_for_selector("h2:has-text('没有待处理的冲突')")
