"""A department's blank form is filled for a screened list, and comes back in its own layout; a Word form for one person."""

import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from docx import Document
from openpyxl import load_workbook

from shequyun.engines.ledgers.tests.blanks import aged, made, titles, two_lines
from tests import ease
from tests.ease import Steps
from tests.live import Live

pytestmark = pytest.mark.journey

ALONE = {"all": [{"field": "age", "op": "ge", "value": 60}, {"field": "lives_alone", "op": "yes"}]}


def screened(live: Live, page: Any) -> int:
    """The list of those who are 60 and live alone; how many they are."""
    page.goto(f"{live.url}/people/?condition={quote(json.dumps(ALONE))}")
    return int(page.locator("#count").inner_text())


def test_a_departments_blank_form_comes_back_filled(live: Live, page: Any, steps: Steps, tmp_path: Path) -> None:
    blank = tmp_path / "高龄老人慰问登记表.xlsx"
    blank.write_bytes(made(aged))
    live.sign_in(page, "li")
    count = screened(live, page)
    with steps.of(ease.FORM), page.expect_download() as download:
        page.click("button:has-text('填表')")
        page.set_input_files("#fill-file", blank)
        page.wait_for_selector("h1:has-text('高龄老人慰问登记表')")
    sheet = load_workbook(io.BytesIO(Path(download.value.path()).read_bytes())).active
    assert [sheet.cell(row, 1).value for row in (4, 3 + count, 4 + count)] == [1, count, "合计"]
    assert sheet.cell(5 + count, 1).value.startswith(f"注：共{count}人，其中男")
    assert page.locator(".page-head .badge--ok").inner_text() == f"{count} 行"
    assert page.locator("section:has(h2:has-text('与上次相比')) .muted").count() == 1
    screened(live, page)
    with page.expect_download():
        page.click("button:has-text('填表')")
        page.click("#fill-form button.card:has-text('高龄老人慰问登记表')")
        page.wait_for_selector("section:has(h2:has-text('与上次相比')) b")
    assert page.locator("section:has(h2:has-text('与上次相比')) b").all_inner_texts() == ["0", "0", "0"]


def fill_again(page: Any, name: str) -> None:
    """The form of the catalogue, for the list on the screen; its file comes down."""
    with page.expect_download(timeout=120_000):
        page.click("button:has-text('填表')")
        page.click(f"#fill-form button.card:has-text('{name}')")
        page.wait_for_selector("section:has(h2:has-text('与上次相比'))", timeout=120_000)


def test_gaps_become_tasks_and_the_next_filling_tells_what_changed(
    live: Live, page: Any, axe: Any, tmp_path: Path
) -> None:
    blank = tmp_path / "紧急联系人核对表.xlsx"
    blank.write_bytes(made(two_lines))
    live.sign_in(page, "wang")
    screened(live, page)
    with page.expect_download():
        page.click("button:has-text('填表')")
        page.set_input_files("#fill-file", blank)
        page.wait_for_selector("h2:has-text('缺项')")
    gaps = int(page.locator(".page-head .badge--warn").inner_text().split()[0])
    filling = page.url.split("?")[0]
    page.click("button:has-text('缺项转任务')")
    page.wait_for_selector("#notices .notice")
    axe(page)
    page.locator("section:has(h2:has-text('缺项')) td a.strong").first.click()
    page.wait_for_selector(".person-head h1")
    assert "“紧急联系人核对表”缺项" in page.locator("main").inner_text()
    page.click(".page-head a:has-text('登记走访')")
    page.locator("input[name$=contact_name]").first.fill("外甥女")
    page.locator("input[name$=contact_phone]").first.fill("16300008812")
    page.click(".form-actions .button--main")
    page.wait_for_selector("h2:has-text('本次走访办结的任务')")
    assert "“紧急联系人核对表”缺项" in page.locator("section:has-text('本次走访办结的任务')").last.inner_text()
    screened(live, page)
    fill_again(page, "紧急联系人核对表")
    since = page.locator("section:has(h2:has-text('与上次相比'))")
    assert since.locator("b").all_inner_texts()[:2] == ["0", "0"]
    assert "→ 外甥女" in since.inner_text()
    assert int(page.locator(".page-head .badge--warn").inner_text().split()[0]) == gaps - 1
    page.goto(filling)
    assert page.locator("a:has-text('下载填好的表')").count() == 0
    assert "文件" in page.locator(".notice").first.inner_text()


def test_a_form_for_the_whole_committee_is_filled_in_behind_the_scenes(
    live: Live, page: Any, axe: Any, tmp_path: Path
) -> None:
    blank = tmp_path / "全居委人员底册.xlsx"
    blank.write_bytes(made(lambda sheet: titles(sheet, 1, ["序号", "姓名", "性别", "年龄", "居住地址"])))
    live.sign_in(page, "li")
    page.goto(f"{live.url}/people/")
    count = int(page.locator("#count").inner_text())
    assert count > 1000
    with page.expect_download(timeout=180_000) as download:
        page.click("button:has-text('填表')")
        page.set_input_files("#fill-file", blank)
        page.wait_for_selector("#progress")
        axe(page)
    sheet = load_workbook(io.BytesIO(Path(download.value.path()).read_bytes())).active
    assert sheet.cell(1 + count, 1).value == count


def test_a_word_form_for_one_person(live: Live, page: Any, tmp_path: Path) -> None:
    blank = tmp_path / "居住情况证明.docx"
    document = Document()
    document.add_paragraph("居住情况证明")
    document.add_paragraph("兹证明________，性别____，居住在________________。")
    document.save(str(blank))
    live.sign_in(page, "wang")
    page.goto(f"{live.url}/residents/")
    page.locator("table a.strong").first.click()
    page.wait_for_selector(".person-head h1")
    name = page.locator(".person-head h1").inner_text()
    page.click("a:has-text('表格与证明')")
    with page.expect_download() as download:
        page.set_input_files("#id_file", blank)
        page.wait_for_selector("h1:has-text('居住情况证明')")
    filled = Document(str(download.value.path())).paragraphs[1].text
    assert filled.startswith(f"兹证明{name}，性别")
