"""The phone's own authenticator beside the PIN: switched on at set-up or later, without a network, and never the only way in."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser import PHONES
from tests.journeys.field.phone import Phone
from tests.live import Live

pytestmark = pytest.mark.journey
OPEN, USE, SHUT = "用指纹或面容打开", "text=启用指纹或面容", "手机未确认是本人"


class Finger:
    """The sensor of a phone, and who touches it."""

    def __init__(self, phone: Phone, *, keys: bool = True) -> None:
        self.session = phone.context.new_cdp_session(phone.page)
        self.session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasResidentKey": True,
            "hasUserVerification": True, "hasPrf": keys, "isUserVerified": True, "automaticPresenceSimulation": True,
        }  # fmt: skip
        self.key = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def belongs(self, to_the_worker: bool) -> None:
        """Whether it is the worker's from now on."""
        self.session.send("WebAuthn.setUserVerified", {"authenticatorId": self.key, "isUserVerified": to_the_worker})

    def forgotten(self) -> None:
        """All fingerprints were taken off in the phone's settings."""
        self.session.send("WebAuthn.clearCredentials", {"authenticatorId": self.key})


def locked(phone: Phone) -> None:
    """By its worker."""
    phone.page.evaluate("location.hash = '#/phone'")
    phone.page.click("text=立即锁定")
    phone.page.wait_for_selector(".start--lock")


def touched(phone: Phone, then: str) -> None:
    """The key above the pad."""
    phone.page.click(f".start--lock .key:has-text('{OPEN}')")
    phone.page.wait_for_selector(then)


@pytest.mark.parametrize("aged", PHONES, indirect=True)
def test_a_finger_opens_it_in_the_stairwell_and_the_pin_goes_on_opening_it(
    live: Live, phones: Callable[[], Phone], axe: Any
) -> None:
    wang = phones()
    finger = Finger(wang)
    wang.set_up("wang", beside=[USE])
    wang.offline()
    locked(wang)
    axe(wang.page)
    touched(wang, ".strip")
    locked(wang)
    finger.belongs(False)
    touched(wang, f".lead:has-text('{SHUT}')")
    wang.enter()
    wang.page.wait_for_selector(".strip")


def test_it_is_switched_on_with_the_pin_alone_and_a_lost_finger_loses_nothing(
    live: Live, phones: Callable[[], Phone], axe: Any
) -> None:
    gu = phones()
    gu.set_up("gu")
    finger = Finger(gu)
    gu.page.evaluate("location.hash = '#/phone'")
    gu.page.click("button:text-is('启用')")
    axe(gu.page)
    gu.enter("246801")
    gu.page.wait_for_selector("dialog .lead:has-text('再错 5 次')")
    gu.enter()
    gu.page.wait_for_selector("button:text-is('停用')")
    finger.forgotten()
    locked(gu)
    touched(gu, f".lead:has-text('{SHUT}')")
    gu.enter()
    gu.page.wait_for_selector(".strip")
    gu.page.evaluate("location.hash = '#/phone'")
    gu.page.click("button:text-is('停用')")
    gu.page.click("button:text-is('启用')")
    gu.enter()
    gu.page.wait_for_selector("button:text-is('停用')")
    locked(gu)
    touched(gu, ".strip")
    gu.page.evaluate("location.hash = '#/phone'")
    gu.page.click("button:text-is('停用')")
    gu.page.click("button:text-is('启用')")
    for left in ("5", "4", "3", "2", "1"):
        gu.enter("246801")
        gu.page.wait_for_selector(f"dialog .lead:has-text('再错 {left} 次')")
    gu.enter("246801")
    gu.page.wait_for_selector("p:has-text('口令连续六次输错。')")


def test_an_authenticator_that_gives_no_key_leaves_the_pin(live: Live, phones: Callable[[], Phone]) -> None:
    sun = phones()
    Finger(sun, keys=False)
    sun.set_up("sun", beside=[USE, ".lead:has-text('未能提供可用的密钥')", ".key:has-text('只用口令')"])
    locked(sun)
    assert sun.page.locator(".start--lock .key").count() == 0
    sun.open()
