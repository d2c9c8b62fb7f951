"""Who may see a label, who may put it, and until when it holds. Pure."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NoRight, NotNow
from shequyun.kernel.facts.choices import Sensitivity
from shequyun.kernel.labels.models import Label

SEE_SENSITIVE = "labels.see_sensitive"


class RuleDecides(NotNow):
    code = "labels.rule_decides"
    sentence = _(
        "“%(name)s” follows from a rule and cannot be added or removed by hand. Correct the facts that it is based on."
    )


class EvidenceMissing(BadInput):
    code = "labels.evidence_missing"
    sentence = _("“%(name)s” needs evidence: say which paper or list shows it.")


class AlreadyOver(BadInput):
    code = "labels.already_over"
    sentence = _("The expiry date %(until)s has already passed.")


def is_visible(actor: Actor, label: Label) -> bool:
    """Labels of the actor's area, of what lies above and within it; sensitive ones with the right alone."""
    near = actor.area.startswith(label.area) or (bool(actor.area) and label.area.startswith(actor.area))
    return near and (label.sensitivity != Sensitivity.SENSITIVE or actor.can(SEE_SENSITIVE))


def check_can_put(actor: Actor, label: Label, *, evidence: str, until: date | None, today: date) -> None:
    """Refuses a rule label, a sensitive one without the right, missing evidence, an expiry in the past."""
    if label.is_rule:
        raise RuleDecides(name=label.name)
    if label.sensitivity == Sensitivity.SENSITIVE and not actor.can(SEE_SENSITIVE):
        raise NoRight(right=SEE_SENSITIVE)
    if label.needs_evidence and not evidence.strip():
        raise EvidenceMissing(name=label.name)
    if until is not None and until < today:
        raise AlreadyOver(until=until.isoformat())


def expiry(lasts_days: int | None, until: date | None, *, today: date) -> date | None:
    """The last day: what was said, or as long as the dictionary says."""
    if until is not None or lasts_days is None:
        return until
    return today + timedelta(days=lasts_days)
