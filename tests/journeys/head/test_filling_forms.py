"""A department's blank form is filled for a screened list, and comes back in its own layout; a Word form for one person."""

import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from docx import Document
from openpyxl import load_workbook

from shequyun.engines.ledgers.tests.blanks import aged, made
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
