"""Stories 2 and 3 at the door: a building without a network, a killed browser in the middle, and nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest

from tests import ease
from tests.ease import Steps
from tests.journeys.field.phone import Phone
from tests.live import Live

pytestmark = pytest.mark.journey
DOOR = "光复路195弄3号"
NEW = "11010519491231002X"


@pytest.fixture
def wang(phones: Callable[[], Phone]) -> Phone:
    """The phone of a worker, set up."""
    phone = phones()
    phone.set_up("wang")
    return phone


def first_room(phone: Phone) -> str:
    """The first door of the building that is left to do."""
    return phone.page.locator(".foot .key--main").inner_text().removeprefix("去 ")


def test_a_stairwell_without_a_network(live: Live, wang: Phone, axe: Any, page: Any) -> None:
    wang.to_building(DOOR)
    axe(wang.page)
    wang.offline()
    room = first_room(wang)
    wang.page.click(".foot .key--main")
    axe(wang.page)
    wang.page.click("text=新增人员")
    wang.page.fill("[name=name]", "凌霄")
    wang.page.fill("[name=document_number]", NEW[:-1] + "1")
    assert wang.page.locator(".feedback").inner_text() == "校验位不符：有一位输错了。"
    wang.page.fill("[name=document_number]", NEW)
    assert wang.page.locator(".feedback").inner_text() == "号码校验通过。"
    assert wang.page.locator("[name=birth_date]").input_value() == "1949-12-31"
    axe(wang.page)
    wang.page.wait_for_timeout(400)
    wang.kill()
    wang.open()
    wang.to_home(DOOR, room)
    wang.page.click("text=新增人员")
    wang.page.wait_for_function("document.querySelector('[name=name]').value === '凌霄'")
    wang.page.click("text=登记此人")
    wang.page.wait_for_selector(".row-link:has-text('凌霄')")
    here = wang.page.evaluate("location.hash")
    wang.page.click(".visit button[value=met]")
    wang.page.click("text=登记走访")
    wang.page.wait_for_selector(f"#told:has-text('{room}')")
    wang.page.wait_for_function("(before) => location.hash !== before", arg=here)
    wang.kill()
    wang.open()
    assert wang.page.locator(".strip").inner_text() == "离线 · 待传 2"
    wang.offline(False)
    wang.sent()
    wang.page.click(".strip")
    wang.page.wait_for_selector(".record[data-state=done] >> nth=1")
    axe(wang.page)
    live.sign_in(page, "li")
    page.goto(f"{live.url}/search/?q={NEW}")
    page.click("a:has-text('凌霄')")
    assert page.locator(".timeline").inner_text().count("走访") > 0


def test_a_visit_with_an_outcome_and_a_label(live: Live, wang: Phone, request: pytest.FixtureRequest) -> None:
    """Counted from the building to the next door."""
    steps = Steps(wang.page, request.config.getoption("--write-ease"))
    wang.page.reload()
    wang.open()
    wang.to_building("光复路195弄5号")
    with steps.of(ease.VISIT):
        wang.page.click(".foot .key--main")
        wang.page.click(".visit button[value=met]")
        wang.page.click(".visit .chip:has-text('重点关爱')")
        wang.page.click("text=登记走访")
        wang.page.wait_for_selector("#told:has-text('已登记')")
    wang.sent()


def test_a_colleague_takes_a_half_done_building_over(wang: Phone, phones: Callable[[], Phone]) -> None:
    door = "光复路195弄6号"
    wang.to_building(door)
    room = first_room(wang)
    wang.page.click(".foot .key--main")
    wang.page.click(".visit button[value=nobody_home]")
    assert wang.page.locator(".better").inner_text().startswith("建议改时间：")
    wang.page.evaluate(_FULL, True)
    wang.page.click("text=登记走访")
    wang.page.wait_for_selector("#told .told--error")
    wang.page.evaluate(_FULL, False)
    wang.page.click("text=登记走访")
    wang.page.wait_for_selector("#told:has-text('已登记')")
    wang.sent()
    sun = phones()
    sun.set_up("sun")
    sun.to_building(door)
    assert sun.page.locator(".relay").inner_text().startswith("王社工已走 1 户")
    assert sun.page.get_attribute(f".door:has(b:text('{room}'))", "data-state") == "nobody"


# The browser has no room for another row, or has it again.
_FULL = """(full) => {
  const store = IDBObjectStore.prototype;
  window.adding ||= store.add;
  store.add = full ? () => { throw new DOMException('full', 'QuotaExceededError'); } : window.adding;
}"""
