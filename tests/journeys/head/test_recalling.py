"""Story 4: who is due becomes tasks; the department's next list ends them by itself, and is held against ours."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.utils import timezone

from shequyun.faces.cli.synthetic import Community
from tests.live import Live

pytestmark = pytest.mark.journey
NAME, ROOM, STRANGER = "周惠芬", "402", "甄不在"
BORN = date(1955, 1, 8)  # another 周惠芬 lives in the same committee
TITLES = ["姓名", "证件号码", "疫苗名称", "剂次", "接种日期", "生产企业", "批号", "接种单位"]


def department_list(hengfeng: Community) -> bytes:
    """Her second dose, of yesterday, and somebody whom nobody here knows."""
    person = next(one for one in hengfeng.residents if (one.name, one.birth_date) == (NAME, BORN))
    paper = next(one.number for one in hengfeng.documents if one.resident_key == person.key)
    day = f"{timezone.localdate() - timedelta(days=1):%Y.%m.%d}"
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("接种")
    sheet.write_row(0, 0, TITLES)
    sheet.write_row(1, 0, [NAME, paper, "新冠灭活疫苗（Vero细胞）", "第2剂", day, "北京生物", "20261107", "石二社区"])
    sheet.write_row(2, 0, [STRANGER, "", "新冠灭活疫苗（Vero细胞）", "1", day, "科兴", "20261108", "石二社区"])
    book.close()
    return out.getvalue()


def test_from_who_is_due_to_the_next_list(live: Live, page: Any, axe: Any, hengfeng: Community, tmp_path: Path) -> None:
    live.sign_in(page, "li")
    page.goto(f"{live.url}/vaccination/")
    axe(page)
    share_out(page)
    assert task_of(page) != "—"
    call(page)
    axe(page)
    path = tmp_path / "卫健接种名单.xlsx"
    path.write_bytes(department_list(hengfeng))
    bring_in(live, page, path)
    page.goto(f"{live.url}/vaccination/reconciliation/")
    axe(page)
    brought, strangers = (page.locator(f"section:has(h2:has-text('{title}'))") for title in ("由名单新增", "库中没有"))
    assert brought.locator("a.strong").all_inner_texts() == [NAME]
    assert strangers.locator("p.row span:not(.note)").all_inner_texts() == [STRANGER]
    page.goto(f"{live.url}/vaccination/recall/?vaccine=covid&state=due&least=70")
    assert row_of(page).count() == 0
    assert page.locator(".page-head").inner_text().count("已分派") == 0


def share_out(page: Any) -> None:
    """Choose her among the due of 70 and over, and share her out."""
    page.click(".tabs a:text-is('催种')")
    page.select_option("#id_state", "due")
    page.fill("#id_least", "70")
    page.click(".page-head .button")
    row = row_of(page)
    row.wait_for()
    row.locator("input[type=checkbox]").check()
    page.click("#bulk button")
    page.click("#share .button--main")
    page.wait_for_selector("#notices .notice")
    assert page.locator("#notices .notice span").first.inner_text() == "任务已按楼栋分派。"


def call(page: Any) -> None:
    """She is rung up twice: nobody answers, then she says when she comes. Her task stays open."""
    row_of(page).locator("button:has-text('登记通话')").click()
    page.click("dialog[open] button:has-text('未接通')")
    page.wait_for_selector(f"tr.settle:has-text('{NAME}'):has-text('电话未接通')")
    row_of(page).locator("button:has-text('登记通话')").click()
    day = timezone.localdate() + timedelta(days=2)
    page.fill("dialog[open] input[name=comes_on]", day.isoformat())
    page.click("dialog[open] button:has-text('登记约定')")
    page.wait_for_selector(f"tr.settle:has-text('{NAME}') .badge--info:has-text('约')")
    assert task_of(page) != "—"


def row_of(page: Any) -> Any:
    """Her line of the list: her name and her room."""
    return page.locator(f"tr:has-text('{NAME}'):has-text('{ROOM}')")


def task_of(page: Any) -> str:
    """What the list says of her task."""
    return str(row_of(page).locator("td").nth(8).inner_text())


def bring_in(live: Live, page: Any, path: Path) -> None:
    """The list through preview and commit."""
    page.goto(f"{live.url}/imports/")
    page.select_option("#id_subject", "dose")
    page.select_option("#id_source", "health")
    page.set_input_files("#id_file", path)
    page.click(".filters .button--main")
    page.click("form.stack > .row .button--main", timeout=60_000)
    page.wait_for_selector("#counts", timeout=60_000)
    page.click("#commit button")
    page.wait_for_selector("#counts .badge--ok", timeout=60_000)
