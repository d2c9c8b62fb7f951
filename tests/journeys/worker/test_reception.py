"""Story 5, first-contact reception: whoever walks in gets their matter done, and whom they met first answers for it."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests import ease
from tests.ease import Steps
from tests.live import Live

pytestmark = pytest.mark.journey
LEAK = "楼上漏水，厨房天花板滴水"
NAME = "高正生"


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    """The resident's own phone."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def take_in(page: Any, letters: str, name: str, words: str) -> None:
    """From the day: who, what in their words, and the receipt."""
    page.click("main a:has-text('登记来访')")
    page.wait_for_selector("#id_who:focus")
    page.keyboard.type(letters)
    page.wait_for_selector(f"#who-hits button:has-text('{name}')")
    page.keyboard.press("Enter")
    page.wait_for_selector("#id_words:focus")
    page.keyboard.type(words)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".receipt")


def act(page: Any, name: str, **said: str) -> None:
    """One thing done to the case that is open."""
    page.click(f".acts summary:has-text('{name}')")
    form = page.locator(f".acts details[open]:has(> summary:has-text('{name}')) form")
    for field, value in said.items():
        box = form.locator(f"[name={field}]").first
        if box.evaluate("one => one.tagName") == "SELECT":
            box.select_option(label=value)
        elif box.get_attribute("type") == "radio":
            form.locator(f"[name={field}][value={value}]").check()
        else:
            box.fill(value)
    form.locator(".button--main").click()
    page.wait_for_selector("#notices:has-text('已记录')")


def test_a_walk_in_leaves_with_a_receipt(live: Live, page: Any, steps: Steps, axe: Any) -> None:
    live.sign_in(page, "wang")
    with steps.of(ease.MATTER, text=len(LEAK)):
        take_in(page, "rzs", "任兆生", LEAK)
    told = page.locator(".receipt").inner_text()
    assert [
        word
        for word in ("恒丰居委会 首问接待回执", "漏水、墙面渗水", "王社工", "最晚答复日期", "12345")
        if word not in told
    ] == []
    assert page.locator(".receipt .qr img").is_visible()
    axe(page)
    page.click("text=查看事项")
    axe(page)


def test_whom_they_met_first_answers_for_it_to_the_end(
    live: Live, page: Any, other_page: Any, phone: Any, axe: Any
) -> None:
    live.sign_in(page, "gu")
    take_in(page, "gzs", NAME, "楼道灯坏了，晚上看不见台阶")
    code = page.locator(".receipt .code").inner_text()
    page.click("text=查看事项")
    case = page.url
    act(page, "移交并附说明", to="孙社工", words="灯座在三楼，要借梯子")

    sun = other_page
    live.sign_in(sun, "sun")
    sun.click("main a.chip:has-text('待我接受')")
    sun.locator("#cases tbody tr", has_text="晚上看不见台阶").locator("a.strong").click()
    act(sun, "接受")
    act(sun, "记录到场查看", words="灯座烧坏，需换")
    act(sun, "作出承诺", due=_in_days(sun, 2), words="后天前换好三楼灯座")

    phone.goto(f"{live.url}/q/{code}/")
    assert "后天前换好三楼灯座" in phone.locator("main").inner_text()
    assert [word for word in (NAME, "恒丰路", "灯座烧坏，需换", "晚上看不见台阶") if word in phone.content()] == []
    axe(phone)

    act(sun, "办结", result="已解决", words="三楼灯座已换，整层已检查")
    assert "经办人不能自己回访" in sun.locator("main").inner_text()
    assert sun.locator(".acts summary:has-text('回访')").count() == 0

    live.sign_in(page, "li")
    page.goto(case)
    assert page.locator(".fact:has-text('首问责任人') .value").inner_text() == "顾社工"
    act(page, "回访", reached="yes", speed="yes", attitude="yes", result="no", words="四楼的也不亮")
    phone.reload()
    assert phone.locator("[aria-current=step]").inner_text() == "已核实"
    phone.click("summary:has-text('事情还没办好')")
    phone.fill("#reopen-words", "四楼的灯也不亮")
    phone.click("details button")
    phone.wait_for_selector("[aria-current=step]:has-text('办理中')")
    page.goto(case)
    assert page.locator(".badge:has-text('重新办理')").is_visible()
    assert page.locator(".fact:has-text('经办人') .value").first.inner_text() == "孙社工"
    axe(page)


def _in_days(page: Any, days: int) -> str:
    """A day from now, as the browser's date field wants it."""
    return str(page.evaluate(f"() => new Date(Date.now() + {days} * 864e5).toISOString().slice(0, 10)"))
