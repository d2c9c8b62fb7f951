"""Exports: lists that leave the system, with a reason that stays."""

from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput


class PurposeMissing(BadInput):
    """No list leaves without a purpose."""

    code = "facts.purpose_missing"
    sentence = _("Say what the export is for.")


@action("residents.export")
def record_export(actor: Actor, kind: str, *, count: int, reason: str, query: str = "") -> None:
    """Note that a list of subjects of a kind is exported, masked, for a reason. Refuses an empty reason.

    Takes `residents.export` whatever the kind: homes, organisations and answers to forms leave by the same right.
    """
    if not reason.strip():
        raise PurposeMissing()
    note(kind, None, actor.area, reason=reason.strip(), disclosure=True, count=count, query=query[:300])
