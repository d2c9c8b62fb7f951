"""Who finds the phone: sealed, locked when idle, wiped by wrong PINs, by the office, by signing out and by time; unsent
records are kept for the office alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.field.phone import PIN, Phone
from tests.live import Live

pytestmark = pytest.mark.journey
DOOR = "光复路195弄8号"
GONE = {"chunks": 0, "outbox": 0, "drafts": 0, "forms": 0}


def wiped(phone: Phone, why: str, *, left: int = 0, asked: bool = False) -> None:
    """It says why, and keeps nothing but what only the office can read."""
    phone.page.wait_for_selector("h1:has-text('本机数据已清除')")
    assert phone.page.locator("main > p").first.inner_text() == why
    assert phone.page.evaluate(_ROWS) == {**GONE, "left": left}
    assert phone.page.evaluate(_META) == (["former", "install", "wiped"] if asked else ["former", "wiped"])


def test_who_finds_it_gets_nothing(phones: Callable[[], Phone], axe: Any) -> None:
    gu = phones()
    gu.set_up("gu")
    the_home_screen_is_offered_when_the_data_is_there(gu)
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
    a_clock_that_was_turned_back_opens_nothing_without_the_office(gu)
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
    wiped(gu, "口令连续六次输错。", asked=True)
    assert name not in gu.kept()
    gu.page.click("text=重新设置这部手机")
    gu.enrol()
    gu.offline()
    gu.page.evaluate(_LONG_AGO, 15)
    gu.page.reload()
    wiped(gu, "这部手机太久没有联系服务器。", asked=True)


def the_home_screen_is_offered_when_the_data_is_there(phone: Phone) -> None:
    """Chromium finds nothing missing but that this window is thrown away; its prompt is one that says yes."""
    asked = phone.context.new_cdp_session(phone.page).send("Page.getInstallabilityErrors")
    assert [one["errorId"] for one in asked["installabilityErrors"]] == ["in-incognito"]
    assert "选“安装应用”或“添加到主屏幕”" in phone.page.locator(".offer").inner_text()
    phone.page.evaluate(_PROMPT)
    phone.page.click(".offer .key--main")
    phone.page.wait_for_selector("#told:has-text('正在添加到主屏幕')")
    phone.page.wait_for_selector(".offer", state="detached")


def a_clock_that_was_turned_back_opens_nothing_without_the_office(phone: Phone) -> None:
    phone.offline()
    phone.page.evaluate(_SEEN_LATER, 3)
    phone.kill()
    phone.page.wait_for_selector(".start--lock")
    phone.enter()
    phone.page.wait_for_selector(".lead:has-text('手机时钟慢了一天以上')")
    phone.offline(False)
    phone.enter()
    phone.page.wait_for_selector(".strip")


def test_what_was_not_sent_outlives_signing_out_and_a_lost_phone(
    live: Live, phones: Callable[[], Phone], page: Any, tmp_path: Path, axe: Any
) -> None:
    sun, desk = phones(), live.sign_in(page, "li")
    sun.set_up("sun")
    nobody_in(sun)
    sun.page.evaluate("location.hash = '#/phone'")
    sun.page.click("text=退出并清除")
    assert "还有 1 条记录未上传" in sun.page.locator("dialog").inner_text()
    axe(sun.page)
    with sun.page.expect_download() as saving:
        sun.page.click("text=存成文件后清除")
    saving.value.save_as(tmp_path / "退出前.json")
    wiped(sun, "您已退出。", left=1)
    hand_in(live, desk, tmp_path / "退出前.json")
    sun.offline(False)
    sun.page.click("text=已交到居委会，从本机删除")
    sun.enrol()
    nobody_in(sun)
    desk.goto(f"{live.url}/phones/")
    axe(desk)
    row = desk.locator("tr:has-text('孙社工'):has-text('使用中')").first
    row.locator("button[data-dialog]").click()
    row.locator("dialog input[name=reason]").fill("遗失")
    row.locator("dialog button.button--bad").click()
    desk.wait_for_selector(".notice:has-text('手机已注销')")
    sun.offline(False)
    wiped(sun, "居委会已注销这部手机。", left=1)
    with sun.page.expect_download() as saving:
        sun.page.click("button:has-text('保存文件')")
    saving.value.save_as(tmp_path / "遗失后.json")
    hand_in(live, desk, tmp_path / "遗失后.json")
    axe(desk)
    desk.set_input_files("#file", __file__)
    desk.click("text=导入记录")
    desk.wait_for_selector("[role=alert]:has-text('这不是掌上应用导出的未上传记录文件')")


def nobody_in(phone: Phone) -> None:
    """One record that cannot be sent."""
    phone.to_building(DOOR)
    phone.offline()
    phone.page.click(".foot .key--main")
    phone.page.click(".visit button[value=nobody_home]")
    phone.page.click("text=登记走访")
    phone.page.wait_for_selector(".strip:has-text('待传 1')")


def hand_in(live: Live, desk: Any, file: Path) -> None:
    """At the desk, twice by mistake; it counts once."""
    desk.goto(f"{live.url}/door/hand-in/")
    for _ in range(2):
        desk.set_input_files("#file", file)
        desk.click("text=导入记录")
        desk.wait_for_selector("[role=status]:has-text('共 1 条记录，已办 1 条')")


_PROMPT = """() => { dispatchEvent(Object.assign(new Event('beforeinstallprompt', { cancelable: true }),
  { prompt: () => {}, userChoice: Promise.resolve({ outcome: 'accepted' }) })); }"""
_ROWS = """async () => {
  const { db } = await import('/static/field/store.js');
  return Object.fromEntries(await Promise.all(['chunks', 'outbox', 'drafts', 'forms', 'left'].map(async (name) => [name, await db[name].count()])));
}"""
_META = """async () => (await (await import('/static/field/store.js')).db.meta.toCollection().primaryKeys()).sort()"""
_LONG_AGO = """async (days) => {
  const { db } = await import('/static/field/store.js');
  await db.meta.update('phone', { last_contact: Date.now() - days * 86400000 });
}"""
_SEEN_LATER = """async (days) => {
  const { db } = await import('/static/field/store.js');
  await db.meta.update('phone', { seen_at: Date.now() + days * 86400000 });
}"""
