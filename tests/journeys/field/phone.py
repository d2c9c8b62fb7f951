"""A cheap phone in the hand of a worker: 390 × 844, touch, Chromium; its network can be cut."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from shequyun.faces.cli.management.commands.demo import PASSWORD
from tests.live import Live

PIN = "135790"
SLOW = 30_000  # milliseconds: the PIN's key is made to be slow, and the machine may be busy


class Phone:
    """What a worker does with it, in their words."""

    def __init__(self, live: Live, context: Any) -> None:
        self.live, self.context, self.page = live, context, context.new_page()
        self.page.set_default_timeout(SLOW)
        self.token = ""

    def set_up(self, username: str, pin: str = PIN, beside: Sequence[str] = ()) -> None:
        """Sign in, name it, choose a PIN, fetch the slice; the buildings stand there."""
        self.page.goto(f"{self.live.url}/field/")
        self.page.click("a.key--main")
        self.page.fill("#id_username", username)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("button.button--main")
        self.enrol(pin, beside)

    def enrol(self, pin: str = PIN, beside: Sequence[str] = ()) -> None:
        """Signed in already, as after a wipe. `beside` is what is touched where the phone has an authenticator."""
        self.page.wait_for_selector("form.card")
        self.page.click("form.card .key--main")
        for words in ("请设置", "请再输入"):
            self.page.wait_for_selector(f".lead:has-text('{words}')")
            self.enter(pin)
        for one in beside:
            self.page.click(one)
        self.page.wait_for_selector(".places")
        self.page.wait_for_function("navigator.serviceWorker.controller !== null")
        self.token = self.page.evaluate("import('/static/field/vault.js').then((vault) => vault.secrets.token)")

    def give_back(self) -> None:
        """Nobody may use more than a few phones: this one is the worker's no more."""
        if self.token:
            self.offline(False)
            told = {"Authorization": f"Device {self.token}", "Content-Type": "application/json"}
            self.context.request.post(f"{self.live.url}/field/api/departure/", headers=told, data="{}")

    def enter(self, pin: str = PIN) -> None:
        """The six digits."""
        for digit in pin:
            self.page.click(f"[data-digit='{digit}']")

    def open(self, pin: str = PIN) -> None:
        """Past the lock."""
        self.page.wait_for_selector(".start--lock")
        self.enter(pin)
        self.page.wait_for_selector(".strip")

    def to_building(self, door: str) -> None:
        """From anywhere to the grid of a building."""
        self.page.evaluate("location.hash = '#/'")
        self.page.click(f".row-link:has(b:text-is('{door}'))")
        self.page.wait_for_selector(".stairs")

    def to_home(self, door: str, room: str) -> None:
        """To one door of it."""
        self.to_building(door)
        self.page.click(f".door:has(b:text('{room}'))")
        self.page.wait_for_selector(f".bar h1:has-text('{room}')")

    def offline(self, off: bool = True) -> None:
        """In the stairwell, or out of it."""
        self.context.set_offline(off)

    def sent(self) -> None:
        """Wait until the office has everything."""
        self.page.wait_for_function(_NOTHING_WAITS)
        self.page.wait_for_selector(".strip[data-tone='ok'], .strip[data-tone='bad']")

    def kill(self) -> None:
        """The browser is killed in the middle, and the app started again."""
        self.page.close()
        self.page = self.context.new_page()
        self.page.set_default_timeout(SLOW)
        self.page.goto(f"{self.live.url}/field/")

    def kept(self) -> str:
        """Everything that the browser keeps of the app, as text: its database and its caches."""
        return str(self.page.evaluate(_EVERYTHING))


_NOTHING_WAITS = "import('/static/field/outbox.js').then((box) => box.waiting()).then((count) => count === 0)"
_EVERYTHING = """async () => {
  const text = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder('utf-8').decode(value) : typeof value === 'object' && value ? Object.entries(value).map(([key, one]) => key + text(one)).join(' ') : String(value);
  const open = await new Promise((resolve) => { const asked = indexedDB.open('shequyun-field'); asked.onsuccess = () => resolve(asked.result); });
  const rows = [];
  for (const name of open.objectStoreNames) rows.push(...await new Promise((resolve) => { const asked = open.transaction(name).objectStore(name).getAll(); asked.onsuccess = () => resolve(asked.result); }));
  open.close();
  const kept = [];
  for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys()) kept.push(one.url, await (await caches.match(one)).text());
  return rows.map(text).join(' ') + kept.join(' ') + JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage});
}"""


@contextmanager
def made(live: Live, browser: Any) -> Iterator[Callable[[], Phone]]:
    """Phones, as many as are asked for; thrown away at the end."""
    phones: list[Phone] = []

    def make() -> Phone:
        context = browser.new_context(
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport={"width": 390, "height": 844},
            is_mobile=True,
            has_touch=True,
            accept_downloads=True,
        )
        phones.append(Phone(live, context))
        return phones[-1]

    try:
        yield make
    finally:
        for phone in phones:
            phone.give_back()
            phone.context.close()
