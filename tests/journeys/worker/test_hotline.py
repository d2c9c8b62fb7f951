"""The hotline's list at half past eight: brought in, one order worked off, its answer back in the same workbook."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from shequyun.programmes.hotline.tests.lists import order, workbook
from tests.journeys.worker.test_reception import act
from tests.live import Live

pytestmark = pytest.mark.journey
LIGHT, NOISE, BLANK = "SH2026112588801", "SH2026112588802", ""


def bring_in(page: Any, path: Path) -> None:
    """From the list of orders to the preview."""
    page.click(".side a[href='/hotline/']")
    page.click("text=导入工单清单")
    page.set_input_files("#id_file", path)
    page.click(".filters .button--main")
    page.click("form.stack > .row .button--main", timeout=60_000)
    page.wait_for_selector("#counts", timeout=60_000)


def counts(page: Any) -> dict[str, str]:
    """The chips above the rows that hold something."""
    texts = [chip.inner_text().rsplit(maxsplit=1) for chip in page.locator("#counts .chip").all()]
    return {words: number for words, number in texts if number != "0"}


def test_an_order_comes_in_and_its_answer_goes_back(live: Live, page: Any, axe: Any, tmp_path: Path) -> None:
    path = tmp_path / "转办单.xlsx"
    lines = [
        order(LIGHT, "弄口路灯不亮三天", 诉求人="钱先生", 联系电话="16600008801", 地址="恒丰路610弄弄口", 办理时限="5个工作日"),
        order(NOISE, "夜里装修噪声扰民", 诉求人="周女士", 联系电话="16600008802", 诉求类型="投诉"),
        order(BLANK, "没有编号"),
    ]  # fmt: skip
    path.write_bytes(workbook(lines, head="12345工单转办清单"))
    live.sign_in(page, "wang")
    bring_in(page, path)
    assert counts(page) == {"新增": "2", "退回": "1"}
    axe(page)
    page.click("#commit button")
    page.wait_for_selector("#counts .badge--ok", timeout=60_000)
    assert page.locator("#counts .badge--ok").inner_text() == "已提交 2 行"

    page.click(".side a[href='/hotline/']")
    axe(page)
    page.locator("#orders tbody tr", has_text=LIGHT).locator("a.strong").click()
    assert f"热线工单 {LIGHT}" in page.locator("#main").inner_text()
    act(page, "由我办理")
    act(page, "答复居民", words="您好，路灯已报修，今晚恢复照明。")
    act(page, "办结", result="已解决", words="已通知养护单位更换灯泡")

    page.click(".side a[href='/hotline/']")
    page.click(".chips a:has-text('待回传')")
    page.locator("#orders tbody tr", has_text=LIGHT).locator("input[name=pk]").check()
    page.click("#bulk button:has-text('回传答复')")
    with page.expect_download() as saving:
        page.click("#answers .button--main")
    assert saving.value.suggested_filename == "转办单-答复.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(saving.value.path().read_bytes())).worksheets[0]
    said = dict(zip([cell.value for cell in sheet[2]], [cell.value for cell in sheet[3]], strict=True))
    assert [said[title] for title in ("工单编号", "办理结果", "办理情况", "答复内容")] == [
        LIGHT, "已解决", "已通知养护单位更换灯泡", "您好，路灯已报修，今晚恢复照明。",
    ]  # fmt: skip
    assert "周女士" not in str([cell.value for row in sheet.iter_rows() for cell in row])

    page.goto(f"{live.url}/hotline/?state=handed_in")
    assert "王社工" in page.locator("#orders tbody tr", has_text=LIGHT).inner_text()
    bring_in(page, path)
    assert counts(page) == {"无变化": "2", "退回": "1"}
