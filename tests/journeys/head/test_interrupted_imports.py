"""Imports that are broken off, taken up by others, or run into each other: nothing is half done, nobody is there twice."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest

from shequyun.engines.intake.actions.normalising import MANY
from shequyun.engines.intake.tests.street import document, workbook
from shequyun.faces.cli.loading import door_of
from shequyun.faces.cli.synthetic import Community
from tests.harness import ROOT
from tests.live import HENGFENG, Live

pytestmark = pytest.mark.journey
SUBDISTRICT = "310106011"
HEADERS = ("姓名", "身份证号", "联系电话", "现住址")
GIVEN = "安邦昌德恩方光海浩和恒"


class Watcher:
    """The database beside the product: what is in it, and a hold on whoever writes history."""

    def __init__(self, live: Live) -> None:
        self.url = live.environment["DATABASE_OWNER_URL"]
        self.connection = psycopg.connect(self.url, autocommit=True)
        self.connection.execute(
            "select set_config('shequyun.lo', %s, false), set_config('shequyun.hi', %s, false)",
            [HENGFENG, HENGFENG + "~"],
        )

    def one(self, query: str, *values: Any) -> Any:
        """The single value of a query."""
        row = self.connection.execute(query, values).fetchone()
        assert row
        return row[0]

    def register(self) -> tuple[int, int, int]:
        """How many people, documents and stays the committee has."""
        tables = ("residents_resident", "residents_document", "residents_stay")
        return tuple(self.one(f"select count(*) from {table}") for table in tables)  # type: ignore[return-value]

    def named(self, names: list[str]) -> list[int]:
        """How many records bear each name."""
        return [self.one("select count(*) from residents_resident where name = %s", name) for name in names]

    @contextmanager
    def held(self) -> Iterator[None]:
        """While this lasts, a commit stops after it has written people and before it has written their history."""
        with psycopg.connect(self.url) as other:
            other.execute("lock table facts_change in share mode")
            yield

    def writing(self) -> int:
        """How many processes wait inside their commit."""
        return int(self.one("select count(*) from pg_locks where relation = 'facts_change'::regclass and not granted"))

    def queueing(self) -> int:
        """How many wait until another is done with the same area."""
        return int(self.one("select count(*) from pg_locks where locktype = 'advisory' and not granted"))


@pytest.fixture
def watcher(live: Live) -> Iterator[Watcher]:
    found = Watcher(live)
    yield found
    found.connection.close()


def until(question: Any, seconds: float = 60) -> None:
    """Wait until it holds."""
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end
        time.sleep(0.05)


def newcomers(family: str, community: Community, count: int) -> list[dict[str, str]]:
    """People whom nobody knows yet, in a house of the committee."""
    door = door_of(next(house for house in community.buildings if house.kind != "lane"))
    made = [(family + GIVEN[at // 10] + GIVEN[at % 10], at) for at in range(count)]
    born = date(1961, 2, 3)
    return [
        {"姓名": name, "身份证号": document(born, 100 + at + ord(family) % 700), "联系电话": f"1391200{at:04d}", "现住址": f"{door}{101 + at}"}
        for name, at in made
    ]  # fmt: skip


def doubtful(community: Community, count: int) -> list[dict[str, str]]:
    """People who are known, under names that do not go with their documents."""
    known = [paper for paper in community.documents if paper.kind == "mainland_id"][:count]
    assert len(known) == count
    return [
        {"姓名": f"万俟{GIVEN[at]}", "身份证号": paper.number, "联系电话": "", "现住址": ""}
        for at, paper in enumerate(known)
    ]


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    path.write_bytes(workbook(rows, HEADERS))
    return path


def bring_in(page: Any, path: Path) -> str:
    """Upload, take the columns. Returns the address of the preview."""
    page.click(".side a[href='/imports/']")
    page.set_input_files("#id_file", path)
    page.click(".filters .button--main")
    page.click("form.stack > .row .button--main", timeout=60_000)
    page.wait_for_selector("#counts", timeout=60_000)
    return str(page.url)


def decide_first(page: Any) -> None:
    row = page.locator(".rowcard:has(.candidate)").first
    key = row.get_attribute("id")
    row.locator(".candidate .button--main").first.click()
    page.wait_for_selector(f"#{key} header .badge--ok")


def test_half_decided_taken_up_by_a_colleague_killed_in_the_middle_and_started_again(
    live: Live, page: Any, other_page: Any, hengfeng: Community, tmp_path: Path, watcher: Watcher
) -> None:
    people = newcomers("郜", hengfeng, 60)
    path = write(tmp_path / "六月新增.xlsx", [*people, *doubtful(hengfeng, 2)])
    before = watcher.register()
    live.sign_in(page, "wang")
    address = bring_in(page, path)
    decide_first(page)

    live.restart()

    live.sign_in(other_page, "sun").goto(address)
    other_page.click(".page-head details.menu summary")
    other_page.click("form[action$='/taking-over/'] button")
    assert "王社工 → 孙社工" in other_page.locator(".page-head .note").inner_text()
    other_page.click("#counts .chip:has-text('变更')")
    assert other_page.locator("header .badge--ok small").all_inner_texts() == ["王社工"]
    other_page.click("#counts .chip:has-text('尚未判断')")
    decide_first(other_page)
    with watcher.held():
        other_page.click("#commit button")
        until(watcher.writing)
        live.kill("worker")
    until(lambda: not watcher.writing())
    assert watcher.register() == before

    live.start("worker")
    other_page.click("#progress .button--main", timeout=60_000)
    other_page.wait_for_selector("#counts .badge--ok", timeout=60_000)
    assert other_page.locator("#counts .badge--ok").inner_text() == "已提交 62 行"
    assert watcher.named([row["姓名"] for row in people]) == [1] * 60
    assert watcher.register() == (before[0] + 60, before[1] + 60, before[2] + 60)

    other_page.context.clear_cookies()
    live.sign_in(other_page, "li").goto(address)
    other_page.click("button[data-dialog='#undo']")
    other_page.click("#undo .button--bad")
    other_page.wait_for_selector("#notices .notice")
    assert watcher.register() == before


def test_a_file_of_thousands_is_compared_by_helpers_of_the_worker(
    live: Live, page: Any, hengfeng: Community, tmp_path: Path
) -> None:
    door = door_of(hengfeng.buildings[0])
    many = [
        {"姓名": f"遆{GIVEN[at // 100 % 11]}{GIVEN[at % 11]}", "身份证号": "", "联系电话": f"1381{at:07d}", "现住址": f"{door}{101 + at % 9}"}
        for at in range(MANY + 100)
    ]  # fmt: skip
    live.sign_in(page, "li")
    bring_in(page, write(tmp_path / "全体居民.xlsx", many))
    assert str(len(many)) in page.locator("#counts").inner_text()


def test_two_imports_at_once_of_the_same_people(
    live: Live, hengfeng: Community, tmp_path: Path, watcher: Watcher
) -> None:
    """The head of the committee and the officer of the subdistrict bring in the same forty people in the same moment."""
    people = newcomers("逄", hengfeng, 40)
    before = watcher.register()
    mine = write(tmp_path / "居委.xlsx", people)
    theirs = write(tmp_path / "街道.xlsx", [row | {"联系电话": ""} for row in people])
    keys = {}
    for path, who, area in ((mine, "li", HENGFENG), (theirs, "chen", SUBDISTRICT)):
        done = live.command("intake", "preview", str(path), "--area", area, "--as", who, "--json")
        assert (done.returncode, json.loads(done.stdout)["counts"]["new"]) == (0, 40)
        keys[who, area] = json.loads(done.stdout)["upload"]
    with watcher.held():
        both = [started(live, "commit", key, who, area) for (who, area), key in keys.items()]
        until(lambda: watcher.writing() == 1 and watcher.queueing() >= 1)
    reports = [json.loads(process.communicate(timeout=120)[0]) for process in both]
    assert sorted((process.returncode, report["committed"], report["undecided"]) for process, report in zip(both, reports, strict=True)) == [
        (0, 40, 0),
        (2, 0, 40),
    ]  # fmt: skip
    assert watcher.named([row["姓名"] for row in people]) == [1] * 40
    assert watcher.register() == (before[0] + 40, before[1] + 40, before[2] + 40)
    for (who, area), key in keys.items():
        report = next(report for report in reports if report["upload"] == key)
        done = live.command("intake", "undo", key, "--area", area, "--as", who, "--json")
        assert done.returncode == (0 if report["committed"] else 1)
    assert watcher.register() == before


def started(live: Live, what: str, key: str, who: str, area: str) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "shequyun.config.main", "intake", what, key]
    return subprocess.Popen(
        [*command, "--area", area, "--as", who, "--json"],
        cwd=ROOT, env=live.environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
