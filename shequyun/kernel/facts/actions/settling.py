"""Settling discrepancies: a person says which value is right."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NotNow, NotVisible
from shequyun.kernel.facts.actions.applying import apply, drop_staged
from shequyun.kernel.facts.actions.batches import open_batch
from shequyun.kernel.facts.actions.comparing import compare
from shequyun.kernel.facts.actions.staging import Say, stage
from shequyun.kernel.facts.choices import Outcome, Verdict
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.facts.models import Batch, Discrepancy, Observation


class SettledAlready(NotNow):
    """Somebody was quicker."""

    code = "facts.settled_already"
    sentence = _("This discrepancy has been settled already.")


@action("discrepancies.settle")
def settle_all(actor: Actor, discrepancy_ids: Iterable[UUID], *, take: bool, reason: str = "") -> int:
    """Keep the known values, or take the claimed ones over with the sources that claimed them. Returns how many.

    Refuses all of them where one is out of sight (404) or settled (409).
    """
    count = 0
    for key in discrepancy_ids:
        _settle_one(actor, key, take=take, reason=reason)
        count += 1
    return count


def _settle_one(actor: Actor, key: UUID, *, take: bool, reason: str) -> None:
    found = Discrepancy.objects.visible_to(actor).select_for_update().filter(pk=key).first()
    if found is None:
        raise NotVisible()
    if found.settled_at is not None:
        raise SettledAlready()
    if take:
        _take(actor, found)
    found.settled_at, found.settled_by, found.reason = timezone.now(), actor.staff_id, reason
    found.outcome = Outcome.TAKEN if take else Outcome.KEPT
    found.save(update_fields=["settled_at", "settled_by", "outcome", "reason"])
    note(found.subject_kind, found.subject_id, found.community, field=found.field, outcome=found.outcome, reason=reason)


def _take(actor: Actor, found: Discrepancy) -> None:
    """Write the claimed value as said by the source that claimed it, whatever the trust rules say."""
    claim = Batch.objects.get(pk=found.batch_id)
    batch = open_batch(actor, source=claim.source_id, observed_on=claim.observed_on, title=claim.title)
    say = Say(found.subject_kind, found.community, {}, subject_id=found.subject_id, written=found.claimed or {})
    stage(batch, [say])
    _decide_for(batch, found)
    apply(batch)
    drop_staged(batch.pk)


def _decide_for(batch: Batch, found: Discrepancy) -> None:
    compare(batch)
    subject = subject_of(found.subject_kind)
    for observation in Observation.objects.filter(batch=batch):
        entry = observation.diff.get(subject.field(found.field).name)
        if entry:
            entry[2] = Verdict.SET.value
            observation.save(update_fields=["diff"])
