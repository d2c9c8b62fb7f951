"""One call for the desk: open, stage, compare, apply."""

from collections.abc import Iterable
from datetime import date

from shequyun.base.actor import Actor
from shequyun.kernel.facts.actions.applying import Applied, apply, drop_staged
from shequyun.kernel.facts.actions.batches import open_batch
from shequyun.kernel.facts.actions.comparing import compare
from shequyun.kernel.facts.actions.staging import Say, stage
from shequyun.kernel.facts.models import Batch


def observe(
    actor: Actor, sayings: Iterable[Say], *, source: str, observed_on: date, title: str = ""
) -> tuple[Batch, Applied]:
    """Say a few things at once and have them written, or disputed. The caller's action records it."""
    batch = open_batch(actor, source=source, observed_on=observed_on, title=title)
    stage(batch, sayings)
    compare(batch)
    applied = apply(batch)
    drop_staged(batch.pk)
    return batch, applied
