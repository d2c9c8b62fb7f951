"""Story 3, screening: everyone who meets some criteria, within the hour. Story 4: who is due, marked at the building."""

from typing import Any

import pytest

from tests import ease
from tests.ease import Steps
from tests.live import Live

pytestmark = pytest.mark.journey
HOUSE, HOME = "恒丰路610弄3号", "402"


def ask(page: Any, criterion: str) -> None:
    """Add a condition by clicking, as it comes."""
    leaves = page.locator(".leaf").count()
    page.locator(".group-add summary").last.click()
    page.locator(f".criteria button:text-is('{criterion}')").last.click()
    page.wait_for_function("n => document.querySelectorAll('.leaf').length > n", arg=leaves)


def open_house(live: Live, page: Any, number: str) -> None:
    """The page of a home's building."""
    page.goto(f"{live.url}/residents/?name={number}")
    page.click("table a.strong")
    page.click(".crumbs a >> nth=1")
    page.wait_for_selector(".building-grid")


def test_everyone_over_60_living_alone_not_vaccinated(live: Live, page: Any, steps: Steps, axe: Any) -> None:
    live.sign_in(page, "wang")
    with steps.of(ease.LIST):
        page.click(".side a[href='/people/']")
        for criterion in ("年龄", "独居", "新冠疫苗"):
            ask(page, criterion)
        page.wait_for_selector("#cohort-table tbody tr")
    axe(page)
    found = page.request.get(page.url.replace("/people/?", "/people/count.json?")).json()
    assert found["sentence"] == "60 岁以上 且 独居 且 新冠：未接种"
    assert page.locator("#cohort-table tbody tr").count() == min(found["count"], 50)
    page.click("#cohort-table a.strong")
    said = page.locator("#vaccination .vaccine:has-text('新冠疫苗')").first.inner_text()
    assert "未掌握接种记录" in said or "不催种" in said


def test_a_dose_is_marked_from_the_building_grid(live: Live, page: Any, steps: Steps, axe: Any) -> None:
    live.sign_in(page, "wang")
    open_house(live, page, "李振国")
    person = page.locator("#home-vaccination .vaccine:has-text('李振国')")
    with steps.of(ease.DOSE):
        page.click(".tabs a:text-is('新冠疫苗')")
        page.wait_for_selector(".home.is-mid")
        page.click(f".building-grid a:has-text('{HOME}')")
        person.locator("p.row:has-text('新冠') + form button").click()
        page.wait_for_selector("#home-vaccination [role=status]")
    axe(page)
    assert page.locator("#home-vaccination [role=status]").inner_text() == "已登记接种。"
    covid = person.locator("p.row:has-text('新冠')")
    assert covid.locator(".badge").inner_text() == "已完成"
    person.locator("a.strong").click()
    doses = page.locator("#vaccination .vaccine:has-text('新冠疫苗') .dose")
    assert doses.count() == 2
    assert doses.last.locator("small").last.inner_text().startswith("窗口更正")
