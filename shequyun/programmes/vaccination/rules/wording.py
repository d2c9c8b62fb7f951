"""Why somebody stands where they do, in one sentence."""

from datetime import date, timedelta
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shequyun.programmes.vaccination.choices import State
from shequyun.programmes.vaccination.rules.standing import Standing

FAR = timedelta(days=730)  # a booster at the age of 60 says nothing to somebody of 37


def why(now: Standing) -> str:
    """The sentence for a standing."""
    if now.state == State.UNKNOWN:
        return (
            _("The product does not say which schedule applies.")
            if now.doses
            else _("No doses recorded; ask to see the certificate.")
        )
    if now.state in (State.MAY_NOT, State.REFUSES):
        return _("No recalls while this is in force.")
    words = [_received(now), *_next(now)]
    return " ".join(word for word in words if word)


def _received(now: Standing) -> str:
    if not now.doses:
        return "" if now.state == State.NOTHING else str(_("No doses are known."))
    words = ngettext("%(n)d dose, on %(day)s.", "%(n)d doses, the last on %(day)s.", now.doses)
    return str(words % {"n": now.doses, "day": _day(now.last_on)})


def _next(now: Standing) -> list[str]:
    if now.state == State.NOTHING:
        return [_("No rule in force requires a dose.")]
    if now.due_from is None:
        return [_("The course is complete.")] if now.full else []
    forms = {
        State.YOUNG: _("Old enough from %(due)s on."),
        State.WAITING: _("The next one is possible from %(due)s on."),
        State.DUE: _("Due since %(due)s."),
        State.OVERDUE: _("Due since %(due)s, overdue since %(late)s."),
        State.BOOSTER: _("Booster due since %(due)s."),
        State.COMPLETE: _("Complete; the next one from %(due)s on."),
    }
    if now.state == State.COMPLETE and now.last_on and now.due_from - now.last_on > FAR:
        return [_("The course is complete.")]
    said: dict[str, Any] = {"due": _day(now.due_from), "late": _day(now.late_from)}
    return [forms[now.state] % said]


def _day(day: date | None) -> str:
    return formats.date_format(day, "Y-m-d") if day else "—"
