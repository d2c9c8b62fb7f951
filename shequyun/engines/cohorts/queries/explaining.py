"""Why somebody meets a condition, or no longer does: every criterion with its answer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Value, When

from shequyun.base.actor import Actor
from shequyun.engines.cohorts.rules.conditions import Group, leaves
from shequyun.engines.cohorts.rules.sentences import sentence
from shequyun.kernel.residents.queries import residents


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
