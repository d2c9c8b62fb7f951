"""Who finds the phone: sealed, locked when idle, wiped by wrong PINs, by the office, and by time; unsent records are kept
for the office alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.field.phone import PIN, Phone
from tests.live import Live

pytestmark = pytest.mark.journey
DOOR = "光复路195弄8号"


def test_what_the_phone_keeps_is_sealed_and_the_lock_shows_nothing(phones: Callable[[], Phone], axe: Any) -> None:
    gu = phones()
    gu.set_up("gu")
    gu.to_building(DOOR)
    gu.page.click(".door >> nth=0")
    name = gu.page.locator(".card .row-link b").first.inner_text()
    kept = gu.kept()
    assert (name in kept, PIN in kept, "社区云" in kept) == (False, False, True)
    gu.page.evaluate("location.hash = '#/phone'")
    gu.page.wait_for_selector("text=立即锁定")
    axe(gu.page)
    gu.page.click("text=立即锁定")
    gu.page.wait_for_selector(".start--lock")
    axe(gu.page)
    for _ in range(3):
        gu.page.go_back()
        gu.page.wait_for_selector(".start--lock")
        assert name not in gu.page.content()


def test_idle_locks_and_six_wrong_pins_wipe(phones: Callable[[], Phone]) -> None:
    gu = phones()
    gu.set_up("gu")
    gu.page.clock.install()
    gu.page.reload()
    gu.open()
    gu.page.clock.fast_forward("06:00")
    gu.page.wait_for_selector(".start--lock")
    gu.page.clock.resume()
    for left in ("5", "4", "3", "2", "1"):
        gu.enter("246801")
        gu.page.wait_for_selector(f".lead:has-text('再错 {left} 次')")
    gu.enter("246801")
    gu.page.wait_for_selector("h1:has-text('本机数据已清除')")
    assert gu.page.evaluate(_ROWS) == {"chunks": 0, "outbox": 0, "drafts": 0, "left": 0}


def test_a_lost_phone_is_revoked_at_the_desk_and_its_unsent_records_are_handed_in(
    live: Live, phones: Callable[[], Phone], page: Any, tmp_path: Path, axe: Any
) -> None:
    sun = phones()
    sun.set_up("sun")
    sun.to_building(DOOR)
    sun.offline()
    sun.page.click(".foot .key--main")
    sun.page.click(".visit button[value=nobody_home]")
    sun.page.click("text=登记走访")
    sun.page.wait_for_selector(".strip:has-text('待传 1')")
    live.sign_in(page, "li")
    page.goto(f"{live.url}/phones/")
    axe(page)
    row = page.locator("tr:has-text('孙社工'):has-text('使用中')").first
    row.locator("button[data-dialog]").click()
    row.locator("dialog input[name=reason]").fill("遗失")
    row.locator("dialog button.button--bad").click()
    page.wait_for_selector(".notice:has-text('手机已注销')")
    sun.offline(False)
    sun.page.wait_for_selector("h1:has-text('本机数据已清除')")
    assert "居委会已注销这部手机" in sun.page.locator("main").inner_text()
    assert sun.page.evaluate(_ROWS) == {"chunks": 0, "outbox": 0, "drafts": 0, "left": 1}
    with sun.page.expect_download() as saving:
        sun.page.click("button:has-text('保存文件')")
    saving.value.save_as(tmp_path / "未上传.json")
    page.goto(f"{live.url}/door/hand-in/")
    axe(page)
    for _ in range(2):
        page.set_input_files("#file", tmp_path / "未上传.json")
        page.click("text=导入记录")
        page.wait_for_selector("[role=status]:has-text('1 条记录中，1 条已办')")
    page.set_input_files("#file", __file__)
    page.click("text=导入记录")
    page.wait_for_selector("[role=alert]:has-text('这不是掌上应用导出的未上传记录文件')")


def test_two_weeks_without_contact_wipe_it_offline_too(phones: Callable[[], Phone]) -> None:
    gu = phones()
    gu.set_up("gu")
    gu.offline()
    gu.page.evaluate(_LONG_AGO, 15)
    gu.kill()
    gu.page.wait_for_selector("h1:has-text('本机数据已清除')")
    assert gu.page.evaluate(_ROWS) == {"chunks": 0, "outbox": 0, "drafts": 0, "left": 0}


def test_a_clock_that_was_turned_back_opens_nothing_without_the_office(phones: Callable[[], Phone]) -> None:
    sun = phones()
    sun.set_up("sun")
    sun.offline()
    sun.page.evaluate(_SEEN_LATER, 3)
    sun.kill()
    sun.page.wait_for_selector(".start--lock")
    sun.enter()
    sun.page.wait_for_selector(".lead:has-text('手机时钟慢了一天以上')")
    sun.offline(False)
    sun.enter()
    sun.page.wait_for_selector(".strip")


_ROWS = """async () => {
  const { db } = await import('/static/field/store.js');
  return Object.fromEntries(await Promise.all(['chunks', 'outbox', 'drafts', 'left'].map(async (name) => [name, await db[name].count()])));
}"""
_LONG_AGO = """async (days) => {
  const { db } = await import('/static/field/store.js');
  await db.meta.update('phone', { last_contact: Date.now() - days * 86400000 });
}"""
_SEEN_LATER = """async (days) => {
  const { db } = await import('/static/field/store.js');
  await db.meta.update('phone', { seen_at: Date.now() + days * 86400000 });
}"""
