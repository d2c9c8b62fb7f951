"""Changing trust rules: which source counts for how much, per field."""

from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.facts.models import TrustRule


class RankOutOfRange(BadInput):
    """Ranks are whole numbers from 0 to 100."""

    code = "facts.rank_out_of_range"
    sentence = _("Trust is a whole number from 0 to 100.")


@action("facts.change_rules")
def set_trust(
    actor: Actor, subject_kind: str, *, field: str, source: str, rank: int, holds_days: int | None = None
) -> TrustRule:
    """Say how far a source is trusted for a field ("*": all fields), and for how many days its word holds.

    Holds for the whole installation. Refuses ranks outside 0 to 100.
    """
    if not 0 <= rank <= 100:
        raise RankOutOfRange(rank=rank)
    if field != "*":
        subject_of(subject_kind).field(field)
    rule, _created = TrustRule.objects.update_or_create(
        subject_kind=subject_kind, field=field, source_id=source, defaults={"rank": rank, "holds_days": holds_days}
    )
    note("trust_rule", f"{subject_kind}.{field}.{source}", actor.area, rank=rank, holds_days=holds_days)
    return rule
