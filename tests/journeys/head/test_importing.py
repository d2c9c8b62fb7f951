"""Story 2, the 一标三实 pilot: the messy workbook of a committee, decided, committed, taken back; then the next committee."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from shequyun.faces.cli.loading import door_of
from shequyun.faces.cli.management.commands.demo import DAY, SEED
from shequyun.faces.cli.synthetic import Community, generate
from shequyun.faces.cli.synthetic.workbooks import Expectation, plain_workbook, ugly_workbook
from tests import ease
from tests.ease import Steps
from tests.live import EMPTY, XINFUKANGLI, Live

pytestmark = pytest.mark.journey
ROWS = 2_000
WORDS = {
    "new": "新增",
    "changed": "变更",
    "unchanged": "无变化",
    "doubtful": "待判断",
    "duplicate": "文件内重复",
    "refused": "退回",
}


@pytest.fixture(scope="module")
def xinfukangli() -> Community:
    return next(generate(XINFUKANGLI, SEED, on=DAY))


@pytest.fixture
def workbook(xinfukangli: Community, tmp_path: Path) -> tuple[Path, Expectation]:
    content, expected = ugly_workbook(xinfukangli, SEED, ROWS)
    path = tmp_path / "新福康里5月人口.xlsx"
    path.write_bytes(content)
    return path, expected


def counts(page: Any) -> dict[str, int]:
    """The chips above the rows."""
    texts = [chip.inner_text().rsplit(maxsplit=1) for chip in page.locator("#counts .chip").all()]
    return {words: int(number) for words, number in texts}


def decide_one(page: Any) -> None:
    """The same person, for the first row that waits."""
    row = page.locator(".rowcard:has(.candidate)").first
    key = row.get_attribute("id")
    row.locator(".candidate .button--main").first.click()
    page.wait_for_selector(f"#{key} header .badge--ok")


def confirmed(page: Any, live: Live) -> float:
    """Per cent of the homes that were confirmed within half a year, as the day's page says."""
    page.goto(f"{live.url}/")
    return float(page.locator("a.stat[href='/coverage/'] b").nth(1).inner_text().rstrip("%"))


def covered(page: Any, live: Live) -> dict[str, list[str]]:
    """The page of coverage: the texts of each committee's line, by code."""
    page.goto(f"{live.url}/coverage/")
    lines = page.locator("#main tbody tr").all()
    return {
        line.locator("a").get_attribute("href").split("/")[2]: line.locator("td").all_inner_texts() for line in lines
    }


def test_the_messy_workbook(live: Live, page: Any, steps: Steps, workbook: tuple[Path, Expectation], axe: Any) -> None:
    path, expected = workbook
    live.sign_in(page, "zhao")
    before = confirmed(page, live)
    with steps.of(ease.IMPORT, extra=expected.counts["doubtful"]):
        page.click(".side a[href='/imports/']")
        page.set_input_files("#id_file", path)
        page.click(".filters .button--main")
        page.click("form.stack > .row .button--main", timeout=60_000)
        page.wait_for_selector("#counts", timeout=60_000)
        counted = counts(page)
        for _ in range(expected.counts["doubtful"]):
            decide_one(page)
    assert counted == {WORDS[state]: number for state, number in expected.counts.items()} | {
        "尚未判断": expected.counts["doubtful"]
    }
    written = counted["新增"] + counted["变更"] + counted["无变化"] + counted["待判断"]
    axe(page)
    page.click("#commit button")
    page.wait_for_selector("#counts .badge--ok", timeout=60_000)
    assert page.locator("#counts .badge--ok").inner_text() == f"已提交 {written} 行"
    assert confirmed(page, live) > before
    page.go_back()
    page.click("button[data-dialog='#undo']")
    page.click("#undo .button--bad")
    page.wait_for_selector("#notices .notice")
    assert page.locator("#notices .notice span").inner_text() == "已撤销本次导入，一切恢复原样。"
    assert confirmed(page, live) == before


def test_the_next_committee_by_one_command(live: Live, page: Any, tmp_path: Path) -> None:
    """An empty committee is filled with its houses and its people; the officer of the subdistrict sees it appear."""
    community = next(generate(EMPTY, SEED, on=DAY))
    live.sign_in(page, "chen")
    assert EMPTY not in covered(page, live)
    houses, people = tmp_path / "楼栋.xlsx", tmp_path / "人口.xlsx"
    houses.write_bytes(_houses(community))
    people.write_bytes(plain_workbook([community], rows=1_500))
    done = live.command(
        "intake", "commit", f"building={houses}", f"resident={people}", "--area", EMPTY, "--as", "chen", "--json"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    built, lived = json.loads(done.stdout)
    assert (built["committed"], built["undecided"]) == (len(community.buildings), 0)
    assert (lived["committed"], lived["undecided"]) == (1_500, 0)
    name, _homes, _empty, living, _hukou, known, fresh, accurate = covered(page, live)[EMPTY]
    assert (name, living, known, fresh, accurate) == ("达安城居委会", "1500", "100%", "100%", "100%")


def _houses(community: Community) -> bytes:
    """The list of houses as the property company keeps it."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("楼栋")
    sheet.write_row(0, 0, ["地址", "层数"])
    for at, house in enumerate(community.buildings, 1):
        sheet.write_row(at, 0, [door_of(house), house.floors])
    book.close()
    return out.getvalue()
