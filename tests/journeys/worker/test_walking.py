"""Story 3's second half, and the working day: a list becomes tasks, a walk is made, results come back."""

from typing import Any
from urllib.parse import quote

import pytest

from tests import ease
from tests.ease import Steps
from tests.live import Live

pytestmark = pytest.mark.journey
AGED_TENANTS = (
    '{"all":[{"field":"age","op":"between","value":[64,66]},{"field":"presence","op":"in","value":["both"]}]}'
)


def screened(live: Live, page: Any, condition: str = AGED_TENANTS) -> int:
    """Open a screened list; how many are on it."""
    page.goto(f"{live.url}/people/?condition={quote(condition)}")
    return int(page.locator("#count").inner_text())


def test_a_screened_list_becomes_tasks_for_the_workers(live: Live, page: Any, steps: Steps, axe: Any) -> None:
    live.sign_in(page, "li")
    count = screened(live, page)
    with steps.of(ease.TASKS):
        page.click(".builder-tools [data-dialog='#share']")
        page.locator("#share label", has_text="赵主任").locator("input").uncheck()
        page.click("#share .button--main")
        page.wait_for_selector(".person-head h1:has-text('66')")
    assert page.locator(".stats .stat b").first.inner_text() == str(count)
    axe(page)
    owners = set(page.locator("#main td:last-child").all_inner_texts())
    assert owners == {"王社工", "孙社工", "顾社工"}


def test_nobody_home_says_when_to_come_again_and_a_meeting_ends_the_task(live: Live, page: Any, axe: Any) -> None:
    live.sign_in(page, "wang")
    page.goto(f"{live.url}/tasks/?which=mine")
    page.locator("#task-table tbody tr:has-text('独居老人') .strong").first.click()
    page.click(".page-head .button--main")
    axe(page)
    page.check("input[name=outcome][value=nobody_home]")
    page.click(".form-actions .button--main")
    assert page.locator(".knock").inner_text().startswith("◔ 建议")
    assert "未见到人，任务仍待办。" in page.locator("main").inner_text()
    page.click("text=再次走访")
    page.check("input[name=outcome][value=met]")
    for name in page.locator(".learned:not(.learned--home) input[name$=contact_name]").all():
        name.fill("女儿")
    for phone in page.locator(".learned:not(.learned--home) input[name$=contact_phone]").all():
        phone.fill("16300007711")
    page.fill("#id_promise", "送助浴券")
    page.fill("#id_promise_due", _in_days(page, 3))
    page.click(".form-actions .button--main")
    page.wait_for_selector(".badge--ok:has-text('见到本人')")
    assert "独居老人关爱巡访" in page.locator("section:has-text('本次走访办结的任务')").last.inner_text()
    assert "送助浴券" in page.locator(".promise").inner_text()
    axe(page)
    page.click(".person-head h1 a")
    told = page.locator(".timeline li:has-text('走访：见到本人')").first
    assert "送助浴券" in told.inner_text()


def _in_days(page: Any, days: int) -> str:
    """A day from now, as the browser's date field wants it."""
    return str(page.evaluate(f"() => new Date(Date.now() + {days} * 864e5).toISOString().slice(0, 10)"))


def test_a_worker_hands_a_task_over_with_a_note(live: Live, page: Any, other_page: Any) -> None:
    live.sign_in(page, "sun")
    page.goto(f"{live.url}/tasks/?which=mine")
    name = page.locator("#task-table .strong").first.inner_text()
    page.locator("#task-table tbody input[type=checkbox]").first.check()
    page.click("#bulk .button")
    page.select_option("#hand-to", label="顾社工")
    page.fill("#hand-words", "本周培训，请代访")
    page.click("#hand-over .button--main")
    page.wait_for_selector("#notices:has-text('已移交 1 项任务。')")
    live.sign_in(other_page, "gu")
    other_page.goto(f"{live.url}/tasks/?which=mine")
    row = other_page.locator("#task-table tbody tr", has_text="已移交").first
    assert row.locator(".strong").inner_text() == name
    row.locator(".strong").click()
    assert "本周培训，请代访" in other_page.locator("main").inner_text()


def test_a_visit_at_the_wrong_door_is_taken_back_and_its_task_is_open_again(live: Live, page: Any, axe: Any) -> None:
    live.sign_in(page, "gu")
    page.goto(f"{live.url}/tasks/?which=mine")
    task = page.locator("#task-table tbody tr:has-text('独居老人') .strong").first
    name = task.inner_text()
    task.click()
    address = page.url
    state = page.locator(".person-head .badge").inner_text()
    page.click(".page-head .button--main")
    for field, value in (("contact_name", "邻居"), ("contact_phone", "16300007722")):
        for one in page.locator(f".learned:not(.learned--home) input[name$={field}]").all():
            one.fill(value)
    page.click(".form-actions .button--main")
    page.wait_for_selector(".badge--ok:has-text('见到本人')")
    page.click("button:has-text('撤回走访')")
    page.fill("#withdraw-reason", "敲错门")
    axe(page)
    page.click("#withdraw .button--main")
    page.wait_for_selector(".notice--warning:has-text('敲错门')")
    axe(page)
    page.goto(address)
    assert page.locator(".person-head h1").inner_text() == name
    assert page.locator(".person-head .badge").inner_text() == state
    assert "走访已撤回：敲错门" in page.locator("main").inner_text()
    page.click("a:has-text('打开居民页')")
    assert page.locator(".timeline li:has-text('走访已撤回')").count() == 1
