"""What comes from above: the subdistrict admits it, the committee refuses what is not on the list, both see why."""

from typing import Any

import pytest

from tests.live import Live

pytestmark = pytest.mark.journey


def test_a_drive_from_the_district_is_admitted_and_an_unlisted_one_refused(
    live: Live, page: Any, other_page: Any, axe: Any
) -> None:
    live.sign_in(page, "chen")
    axe(page)
    page.click(".approval .strong:has-text('高龄老人疫苗接种意愿摸底')")
    page.click("[data-dialog='#approve']")
    page.click("#approve .button--main")
    page.wait_for_selector(".notice:has-text('同意下派')")
    live.sign_in(other_page, "li")
    other_page.goto(f"{live.url}/drives/")
    other_page.wait_for_selector("a:has-text('高龄老人疫苗接种意愿摸底')")
    other_page.click("a:has-text('夜间消费满意度入户问卷')")
    other_page.click("[data-dialog='#refuse']")
    other_page.click("#refuse .button--main")
    other_page.wait_for_selector(".notice--warning:has-text('第二十七条')")
    page.goto(f"{live.url}/drives/")
    page.click("a:has-text('夜间消费满意度入户问卷')")
    assert "居委会拒绝承办 · 李书记" in page.locator(".notice--warning").inner_text()
