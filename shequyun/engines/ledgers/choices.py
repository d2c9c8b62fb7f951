"""The words of forms and ledgers: how often a form is asked for, what was decided about it, what its state is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Paper(TextChoices):
    """What a form is made of."""

    LIST = "list", _("Excel list, one line per person")
    PERSON = "person", _("Word form for one person")


class Cycle(TextChoices):
    """How often a department asks."""

    ONCE = "once", _("Once")
    WEEKLY = "weekly", _("Every week")
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every quarter")
    HALF_YEARLY = "half_yearly", _("Twice a year")
    YEARLY = "yearly", _("Every year")
    ON_DEMAND = "on_demand", _("When somebody comes for it")


TIMES_A_YEAR = {
    Cycle.ONCE: 1,
    Cycle.WEEKLY: 52,
    Cycle.MONTHLY: 12,
    Cycle.QUARTERLY: 4,
    Cycle.HALF_YEARLY: 2,
    Cycle.YEARLY: 1,
    Cycle.ON_DEMAND: 12,
}


class FillingState(TextChoices):
    """How far a filling is. Those of a few hundred people are done at once."""

    WAITING = "waiting", _("Being filled in")
    DONE = "done", _("Form filled")
    FAILED = "failed", _("Not filled in")


class Decided(TextChoices):
    """What somebody decided about a form."""

    APPROVED = "approved", _("Form approved")
    REFUSED = "refused", _("Refused")
    MERGED = "merged", _("Merged into another form")
    RETIRED = "retired", _("Retired")
    REOPENED = "reopened", _("Used again")


class FormState(TextChoices):
    """What follows from the facts about a form."""

    IN_USE = "in_use", _("In use")
    NOT_APPROVED = "not_approved", _("No approval")
    LAPSED = "lapsed", _("Approval lapsed")
    REFUSED = "refused", _("Refused")
    MERGED = "merged", _("Merged")
    RETIRED = "retired", _("Retired")


CLOSED = frozenset({FormState.REFUSED, FormState.MERGED, FormState.RETIRED})
