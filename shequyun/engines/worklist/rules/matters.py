"""Who may ask for what, and what a committee may refuse. Pure.

Regulation of Shanghai's residents' committees (上海市居民委员会工作条例, 2017): art. 27 lists what a committee assists
with, and it may refuse the rest; no department may hand it its own duties or give it tasks directly (art. 38 says what
follows). Work for a subdistrict needs the subdistrict's admission (街道办事处条例 art. 10).
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput, NotNow
from shequyun.engines.worklist.choices import LEVELS, Asker

REFUSAL_RULE = _(
    "Regulation of Shanghai's residents' committees (2017), art. 27: what is not on the list may be refused."
)
SANCTION_RULE = _(
    "Art. 38: those who pass their own duties to a committee are told to correct this and are held responsible."
)
ADMISSION_RULE = _("Regulation of Shanghai's subdistrict offices, art. 10: work needs the subdistrict's approval.")


class NotTheirs(BadInput):
    sentence = _("“%(name)s” is the committee's own work; it cannot be handed out from above.")


class NothingToDo(BadInput):
    sentence = _("Nobody is on the list, so there is nothing to hand out.")


class DueInThePast(BadInput):
    sentence = _("The due date %(day)s has already passed. Choose today or a later day.")


class UnknownField(BadInput):
    sentence = _("“%(field)s” is not a field that can be recorded here.")


class TitleMissing(BadInput):
    sentence = _("Give the drive a title.")


class OnTheList(NotNow):
    sentence = _(
        "“%(name)s” is on the list of matters (%(ground)s), so it cannot be refused. Ask for a later date instead."
    )


class OwnDrive(NotNow):
    sentence = _("This is the committee's own drive; there is nothing to refuse or approve.")


class AlreadyRuled(NotNow):
    sentence = _("%(who)s already decided this on %(day)s: %(ruling)s.")


def asker_of(area: str) -> Asker:
    """Who asks, by the area of the post."""
    return LEVELS.get(len(area), Asker.COMMITTEE)


def needs_approval(asker: str) -> bool:
    """What comes from above a subdistrict needs its admission first."""
    return asker in (Asker.DISTRICT, Asker.CITY)


def check_may_ask(asker: str, *, name: str, own: bool) -> None:
    """Refuses the committee's own work when it is asked from above."""
    if own and asker != Asker.COMMITTEE:
        raise NotTheirs(name=name)


def check_can_refuse(*, asker: str, listed: bool, name: str, ground: str) -> None:
    """A committee refuses what others ask of it and the list does not hold."""
    if asker == Asker.COMMITTEE:
        raise OwnDrive()
    if listed:
        raise OnTheList(name=name, ground=ground)


def holds(valid_from: date, valid_to: date | None, on: date) -> bool:
    """Whether a line of the list holds on a day."""
    return valid_from <= on and (valid_to is None or on < valid_to)


def asked_fields(kind: str, names: Any) -> list[str]:
    """The fields of a matter that can be asked of a kind of subject: "resident.phone" -> "phone" for residents."""
    found = [name.partition(".") for name in names]
    return [field for subject, _dot, field in found if subject == kind and field]
