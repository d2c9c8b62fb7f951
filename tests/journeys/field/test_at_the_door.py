"""Stories 1 to 4 at the door: without a network, with a killed browser in the middle, and nothing is lost."""

import base64
import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from tests import ease
from tests.browser import PHONES
from tests.ease import Steps
from tests.journeys.field.phone import Phone
from tests.live import Live

pytestmark = pytest.mark.journey
DOOR = "光复路195弄3号"
NEW = "11010519491231002X"
SOMEBODY = {
    "browser": ("凌霄", NEW, "1949-12-31"),
    "old_browser": ("凌云", "110105195001020018", "1950-01-02"),
}


@pytest.fixture
def wang(phones: Callable[[], Phone]) -> Phone:
    """The phone of a worker, set up."""
    phone = phones()
    phone.set_up("wang")
    return phone


def first_room(phone: Phone) -> str:
    """The first door of the building that is left to do."""
    return phone.page.locator(".foot .key--main").inner_text().removeprefix("去 ")


@pytest.mark.parametrize(
    ("aged", "name", "number", "born"), [(one, *SOMEBODY[one]) for one in PHONES], indirect=["aged"], ids=PHONES
)
def test_a_stairwell_without_a_network(
    live: Live, wang: Phone, axe: Any, page: Any, name: str, number: str, born: str
) -> None:
    wang.to_building(DOOR)
    axe(wang.page)
    wang.offline()
    room = first_room(wang)
    wang.page.click(".foot .key--main")
    axe(wang.page)
    wang.page.click("text=新增人员")
    assert wang.page.locator(".document .note").inner_text() == "此浏览器不能用摄像头识别证件，请手工输入号码。"
    wang.page.fill("[name=name]", name)
    wang.page.fill("[name=document_number]", number[:-1] + "1")
    assert wang.page.locator(".feedback").inner_text() == "校验位不符：有一位输错了。"
    wang.page.fill("[name=document_number]", number)
    assert wang.page.locator(".feedback").inner_text() == "号码校验通过。"
    assert wang.page.locator("[name=birth_date]").input_value() == born
    axe(wang.page)
    wang.page.wait_for_timeout(400)
    wang.kill()
    wang.open()
    wang.to_home(DOOR, room)
    wang.page.click("text=新增人员")
    wang.page.wait_for_function("(name) => document.querySelector('[name=name]').value === name", arg=name)
    wang.page.click("text=登记此人")
    wang.page.wait_for_selector(f".row-link:has-text('{name}')")
    here = wang.page.evaluate("location.hash")
    wang.page.click(".visit button[value=met]")
    wang.page.click("text=登记走访")
    wang.page.wait_for_selector(f"#told:has-text('{room}')")
    wang.page.wait_for_function("(before) => location.hash !== before", arg=here)
    wang.kill()
    wang.open()
    wang.page.wait_for_selector(".strip:text-is('离线 · 待传 2')")
    wang.offline(False)
    wang.sent()
    wang.page.click(".strip")
    wang.page.wait_for_selector(".record[data-state=done] >> nth=1")
    axe(wang.page)
    live.sign_in(page, "li")
    page.goto(f"{live.url}/search/?q={number}")
    page.click(f"a:has-text('{name}')")
    assert page.locator(".timeline").inner_text().count("走访") > 0


