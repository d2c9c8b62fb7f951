"""Story 9: a deputy listens. Opinions in residents' words, merged, handed in, answered, and every author told."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.live import Live

pytestmark = pytest.mark.journey
THEME, TITLE = "适老化无障碍改造座谈", "在老年人集中的楼栋加装扶手"
SAID = ("三楼拐角没有扶手，我走一步停一步。", "楼梯扶手只装到二楼。", "最好每层都有个折叠凳。")
PROPOSAL = "由街道结合适老化改造，逐栋加装双侧扶手。"


def test_from_a_sentence_to_its_answer(live: Live, page: Any, other_page: Any, axe: Any) -> None:
    live.sign_in(page, "li")
    listen(page, axe)
    suggest(page, axe)
    live.sign_in(other_page, "chen")
    answer(other_page)
    tell(page, axe)
    take_home(page)


def listen(page: Any, axe: Any) -> None:
    """A session with the deputies of the last one; three opinions without the mouse."""
    page.click(".side a[href='/sessions/']")
    page.click(".page-head .button--main")
    page.fill("#id_theme", THEME)
    page.click(".form-actions .button--main")
    page.click("text=开始记录")
    axe(page)
    who = "张"
    for number, words in enumerate(SAID):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
        if number == 0:
            who = chosen_resident(page)
        elif number == 1:
            page.keyboard.type("孙伯伯")
        else:
            page.check("input[name=anonymous]")
        page.keyboard.press("Control+Enter")
        page.wait_for_function("n => document.querySelectorAll('.opinions tbody tr').length === n", arg=number + 1)
    assert page.locator(".opinions tbody td:nth-child(4)").all_inner_texts() == ["匿名", "孙伯伯", who]


def chosen_resident(page: Any) -> str:
    """Type a name, choose whom the register offers; returns the name."""
    page.keyboard.type("张", delay=20)
    page.wait_for_selector("#who-options option", state="attached")
    label = page.locator("#who-options option").first.get_attribute("value")
    page.fill("#who", label)
    return str(label).partition(" · ")[0]


def suggest(page: Any, axe: Any) -> None:
    """Two that say the same become a suggestion; the third joins it; it is handed in."""
    boxes = page.locator(".opinions tbody input[name=opinion]")
    boxes.nth(1).check()
    boxes.nth(2).check()
    page.click("#bulk [data-dialog='#make']")
    page.fill("#title", TITLE)
    page.check("#make input[value=subdistrict]")
    page.click("#make .button--main")
    page.wait_for_selector(".author")
    axe(page)
    page.fill("#id_proposal", PROPOSAL)
    page.click("form.sheet .form-actions .button--main")
    page.wait_for_selector(".notice--success")
    page.click("text=提交建议")
    page.wait_for_selector(".clock:has-text('交办')")
    axe(page)
    page.click(".side a[href='/sessions/']")
    page.click(f"a.strong:has-text('{THEME}')")
    page.locator(".opinions tbody input[name=opinion]").check()
    page.click("#bulk [data-dialog='#join']")
    page.select_option("#into", label=option(page))
    page.click("#join .button--main")
    page.wait_for_selector(".author")
    assert page.locator(".author input, .author .badge--bad").count() == 0  # nobody waits before there is an answer
    names = page.locator(".author > span:nth-child(2)").all_inner_texts()
    assert names[1:] == ["孙伯伯", "匿名", "沈一鸣", "顾建华"]


def option(page: Any) -> str:
    """The suggestion of this journey in the list of those to join."""
    return str(page.locator(f"#into option:has-text('{TITLE}')").inner_text())


def answer(page: Any) -> None:
    """The subdistrict takes it on and answers: in this year's plan, with a day; without the day it is asked for."""
    page.click(".side a[href='/suggestions/']")
    page.click(f"a.strong:has-text('{TITLE}')")
    page.select_option("#to", label="陈科长")
    page.click("button:text-is('交办')")
    page.click("summary:text-is('登记答复')")
    page.select_option("#result", "2")
    page.fill("#answer-words", "已列入年度适老化改造，十二月底前完成。")
    page.click("button:text-is('登记答复')")
    page.wait_for_selector(".notice--error")
    assert page.input_value("#answer-words") == "已列入年度适老化改造，十二月底前完成。"
    page.fill("#by", "2027-03-31")
    page.click("button:text-is('登记答复')")
    page.wait_for_selector(".answer")


def tell(page: Any, axe: Any) -> None:
    """Named authors by phone, the anonymous on the board, the deputies in writing: then everybody is told."""
    page.reload()
    assert page.locator(".page-head .badge").first.inner_text().strip() == "已答复，待告知"
    for name, way in (("opinion", "phone"), ("opinion", "board"), ("deputy", "letter")):
        boxes = page.locator(f".author input[name={name}]")
        if way != "phone":  # the named are chosen beforehand
            for place in range(boxes.count()):
                boxes.nth(place).check()
        page.select_option("#way", way)
        page.click("text=登记已告知")
        page.wait_for_load_state()
    axe(page)
    assert page.locator(".page-head .badge").first.inner_text().strip() == "已全部告知"


def take_home(page: Any) -> None:
    """The session ends; its report as Word and PDF holds every sentence and no name."""
    page.click(".side a[href='/sessions/']")
    page.click(f"a.strong:has-text('{THEME}')")
    page.click("[data-dialog='#close']")
    page.fill("#outcome", "代表将持续跟踪扶手加装进度。")
    page.click("#close .button--main")
    with page.expect_download() as word:
        page.click("button[value=docx]")
    text = "\n".join(one.text for one in Document(BytesIO(Path(word.value.path()).read_bytes())).paragraphs)
    assert [words for words in (*SAID, TITLE, THEME, "代表将持续跟踪扶手加装进度。") if words not in text] == []
    assert "孙伯伯" not in text
    with page.expect_download() as paper:
        page.click("button[value=pdf]")
    assert Path(paper.value.path()).read_bytes()[:5] == b"%PDF-"
