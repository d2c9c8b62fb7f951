"""The words of deputies: congresses, places to meet, states, levels of power, why an opinion is set aside, how people are
told."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Congress(TextChoices):
    """The people's congress that a deputy belongs to."""

    NATIONAL = "national", _("National People's Congress")
    CITY = "city", _("City people's congress")
    DISTRICT = "district", _("District people's congress")
    TOWN = "town", _("Town people's congress")


class Place(TextChoices):
    """Where deputies meet residents (家、站、点)."""

    HOME = "home", _("Home of deputies")
    STATION = "station", _("Deputies' liaison station")
    POINT = "point", _("Deputies' contact point")


class SessionState(TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Opinions are recorded")
    CLOSED = "closed", _("Session ended")
    CANCELLED = "cancelled", _("Cancelled")


class Author(TextChoices):
    """Whose words they are. Of the anonymous nothing is kept that tells who they are."""

    RESIDENT = "resident", _("A resident of the register")
    NAMED = "named", _("Gave a name")
    ANONYMOUS = "anonymous", _("Anonymous by choice")


class Power(TextChoices):
    """Which level has the power to do it; what suggestions are sorted by first (金山区人大, 2021)."""

    COMMITTEE = "committee", _("Committee")
    SUBDISTRICT = "subdistrict", _("Subdistrict")
    DISTRICT = "district", _("District")
    CITY = "city", _("City")


class Aside(TextChoices):
    """Why an opinion becomes no suggestion (Shanghai's rule on deputies' suggestions, art. 8)."""

    PERSONAL = "personal", _("A personal matter, to be handled as a case")
    COURT = "court", _("A single court or arbitration case")
    OUTSIDE = "outside", _("Not within the power of this city")
    ACADEMIC = "academic", _("Academic discussion or promotion of a product")
    EMPTY = "empty", _("Without content")
    SETTLED = "settled", _("Answered on the spot")


class Stage(TextChoices):
    """Where a suggestion stands; follows from its case and from who was told."""

    DRAFT = "draft", _("Draft")
    HANDED_IN = "handed_in", _("Handed in, to be assigned")
    HANDLED = "handled", _("Being handled")
    ANSWERED = "answered", _("Answered, authors to be told")
    TOLD = "told", _("Everybody told")
    WITHDRAWN = "withdrawn", _("Withdrawn")


STAGE_TONES = {"draft": "", "handed_in": "warn", "handled": "info", "answered": "bad", "told": "ok", "withdrawn": ""}


class Way(TextChoices):
    """How somebody was told of the answer."""

    PHONE = "phone", _("Told by phone")
    PERSON = "person", _("In person")
    MEETING = "meeting", _("At a meeting")
    LETTER = "letter", _("In writing")
    MESSAGE = "message", _("By message")
    BOARD = "board", _("On the notice board")


class Contentment(TextChoices):
    """What a deputy says of the answer (满意、基本满意、不满意, as offices ask them everywhere)."""

    CONTENT = "content", _("Satisfied")
    MOSTLY = "mostly", _("By and large satisfied")
    NOT = "not", _("Not satisfied")


RATING_TONES = {"content": "ok", "mostly": "info", "not": "bad"}


class ReportState(TextChoices):
    """Where a public-opinion report stands; follows from what happened to it."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    ADOPTED = "adopted", _("Adopted")
    USED = "used", _("Put to use")
    NOT_ADOPTED = "not_adopted", _("Not adopted")


REPORT_TONES = {"draft": "", "submitted": "info", "adopted": "ok", "used": "ok", "not_adopted": "warn"}


class Channel(TextChoices):
    """To whom a public-opinion report goes, and by whom it is adopted."""

    SUBDISTRICT = "subdistrict", _("Subdistrict")
    DISTRICT_CPPCC = "district_cppcc", _("District CPPCC")
    DISTRICT_PARTY = "district_party", _("District committee of the party")
    CITY_CPPCC = "city_cppcc", _("City CPPCC")
    CITY_PARTY = "city_party", _("City committee of the party")
    NATIONAL = "national", _("National level")
