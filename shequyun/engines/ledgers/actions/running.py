"""The job of a large filling: fills it in, once, or says why not."""

from uuid import UUID

from django.db import connection

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.engines.intake.actions.running import Progress
from shequyun.engines.intake.queries.uploads import work_key
from shequyun.engines.ledgers.actions.filling import check_open, write_list
from shequyun.engines.ledgers.choices import FillingState
from shequyun.engines.ledgers.models import Filling


@action("ledgers.fill")
def fill_in(actor: Actor, filling_id: UUID) -> None:
    """Fill in a list that waits; one that does not wait stays as it is (a second job)."""
    kept = _locked(actor, filling_id)
    if kept.state != FillingState.WAITING:
        note("form", kept.form_id, kept.community, again=True)
        return
    check_open(actor, kept.form)
    with Progress(kept, actor.scope) as progress:
        progress.step("read", kept.total)
        write_list(actor, kept, tell=progress.tell)


@action("ledgers.fill")
def give_up(actor: Actor, filling_id: UUID, *, words: str) -> None:
    """Note that a filling could not be filled in, and why."""
    kept = _locked(actor, filling_id)
    kept.state, kept.failure = FillingState.FAILED, words[:300]
    kept.save(update_fields=["state", "failure"])
    note("form", kept.form_id, kept.community, failed=words[:300])


def _locked(actor: Actor, filling_id: UUID) -> Filling:
    with connection.cursor() as cursor:  # no lock on the row itself: progress is written to it from beside
        cursor.execute("select pg_advisory_xact_lock(%s)", [work_key(filling_id)])
    found = Filling.objects.visible_to(actor).filter(pk=filling_id).first()
    if found is None:
        raise NotVisible()
    return found
