"""Why somebody meets a condition, no longer does, or came to do so: every criterion with its answer, and what happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Case, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from shequyun.base.actor import Actor
from shequyun.engines.cohorts.rules.conditions import Group, leaves
from shequyun.engines.cohorts.rules.sentences import sentence
from shequyun.kernel.facts.choices import ChangeKind
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.residents.queries import history_of, residents


@dataclass(frozen=True)
class Because:
    """One criterion in words, and whether the resident meets it."""

    words: str
    holds: bool


def explain(actor: Actor, resident_id: Any, group: Group, *, today: date) -> list[Because]:
    """Each criterion of the condition as it is answered for one resident now, in one query."""
    asked = list(leaves(group))
    if not asked:
        return []
    answers = {
        f"answer{index}": Case(
            When(leaf.criterion.build(leaf.op, leaf.value, today), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        )
        for index, leaf in enumerate(asked)
    }
    row = residents(actor).filter(pk=resident_id).annotate(**answers).values(*answers).first()
    if row is None:
        return []
    return [Because(sentence(leaf), row[f"answer{index}"]) for index, leaf in enumerate(asked)]


def joined_because(actor: Actor, resident_id: Any, group: Group, *, since: datetime, today: date) -> list[str]:
    """What brought somebody in since a look: criteria that the calendar alone made true, and what changed about them.

    Empty where neither did: then somebody they live with came, went or changed.
    """
    then = explain(actor, resident_id, group, today=timezone.localdate(since))
    now = explain(actor, resident_id, group, today=today)
    by_calendar = [new.words for old, new in zip(then, now, strict=True) if new.holds and not old.holds]
    return by_calendar + _happened(one for one in history_of(actor, resident_id) if one.at > since)


def _happened(changes: Iterable[Any]) -> list[str]:
    """Entering, moving in and changed fields in words, the newest first, each once."""
    words: dict[str, None] = {}
    for change in changes:
        subject = subject_of(change.subject_kind)
        if change.kind == ChangeKind.CREATE and change.subject_kind in ("resident", "stay"):
            words[_("newly entered") if change.subject_kind == "resident" else _("moved in")] = None
        elif change.kind == ChangeKind.SET and (field := subject.by_name.get(change.field)) and field.on_screen:
            words[_("%(field)s changed") % {"field": field.label}] = None
    return list(words)
