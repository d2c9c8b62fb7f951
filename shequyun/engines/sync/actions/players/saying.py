"""One field after another: a correction that was made on an older version than the newest.

Two people who correct different fields of one record do not disagree. Those who correct the same field do, unless they
say the same; and what the same phone said before is not somebody else's word.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.base.errors import ChangedMeanwhile
from shequyun.engines.sync.actions.players.table import Played
from shequyun.engines.sync.models import Receipt
from shequyun.engines.sync.rules.envelopes import Conflict, Sealed
from shequyun.kernel.facts.actions import Applied
from shequyun.kernel.facts.fields import Field, subject_of
from shequyun.kernel.facts.queries import facts_of, recent_changes

Correct = Callable[[int], Applied]


def say(
    actor: Actor, sealed: Sealed, kind: str, read: Callable[[], Any], values: Mapping[str, Any], correct: Correct
) -> Played:
    """Correct a record, merging by field what others changed since. `read` gives the record, `correct` writes on a version."""
    record = read()
    foreign = _foreign(actor, sealed, record)
    differing = [name for name in values if not same(subject_of(kind).field(name), record, values[name])]
    if any(name in foreign for name in differing):
        raise conflict(kind, record, values)
    try:
        applied = correct(record.version)
    except ChangedMeanwhile:  # the row is locked here and its version was read under the lock of this phone alone
        raise conflict(kind, read(), values) from None
    after = read()
    disputed = {fact.field.name for fact in facts_of(actor, kind, after, on=timezone.localdate()) if fact.disputed}
    lost = [n for n in values if n not in disputed and not same(subject_of(kind).field(n), after, values[n])]
    if lost:  # said on an earlier day than what is known: nobody's word is dropped in silence
        raise conflict(kind, record, {name: values[name] for name in lost})
    remark = _("A more trusted source says otherwise; see the discrepancies.") if applied.disputed else ""
    return Played(batch_id=_written(actor, record.pk, applied), remark=remark)


def _foreign(actor: Actor, sealed: Sealed, record: Any) -> set[str]:
    """Fields that others changed since the version the worker saw."""
    passed = record.version - (sealed.base_version if sealed.base_version is not None else record.version)
    if passed <= 0:
        return set()
    batches = recent_changes(actor, record.pk, versions=passed)
    mine = _own_batches(actor, sealed, [batch for batch, _fields in batches])
    return {field for batch, fields in batches if batch not in mine for field in fields}


def _own_batches(actor: Actor, sealed: Sealed, batches: Iterable[UUID]) -> set[UUID]:
    """Those among the batches that envelopes of the same phone wrote: it knew what it had said."""
    found = Receipt.objects.visible_to(actor).filter(batch_id__in=list(batches), envelope__device_id=sealed.device_id)
    return {key for key in found.values_list("batch_id", flat=True) if key is not None}


def _written(actor: Actor, subject_id: UUID, applied: Applied) -> UUID | None:
    if not applied.changed:
        return None
    newest = recent_changes(actor, subject_id, versions=1)
    return newest[0][0] if newest else None


def same(field: Field, record: Any, value: Any) -> bool:
    """Whether a record already says it."""
    held = field.read(getattr(record, field.kept))
    return _text(held) == _text(value)


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def conflict(kind: str, record: Any, values: Mapping[str, Any]) -> Conflict:
    """The two sides, in words, numbers masked."""
    subject = subject_of(kind)
    known = [
        [str(subject.field(n).label), shown(subject.field(n), getattr(record, subject.field(n).kept), True)]
        for n in values
    ]
    claimed = [[str(subject.field(n).label), shown(subject.field(n), values[n], False)] for n in values]
    return Conflict(known, claimed)


def shown(field: Field, value: Any, stored: bool) -> str:
    """A value in words; of a number, its mask."""
    plain = field.read(value) if stored else value
    if field.mask and plain:
        return field.mask(str(plain))
    return _text(field.shown(plain))
