"""What the field app takes on the phone itself: a real Chromium whose script is slowed down as on a cheap phone."""

import base64
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench.phones import SIZES, committee, touch
from bench.rows import Row, measure
from bench.served import HOST, serving
from bench.world import World
from shequyun.engines.sync.actions import enrol_device, revoke_device
from shequyun.engines.sync.queries import office_point
from shequyun.engines.sync.queries.devices import hashed

SLOWER = 4  # times: what a phone of the lower class takes for the same script
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
GOAL = 200  # milliseconds for a search


@measure("handset")
def handset(world: World) -> Iterator[Row]:
    """Setting up, opening, an increment, and searching, in committees of the usual and of a very large size."""
    with serving() as port, _pages(f"http://{HOST}:{port}/field/") as fresh:
        for people in (300,) if world.tiny else SIZES:
            yield from _one(people, fresh())


def _one(people: int, page: Any) -> Iterator[Row]:
    actor = committee(people)
    made = enrol_device(actor, community=actor.area, name="bench")
    told = {
        "token": made.token,
        "hash": base64.b64encode(hashed(made.token.partition(".")[2])).decode(),
        "office": base64.b64encode(office_point(made.device_id)).decode(),
        "worker": actor.name,
        "community": actor.area,
    }
    whole = page.evaluate(_FIRST, told)
    touch(actor)
    part, opened, search = page.evaluate(_AGAIN), page.evaluate(_OPEN), page.evaluate(_SEARCH, people)
    slow = f"script slowed {SLOWER} times"
    yield Row(
        f"phone: first slice, {people:,} people", whole / 1000, "s", 30, remark=f"fetched, sealed, indexed; {slow}"
    )
    yield Row(f"phone: increment, 5 of {people:,} people changed", part / 1000, "s", remark=slow)
    yield Row(f"phone: unlocking with {people:,} people", opened / 1000, "s", remark=f"after the PIN's key; {slow}")
    remark = f"index {search['index_ms']:.0f} ms; the slowest of name, initials, pinyin, room and nothing; {slow}"
    yield Row(f"phone: search in {people:,} people", search["worst_ms"], "ms", GOAL, remark=remark)
    revoke_device(actor, made.device_id, reason="bench")


@contextmanager
def _pages(address: str) -> Iterator[Any]:
    """Makes pages of the app, each of a phone that holds nothing yet."""
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        path = os.environ.get("SHEQUYUN_CHROMIUM", "/usr/bin/chromium")
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)

        def fresh() -> Any:
            context = chromium.new_context(viewport={"width": 390, "height": 844})
            page = context.new_page()
            page.set_default_timeout(600_000)
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            page.goto(address)
            page.wait_for_selector("main")
            return page

        yield fresh
        chromium.close()


_FIRST = """async (told) => {
  const [vault, store, slice] = await Promise.all(['vault', 'store', 'slice'].map((name) => import(`/static/field/${name}.js`)));
  await vault.setUp('135790', told);
  await store.keep('phone', { device: told.token.split('.')[0], lapse_days: 14, last_contact: Date.now(), seen_at: Date.now() });
  const began = performance.now();
  await slice.fetchSlice();
  return performance.now() - began;
}"""
_AGAIN = """async () => {
  const { fetchSlice } = await import('/static/field/slice.js');
  const began = performance.now();
  await fetchSlice();
  return performance.now() - began;
}"""
_OPEN = """async () => {
  const { openSlice } = await import('/static/field/slice.js');
  const began = performance.now();
  await openSlice();
  return performance.now() - began;
}"""
_SEARCH = "(people) => import('/static/field/measuring.js').then(({ measure }) => measure(people))"