def test_a_person_found_a_dose_and_a_photo_in_the_stairwell(live: Live, wang: Phone, page: Any) -> None:
    wang.offline()
    wang.page.click(".places a[href='#/find']")
    wang.page.fill(".search", "qfb")
    wang.page.click("#found .row-link:has-text('钱福波')")
    wang.page.click("#fact-phone button")
    wang.page.fill("#fact-phone input", "16300007788")
    wang.page.click("#fact-phone .key--main")
    wang.page.wait_for_selector("#fact-phone .value:has-text('163****7788')")
    wang.page.click("summary:has-text('疫苗接种')")
    wang.page.select_option("[name=product]", "flu_split")
    wang.page.click("text=登记接种")
    wang.page.wait_for_selector("summary:has-text('疫苗接种：2 剂'), li:has-text('流感病毒裂解疫苗')", state="attached")
    wang.page.click(".back")
    wang.page.click(".visit button[value=met]")
    wang.page.click(".visit summary")
    wang.page.set_input_files(
        ".visit input[type=file]", {"name": "门.jpg", "mimeType": "image/jpeg", "buffer": taken()}
    )
    wang.page.wait_for_selector("text=已拍 1 张，已去除位置和拍摄信息")
    wang.page.click("text=登记走访")
    wang.page.wait_for_selector("#told:has-text('已登记')")
    with wang.page.expect_request(lambda one: one.url.endswith("/api/envelopes/")) as sending:
        wang.offline(False)
    told = {one["kind"]: one["values"] for one in sending.value.post_data_json["envelopes"]}
    assert sorted(told) == ["correct", "dose", "photo", "visit"]
    arrived = base64.b64decode(told["photo"]["jpeg"])
    with Image.open(io.BytesIO(arrived)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((960, 1280), {})
    assert [mark in arrived for mark in (b"Exif\0\0", b"CAMERA-MAKER")] == [False] * 2
    wang.sent()
    live.sign_in(page, "li")
    page.goto(f"{live.url}/search/?q=qfb")
    page.click("a:has-text('钱福波')")
    assert page.locator("#value-phone").inner_text() == "163****7788"
    assert page.locator(".timeline li:has(.diff) .note").first.inner_text().startswith("上门走访 · 王社工 · ")
    assert "流感病毒裂解疫苗" in page.locator("#main").inner_text()


def test_a_document_is_read_by_a_camera_that_can(live: Live, page: Any) -> None:
    """Chromium on a desk has no reader of text: one stands in for the phone's, and finds the number among other words."""
    page.goto(f"{live.url}/field/")
    read = """async (texts) => { const { numberOf } = await import('/static/field/reader.js');
    return texts.map((one) => numberOf(one, 'mainland_id')); }"""
    card = ["中华人民共和国", f"公民身份号码 {NEW}", "住址 光复路195弄3号"]
    assert page.evaluate(read, [card, ["公民身份号码 110105194912310021"], []]) == [NEW, "", ""]


def test_a_browser_that_cannot_read_the_app_is_told(live: Live, page: Any) -> None:
    page.route(
        "**/field/app.js", lambda route: route.fulfill(content_type="text/javascript", body="words of another day")
    )
    page.goto(f"{live.url}/field/")
    page.wait_for_selector("#too-old:has-text('浏览器版本太旧')")


def taken() -> bytes:
    """A picture as a phone's camera makes it: large, on its side, with maker and place in it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "CAMERA-MAKER"
    exif.get_ifd(0x8825)[1], exif.get_ifd(0x8825)[2] = "N", (31.0, 14.0, 9.0)
    out = io.BytesIO()
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(out, "JPEG", exif=exif)
    assert b"CAMERA-MAKER" in out.getvalue()
    return out.getvalue()


def test_a_visit_with_an_outcome_and_a_label(live: Live, wang: Phone, request: pytest.FixtureRequest) -> None:
    """Counted from the building to the next door."""
    steps = Steps(wang.page, request.config.getoption("--write-ease"))
    wang.page.reload()
    wang.open()
    wang.to_building("光复路195弄5号")
    with steps.of(ease.VISIT):
        wang.page.click(".foot .key--main")
        wang.page.click(".visit button[value=met]")
        wang.page.click(".visit .chip:has-text('重点关爱')")
        wang.page.click("text=登记走访")
        wang.page.wait_for_selector("#told:has-text('已登记')")
    wang.sent()


def test_a_colleague_takes_a_half_done_building_over(wang: Phone, phones: Callable[[], Phone]) -> None:
    door = "光复路195弄6号"
    wang.to_building(door)
    room = first_room(wang)
    wang.page.click(".foot .key--main")
    wang.page.click(".visit button[value=nobody_home]")
    assert wang.page.locator(".better").inner_text().startswith("建议改时间：")
    wang.page.evaluate(_FULL, True)
    wang.page.click("text=登记走访")
    wang.page.wait_for_selector("#told .told--error")
    wang.page.evaluate(_FULL, False)
    wang.page.click("text=登记走访")
    wang.page.wait_for_selector("#told:has-text('已登记')")
    wang.sent()
    sun = phones()
    sun.set_up("sun")
    sun.to_building(door)
    assert sun.page.locator(".relay").inner_text().startswith("王社工已走 ")
    assert sun.page.get_attribute(f".door:has(b:text('{room}'))", "data-state") == "nobody"


# The browser has no room for another row, or has it again.
_FULL = """(full) => {
  const store = IDBObjectStore.prototype;
  window.adding ||= store.add;
  store.add = full ? () => { throw new DOMException('full', 'QuotaExceededError'); } : window.adding;
}"""
