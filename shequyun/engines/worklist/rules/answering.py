"""Which open tasks a visit answers, and why one stays open. Pure."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from shequyun.engines.worklist.choices import REACHED, TaskOutcome, VisitOutcome


def answer(
    outcome: str, *, asked: Collection[str], known: Collection[str], met_ends: bool = True
) -> TaskOutcome | None:
    """How a visit ends a task about somebody it was to; None: the task stays open.

    Whoever was met or reached answers the task once every field that it asks is known: a meeting confirms what was
    known before; not where the drive waits for something else (`met_ends`). Who refuses ends it as refused; who has moved away, as one that no longer applies. Nobody home, and
    "come back another time", end nothing.
    """
    if outcome in REACHED:
        return TaskOutcome.DONE if met_ends and set(asked) <= set(known) else None
    ends = {VisitOutcome.REFUSED.value: TaskOutcome.REFUSED, VisitOutcome.MOVED.value: TaskOutcome.MOOT}
    return ends.get(outcome)


def why_open(outcome: str, missing: Collection[str]) -> Any:
    """Why the task stays open after a visit, in words. `missing` are labels of fields that are still asked."""
    if outcome in REACHED and not missing:
        return _("Informed; the task closes automatically once the result is known.")
    if outcome in REACHED:
        return _("Still missing: %(fields)s") % {"fields": _now(", ").join(map(str, missing))}
    return _("Nobody was met; the task stays open.")
