"""The words of sync, and its limits."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

CAP = 20_000  # people in one slice: a committee of five times the usual size still fits a cheap phone
ENVELOPES_AT_ONCE = 20  # one request holds the trail's chain for well under a second
DEVICES_EACH = 3
LAPSE = timedelta(days=14)  # without contact: the phone wipes itself, and the server refuses it
SLICES_AT_ONCE = 2  # whole slices made at the same time; others are asked to come back, so that the desk goes on
COME_BACK = 15  # seconds after which a phone that was turned away asks again, give or take
HANDED_IN = 2_000  # envelopes in one file that is handed in at the desk
OVERLAP = timedelta(
    minutes=5
)  # a change is dated before its transaction ends; longer ones come with the next whole slice
FORMAT = 1  # of slices and envelopes; a phone that speaks another is told to reload


class Kind(TextChoices):
    """What an envelope does."""

    CONFIRM = "confirm_household", _("Household confirmed")
    CORRECT = "correct", _("Correction")
    ENTER = "enter", _("Person entered")
    MOVE_OUT = "move_out", _("Move out")
    HOME = "dwelling_state", _("State of the home")
    VISIT = "visit", _("Visit recorded")
    PHOTO = "photo", _("Photo kept")
    LABEL = "label", _("Label added")
    ANSWER = "answer", _("Collection form filled in")
    SETTLE = "settle", _("Conflict settled")


class Outcome(TextChoices):
    """What became of an envelope."""

    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
    CONFLICT = "conflict", _("Conflict")


class Choice(TextChoices):
    """How a person settles a conflict."""

    KEEP = "keep", _("Keep what is known")
    TAKE = "take", _("Take what was said at the door")
    NEW = "new", _("Another person: enter")
