"""What a program brings, read from its parameters. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from shequyun.engines.cases.choices import Urgency
from shequyun.programmes.open311.rules.asking import BadParameter, NoSuchThing
from shequyun.programmes.open311.rules.services import services

MOST_WORDS = 4000
_URL = re.compile(r"https?://[^\s<>\"]{4,300}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,180}")


@dataclass(frozen=True)
class Brought:
    """A request as it was sent. `address` is a text; a pair of coordinates without one stands for it."""

    service: str
    words: str
    address: str
    caller: str = ""
    phone: str = ""
    email: str = ""
    media_url: str = ""
    urgency: str = Urgency.NORMAL.value
    account: str = ""

    def key(self, client: UUID, day: str) -> UUID:
        """The same thing from the same application and caller on one day is one request."""
        parts = (day, self.service, self.words, self.address, self.caller, self.phone, self.email, self.account)
        return uuid5(client, "\x1f".join(parts))


def read_brought(said: Mapping[str, str]) -> Brought:
    """The parameters of POST requests. Refuses no known service, no place, no words, what cannot be read."""
    code = said.get("service_code", "").strip()
    if not code:
        raise BadParameter(name="service_code", why=str(_("it is required")))
    if code not in services():
        raise NoSuchThing(name=f"service_code {code[:40]}")
    words = said.get("description", "").strip()
    if not words or len(words) > MOST_WORDS:
        raise BadParameter(
            name="description", why=str(_("it is required, with at most %(most)s characters") % {"most": MOST_WORDS})
        )
    urgency = said.get("attribute[urgency]", "").strip() or Urgency.NORMAL
    if urgency not in Urgency.values:
        raise BadParameter(name="attribute[urgency]", why=urgency[:40])
    name = f"{said.get('last_name', '').strip()}{said.get('first_name', '').strip()}"[:64]
    return Brought(
        code, words, _place(said), name, said.get("phone", "").strip()[:20], _matching(said, "email", _EMAIL),
        _matching(said, "media_url", _URL), str(urgency), (said.get("account_id") or said.get("device_id") or "")[:80],
    )  # fmt: skip


def _place(said: Mapping[str, str]) -> str:
    """An address in words goes before coordinates, because the register finds it."""
    if address := (said.get("address_string", "") or said.get("address", "")).strip():
        return address[:120]
    pair = []
    for name, most in (("lat", 90), ("long", 180)):
        try:
            value = float(said.get(name, ""))
        except ValueError:
            raise BadParameter(name=name, why=str(_("lat and long, or address_string, are needed"))) from None
        if not -most <= value <= most:
            raise BadParameter(name=name, why=f"{value}")
        pair.append(f"{value:.6f}")
    return ",".join(pair)


def _matching(said: Mapping[str, str], name: str, form: re.Pattern[str]) -> str:
    text = said.get(name, "").strip()
    if text and not form.fullmatch(text):
        raise BadParameter(name=name, why=text[:40])
    return text
