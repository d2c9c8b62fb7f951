"""Two phones in one home: both are heard, and a person settles what they disagree about."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.field.phone import Phone
from tests.live import Live

pytestmark = pytest.mark.journey
DOOR = "光复路195弄10号"


def correct(phone: Phone, number: str, contact: str) -> None:
    """Type another phone number, and a contact, for the first person of the open home."""
    phone.page.click(".card .row-link >> nth=0")
    for fact, said, shown in (("phone", number, f"{number[:3]}****{number[-4:]}"), ("contact_name", contact, contact)):
        phone.page.click(f"#fact-{fact} button")
        phone.page.fill(f"#fact-{fact} input", said)
        phone.page.click(f"#fact-{fact} .key--main")
        phone.page.wait_for_selector(f"#fact-{fact} .value:has-text('{shown}')")


def test_conflicts_are_shown_side_by_side_and_settled_at_the_desk_and_on_the_phone(
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
    correct(sun, "16300001111", "孙兰")
    correct(li, "16300002222", "李菊")
    sun.offline(False)
    sun.sent()
    li.offline(False)
    li.page.wait_for_selector(".strip:has-text('待判断 2')")
    live.sign_in(page, "li")
    page.goto(f"{live.url}/door/conflicts/")
    axe(page)
    phone = page.locator("#main tr:has(.sides):has-text('163****1111')")
    assert phone.locator(".sides td").all_inner_texts() == ["163****1111", "163****2222"]
    assert phone.locator("a").count() == 1
    phone.locator("button:has-text('采用')").click()
    page.wait_for_selector(".notice:has-text('冲突已处理')")
    li.page.click(".strip")
    li.page.click("text=立即上传")
    li.page.wait_for_selector(".record[data-state=settled]:has-text('李书记')")
    axe(li.page)
    assert li.page.locator(".record[data-state=conflict] .sides td").all_inner_texts() == ["孙兰", "李菊"]
    li.page.click("text=以我登记的为准")
    li.page.wait_for_selector(".strip[data-tone=ok]")
    sun.page.evaluate("import('/static/field/sync.js').then((sync) => sync.run())")
    sun.to_home(DOOR, room)
    sun.page.click(".card .row-link >> nth=0")
    sun.page.wait_for_selector("#fact-phone .value:has-text('163****2222')")
    page.reload()
    page.wait_for_selector("h2:has-text('没有待处理的冲突')")
