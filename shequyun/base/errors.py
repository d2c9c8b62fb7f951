"""Every "no" the system can say.

A refusal has a code for programs, a sentence for people and details for both. It is declared as a subclass
beside the rule that raises it; `config.refusals` turns it into a page, a fragment, JSON or a terminal line.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """The system understood the request and says no. `sentence` may name details as %(name)s."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 422
    sentence: ClassVar[Any] = _("This cannot be done.")

    def __init__(self, **details: Any) -> None:
        super().__init__(self.code)
        self.details: Mapping[str, Any] = details

    def __str__(self) -> str:
        return str(self.sentence) % self.details if self.details else str(self.sentence)


class NotVisible(Refusal):
    """It does not exist, or it is not yours to see: the same answer for both."""

    code = "not_visible"
    status = 404
    sentence = _("This does not exist, or it is outside your area.")


class NoRight(Refusal):
    """The post in use does not carry this right."""

    code = "no_right"
    status = 403
    sentence = _("Your current post does not allow this (%(right)s).")


class NotNow(Refusal):
    """Right and place are fine; the state of things is not."""

    code = "not_now"
    status = 409
    sentence = _("This cannot be done now.")


class BadInput(Refusal):
    """What was typed or sent cannot be used; it stays in the form."""

    code = "bad_input"
    status = 422
    sentence = _("Please check your entries.")


class ChangedMeanwhile(NotNow):
    """Somebody else saved the same record after this page was opened."""

    code = "changed_meanwhile"
    sentence = _("Somebody else changed this record while you were editing. Compare, then save again.")
