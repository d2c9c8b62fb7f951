"""Takes docs/picture.png, the picture of the READMEs, from a running demo: .venv/bin/python docs/picture.py [address].

A building of 恒丰 as a grid, one home open beside it, as a social worker sees it. In 256 colours, to stay small.
"""

import io
import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).with_name("picture.png")
CHROMIUM = os.environ.get("SHEQUYUN_CHROMIUM", "/usr/bin/chromium")
WHO, PASSWORD = "wang", "Shequyun2021"
BUILDING, ROOM = "恒丰路610弄3号", "204"


def main() -> None:
    """Sign in, open the building and the home, take the picture."""
    url = (sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000").rstrip("/")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(locale="zh-CN", viewport={"width": 1366, "height": 768})
        page.set_default_timeout(60_000)
        page.goto(f"{url}/sign-in/")
        page.fill("#id_username", WHO)
        page.fill("#id_password", PASSWORD)
        page.click("button.button--main")
        page.wait_for_selector("header.top")
        page.goto(f"{url}/buildings/?text={BUILDING}")
        page.locator("#main a", has_text=BUILDING).first.click()
        page.locator("a.home", has_text=ROOM).click()
        page.locator("#drawer").get_by_text(ROOM).first.wait_for()
        page.wait_for_load_state("networkidle")
        shot = page.screenshot()
        browser.close()
    image = Image.open(io.BytesIO(shot)).convert("RGB").quantize(256)
    image.save(PICTURE, optimize=True)
    print(f"{PICTURE}: {PICTURE.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
