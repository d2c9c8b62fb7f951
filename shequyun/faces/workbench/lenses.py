"""Lenses of the building grid: what a home looks like through each, in a class and in words."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shequyun.base.actor import Actor
from shequyun.base.ages import years_of
from shequyun.kernel.residents.queries import Home
from shequyun.programmes.vaccination.choices import State
from shequyun.programmes.vaccination.queries import HomeStanding, homes_standing

LENSES: dict[str, Any] = {
    "presence": _("Presence"),
    "freshness": _("Freshness"),
    "tenure": _("Tenure"),
    "age": _("Age"),
    "emptiness": _("Emptiness"),
    "vaccine": _("COVID-19 vaccine"),
    "flu": _("Influenza vaccine"),
}
VACCINES = {"vaccine": "covid", "flu": "influenza"}
OLD, VERY_OLD, ADULT = 60, 80, 18
FRESH, STALE = 90, 180  # days

LEGENDS: dict[str, list[tuple[str, Any]]] = {
    "presence": [
        ("is-good", _("lived in")),
        ("is-cold", _("hukou only")),
        ("is-empty", _("empty")),
        ("is-unknown", _("not known")),
    ],
    "freshness": [
        ("is-good", _("confirmed within 90 days")),
        ("is-mid", _("90 to 180 days")),
        ("is-bad", _("longer ago")),
    ],
    "tenure": [("is-good", _("own or public")), ("is-mid", _("rented")), ("is-unknown", _("not known"))],
    "age": [
        ("is-bad", _("somebody is 80 or older, alone")),
        ("is-mid", _("somebody is 60 or older")),
        ("is-info", _("children")),
        ("is-good", _("others")),
        ("is-empty", _("nobody")),
    ],
    "emptiness": [("is-empty", _("empty")), ("is-unknown", _("nobody known")), ("is-good", _("lived in"))],
}
for _lens in VACCINES:
    LEGENDS[_lens] = [
        ("is-bad", _("somebody overdue")),
        ("is-mid", _("somebody due")),
        ("is-good", _("nobody due")),
        ("is-unknown", _("not known")),
        ("is-empty", _("nobody")),
    ]


def lenses(actor: Actor) -> dict[str, Any]:
    """The lenses that the actor may look through."""
    return {name: label for name, label in LENSES.items() if name not in VACCINES or actor.can("vaccination.read")}


def prepared(actor: Actor, lens: str, building_id: Any, *, today: date) -> dict[Any, Any]:
    """What a lens needs of homes beyond the register, by home."""
    if lens not in VACCINES:
        return {}
    return homes_standing(actor, building_id, VACCINES[lens], on=today)


def seen_through(lens: str, home: Home, today: date, beside: dict[Any, Any] | None = None) -> tuple[str, Any]:
    """(class, words) of a home; `beside` is what was prepared."""
    if lens in VACCINES:
        return _vaccine((beside or {}).get(home.dwelling.pk))
    return _LENS.get(lens, _presence)(home, today)


def _vaccine(standing: HomeStanding | None) -> tuple[str, Any]:
    if standing is None:
        return "is-empty", _("nobody")
    late, due = standing.of(State.OVERDUE), standing.of(State.DUE, State.BOOSTER)
    if late:
        return "is-bad", _("%(n)d overdue") % {"n": late}
    if due:
        return "is-mid", _("%(n)d due") % {"n": due}
    if standing.of(State.UNKNOWN) == standing.people:
        return "is-unknown", _("not known")
    return "is-good", _("nobody due")


def _presence(home: Home, today: date) -> tuple[str, Any]:
    state = home.presence()
    if state == "living":
        return "is-good", ngettext("%(n)d lives here", "%(n)d live here", home.living) % {"n": home.living}
    words = {"absent": ("is-cold", _("hukou only")), "empty": ("is-empty", _("empty"))}
    return words.get(state, ("is-unknown", _("not known")))


def _freshness(home: Home, today: date) -> tuple[str, Any]:
    days = (today - home.seen).days if home.seen else None
    if days is None:
        return "is-unknown", _("not known")
    words = _("%(days)d days") % {"days": days}
    return ("is-good" if days <= FRESH else "is-mid" if days <= STALE else "is-bad"), words


def _tenure(home: Home, today: date) -> tuple[str, Any]:
    if home.rented:
        return "is-mid", _("rented")
    if home.dwelling.tenure:
        return "is-good", _("own or public")
    return "is-unknown", _("not known")


def _age(home: Home, today: date) -> tuple[str, Any]:
    if not home.living or home.oldest is None or home.youngest is None:
        return "is-empty", _("nobody")
    oldest, youngest = years_of(home.oldest, today), years_of(home.youngest, today)
    words = _("%(age)d years") % {"age": oldest}
    if oldest >= VERY_OLD and home.alone:
        return "is-bad", words
    if oldest >= OLD:
        return "is-mid", words
    return ("is-info" if youngest < ADULT else "is-good"), words


def _emptiness(home: Home, today: date) -> tuple[str, Any]:
    if home.living:
        return "is-good", _("lived in")
    return ("is-empty", _("empty")) if home.dwelling.use == "empty" else ("is-unknown", _("nobody known"))


_LENS: dict[str, Callable[[Home, date], tuple[str, Any]]] = {
    "presence": _presence,
    "freshness": _freshness,
    "tenure": _tenure,
    "age": _age,
    "emptiness": _emptiness,
}
