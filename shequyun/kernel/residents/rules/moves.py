"""When somebody may move in or out, be born or die, and how households split and merge. Pure."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput, NotNow

HEAD = "02"


class AlreadyHere(NotNow):
    """One open stay of a kind per dwelling."""

    code = "residents.already_here"
    sentence = _("This resident is already recorded at this home.")


class InTheFuture(BadInput):
    """The register records what has happened."""

    code = "residents.in_the_future"
    sentence = _("The date is in the future. Record it on the day it happens.")


class BeforeItBegan(BadInput):
    """Nobody leaves before they came."""

    code = "residents.before_it_began"
    sentence = _("The date is before the stay began (%(from_date)s).")


class EndedAlready(NotNow):
    """A stay ends once."""

    code = "residents.ended_already"
    sentence = _("This stay has already ended.")


class TwoHeads(NotNow):
    """A household has one head."""

    code = "residents.two_heads"
    sentence = _("This household already has a head. Choose another relation, or change the head first.")


class DiedAlready(NotNow):
    """The dead do not move."""

    code = "residents.died_already"
    sentence = _("A date of death is recorded for this resident.")


class NothingLeft(BadInput):
    """A split leaves somebody behind and takes somebody along."""

    code = "residents.nothing_left"
    sentence = _("Choose at least one member to split off, and leave at least one.")


class HeadNotChosen(BadInput):
    """The head of the new household is one of those who leave."""

    code = "residents.head_not_chosen"
    sentence = _("Choose the head of the new household among the members who are split off.")


class DifferentHomes(NotNow):
    """Households merge within one dwelling and one kind."""

    code = "residents.different_homes"
    sentence = _("Only households of the same home and the same kind can be merged.")


class SameRecord(BadInput):
    """A record is not merged with itself."""

    code = "residents.same_record"
    sentence = _("Choose two different records.")


class DifferentCommunities(NotNow):
    """Records of two communities are linked by the document, never merged."""

    code = "residents.different_communities"
    sentence = _("The two records belong to different committees. They are linked by the document instead.")


def check_date(on: date, *, today: date, began: date | None = None) -> None:
    """An event happened between the beginning of the stay and today."""
    if on > today:
        raise InTheFuture(on=on.isoformat())
    if began is not None and on < began:
        raise BeforeItBegan(on=on.isoformat(), from_date=began.isoformat())


def check_head(relation: str, relations: Collection[str]) -> None:
    """Whoever joins as head finds no head there."""
    if relation == HEAD and HEAD in relations:
        raise TwoHeads()


def check_split(leaving: Collection[object], members: Collection[object], head: object) -> None:
    """Some leave, some stay, and the new head is one of those who leave."""
    if not leaving or len(set(leaving)) >= len(set(members)) or not set(leaving) <= set(members):
        raise NothingLeft()
    if head not in leaving:
        raise HeadNotChosen()
