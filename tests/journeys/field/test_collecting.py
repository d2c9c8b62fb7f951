"""A department's form from the upload at the desk through a stairwell without a network to the resident's page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shequyun.engines.surveys.tests.forms import made
from tests.journeys.field.phone import Phone
from tests.live import Live

pytestmark = pytest.mark.journey
TITLE = "夏季关爱问卷"
QUESTIONS = [
    ("text", "name", "姓名", "yes"),
    ("text", "phone", "联系电话"),
    ("select_one wish", "wish", "高温天如何避暑", "yes"),
    ("begin_group", "home", "在家避暑", "", "${wish} = 'home'"),
    ("integer", "fans", "家中有几台空调或电扇", "yes", "", ". >= 0 and . <= 9", "请填 0 到 9 之间的数"),
    ("end_group",),
    ("text", "contact_name", "紧急联系人"),
    ("begin_repeat", "helpers", "照看的人"),
    ("text", "who", "姓名", "yes"),
    ("end_repeat",),
]
BEYOND = [*QUESTIONS, ("geopoint", "place", "所在位置")]
CHOICES = [("wish", "home", "在家"), ("wish", "hall", "到社区纳凉点")]
CONTACT = "侄女小燕"
_WIPED = """async () => {
  const { db, wipe } = await import('/static/field/store.js');
  await wipe('signed_out');
  return [await db.forms.count(), await db.drafts.count()];
}"""


@pytest.fixture
def form(tmp_path: Path) -> Callable[[Any], Path]:
    """A form as a file on the disk of the office."""

    def make(questions: Any) -> Path:
        path = tmp_path / "夏季关爱.xlsx"
        path.write_bytes(made(questions, choices=CHOICES, form_id="xjga_2026", title=TITLE))
        return path

    return make


def upload(page: Any, file: Path) -> None:
    """At the desk, with what for and on what ground."""
    page.click("nav a:has-text('采集表')")
    page.set_input_files("#survey-file", file)
    page.fill("#survey-purpose", "了解高温天需要照看的居民")
    page.fill("#survey-ground", "《上海市养老服务条例》")
    page.click("button:has-text('上传')")


def test_from_the_departments_form_to_the_residents_page(
    live: Live, phones: Callable[[], Phone], page: Any, form: Callable[[Any], Path], axe: Any
) -> None:
    wang = phones()
    wang.set_up("wang")
    live.sign_in(page, "li")
    upload(page, form(BEYOND))
    page.wait_for_selector("#beyond")
    assert page.locator("#beyond tbody tr").inner_text().split("\t")[:2] == ["12", "所在位置"]
    axe(page)
    upload(page, form(QUESTIONS))
    page.wait_for_selector(".badge:has-text('掌上应用、ODK Collect 均可填写')")
    page.click("button[data-dialog='#publish']")
    page.click("dialog[open] button:has-text('发布')")
    page.wait_for_selector("[role=status]:has-text('已发布')")

    wang.page.evaluate("import('/static/field/sync.js').then((sync) => sync.run())")
    wang.page.wait_for_selector(f".row-link:has-text('{TITLE}')")
    wang.offline()
    name, where = fill_in_a_stairwell(wang, axe)
    wang.offline(False)
    wang.sent()
    wang.page.click(".strip")
    wang.page.wait_for_selector(f".record[data-state=done]:has-text('采集表《{TITLE}》')")

    page.reload()
    page.click("section:has(h2:has-text('发布情况')) a.strong")
    page.click(".tabs a:has-text('按题统计')")
    tally = page.locator(".tally:has(h2:text-is('高温天如何避暑'))").inner_text()
    assert [line.split("\t") for line in tally.splitlines()[-2:]] == [
        ["在家", "", "1", "100%"],
        ["到社区纳凉点", "", "0", "0%"],
    ]
    axe(page)
    page.click(".tabs a:has-text('答复')")
    axe(page)
    page.click(f"td a:text-is('{name}')")
    assert "紧急联系人" in page.locator("section:has(h2:has-text('写入居民档案'))").inner_text()
    axe(page)
    page.click("h1 a")
    page.wait_for_selector("#answers")
    assert wang.page.evaluate(_WIPED) == [0, 0]
    assert "上门走访" in page.locator(f".fact:has-text('{CONTACT}')").inner_text()
    assert where.startswith(name)


def fill_in_a_stairwell(wang: Phone, axe: Any) -> tuple[str, str]:
    """The first who is left: opened, half filled in, the battery dies, gone on, sent away. (name, what the head says)"""
    page = wang.page
    page.click(f".row-link:has-text('{TITLE}')")
    page.wait_for_selector("details[open] .row-link")
    axe(page)
    page.click("details[open] a:has-text('待填') >> nth=0")
    page.wait_for_selector(".questions")
    name = page.locator(".question:has-text('姓名') input").first.input_value()
    where = page.locator(".bar small").inner_text()
    page.click("text=提交采集表")
    assert page.locator(".question--wrong .asked").all_inner_texts() == ["高温天如何避暑"]
    page.click(".pick:has-text('在家')")
    page.fill(".question:has-text('几台空调') input", "12")
    page.click("text=提交采集表")
    assert page.locator(".question--wrong .error").all_inner_texts() == ["请填 0 到 9 之间的数"]
    page.fill(".question:has-text('紧急联系人') input", CONTACT)
    page.click("text=添加照看的人")
    page.fill(".rounds input", "楼组长老陈")
    axe(page)
    page.wait_for_timeout(400)
    address = page.evaluate("location.hash")
    wang.kill()
    wang.open()
    page = wang.page
    page.evaluate("(to) => { location.hash = to; }", address)
    page.wait_for_selector(".told:has-text('上次填了一半')")
    assert page.locator(".rounds input").input_value() == "楼组长老陈"
    page.fill(".question:has-text('几台空调') input", "2")
    page.click("text=提交采集表")
    page.wait_for_selector(f"#told:has-text('已登记：{name}')")
    assert page.locator(".strip").inner_text() == "离线 · 待传 1"
    page.wait_for_selector(f"a:has-text('{TITLE}'):has-text('已填')")
    assert CONTACT not in wang.kept()
    return name, where
