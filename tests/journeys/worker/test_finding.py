"""Story 1, the inspection: how convenient is it to operate, and to keep the information up to date?"""

from typing import Any

import pytest
from django.utils import timezone

from tests import ease
from tests.ease import Steps
from tests.live import Live

pytestmark = pytest.mark.journey


def find(page: Any, letters: str, name: str) -> None:
    """Type letters where nothing is being edited, and open the first result."""
    page.keyboard.type(letters)
    page.wait_for_selector(f"#search-results [aria-selected=true]:has-text('{name}')")
    page.keyboard.press("Enter")
    page.wait_for_selector(f".person-head h1:has-text('{name}')")
    page.wait_for_load_state("domcontentloaded")


def correct(page: Any, phone: str, key: str = "Enter") -> None:
    """Write another phone into the page of a resident."""
    page.click("#fact-phone .acts a")
    page.wait_for_selector("#fact-phone input[name=value]:focus")
    page.keyboard.type(phone)
    page.keyboard.press(key)


def test_the_worker_finds_a_resident_by_three_initials(live: Live, page: Any, steps: Steps) -> None:
    live.sign_in(page, "wang")
    page.goto(f"{live.url}/buildings/")
    with steps.of(ease.FIND):
        find(page, "xgf", "徐根发")
    assert page.locator(".page-head + p").inner_text() == "恒丰路610弄5号202"


def test_the_worker_corrects_a_phone_and_sees_who_said_so_and_when(live: Live, page: Any, steps: Steps) -> None:
    live.sign_in(page, "wang")
    find(page, "xgf", "徐根发")
    with steps.of(ease.CORRECT):
        correct(page, "16300005220")
        page.wait_for_selector("#fact-phone .badge--ok")
    fact = page.locator("#fact-phone")
    today = timezone.localdate()
    assert page.locator("#value-phone").inner_text() == "163****5220"
    assert fact.locator(".origin").inner_text() == f"窗口更正 {today.month}月{today.day}日"
    page.reload()
    told = page.locator(".timeline li:has(.diff)").first
    assert told.locator(".diff").inner_text() == "电话: 154****0522 → 163****5220"
    assert told.locator(".note").inner_text().startswith("窗口更正 · 王社工 · ")


def test_two_people_at_once(live: Live, page: Any, other_page: Any) -> None:
    """The second to save is shown what the first has said; what they typed is still there, and can be saved knowingly."""
    for screen, username in ((page, "wang"), (other_page, "li")):
        live.sign_in(screen, username)
        find(screen, "qmj", "仇美娟")
        screen.click("#fact-phone .acts a")
        screen.wait_for_selector("#fact-phone input[name=value]:focus")
    page.keyboard.type("16300002020")
    page.keyboard.press("Enter")
    page.wait_for_selector("#fact-phone .badge--ok")
    other_page.keyboard.type("16300002021")
    other_page.keyboard.press("Enter")
    told = other_page.locator("#fact-phone .error")
    assert told.inner_text() == "您编辑期间，他人已修改此记录。请核对后重新保存。"
    assert other_page.locator("#fact-phone input[name=value]").input_value() == "16300002021"
    assert other_page.locator("#fact-phone small").inner_text() == "现为： 163****2020 · 窗口更正 王社工"
    other_page.click("#fact-phone .button--main")
    other_page.wait_for_selector("#fact-phone .badge--ok")
    assert other_page.locator("#value-phone").inner_text() == "163****2021"


def test_search_and_correction_by_keyboard_alone(live: Live, page: Any) -> None:
    live.sign_in(page, "wang")
    page.keyboard.press("Control+k")
    page.keyboard.type("610-7-403")
    page.wait_for_selector("#search-results [aria-selected=true]:has-text('恒丰路610弄7号403')")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('恒丰路610弄7号403')")
    page.keyboard.press("/")
    page.keyboard.type("zjg")
    page.wait_for_selector("#search-results a >> nth=1")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#search-results [aria-selected=true]").inner_text().split("\n")[0]
    page.keyboard.press("Enter")
    page.wait_for_selector(".person-head")
    assert page.locator(".person-head h1").inner_text() == chosen.split()[0]
    tab_to(page, "#fact-phone .acts a.button--quiet")
    page.keyboard.press("Enter")
    page.wait_for_selector("#fact-phone input[name=value]:focus")
    page.keyboard.press("Escape")
    tab_to(page, "#fact-phone a.button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#fact-phone .acts")


def tab_to(page: Any, selector: str) -> None:
    """Press Tab until the focus is there, as somebody without a mouse does. Fails after 150 stops."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")
