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
    told = page.locator(".timeline li").first
    assert told.locator(".diff").inner_text() == "电话: 154****0522 → 163****5220"
    assert told.locator(".note").inner_text().startswith("窗口更正 · 王社工 · ")
