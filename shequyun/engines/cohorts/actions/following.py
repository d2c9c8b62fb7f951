"""Rule labels: defining one by a condition, and bringing one up to date."""

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput
from shequyun.base.scope import Scope, entered, scope_of
from shequyun.engines.cohorts.queries.members import check_may_ask, members_in
from shequyun.engines.cohorts.rules.conditions import Group, as_json, leaves, read_condition
from shequyun.kernel.labels.actions import Followed, define_label, follow
from shequyun.kernel.labels.queries import label_of

if TYPE_CHECKING:
    from shequyun.kernel.labels.models import Label


class RuleOnRule(BadInput):
    code = "cohorts.rule_on_rule"
    sentence = _("A rule label cannot depend on %(what)s: that changes without any fact changing.")


class AsksNothing(BadInput):
    code = "cohorts.asks_nothing"
    sentence = _("The condition is empty, so everybody would carry the label. Add a criterion.")


def define_rule(actor: Actor, *, name: str, short: str, meaning: str, condition: Any, **more: Any) -> UUID:
    """A new rule label of the actor's area, put at once on everybody there who meets it."""
    group = read_condition(condition)
    check_may_ask(actor, group)
    check_can_be_rule(group)
    with entered(actor.scope):
        key = define_label(actor, name=name, short=short, meaning=meaning, condition=as_json(group), **more)
        follow_rule(label_of(actor, key), actor.scope, on=timezone.localdate())
    return key


def check_can_be_rule(group: Group) -> None:
    """Refuses a condition on what no rule label follows (labels, tasks), and one that asks nothing."""
    asked = [leaf.criterion for leaf in leaves(group)]
    if not asked:
        raise AsksNothing()
    for one in asked:
        if not one.ruled:
            raise RuleOnRule(what=one.label)


def follow_rule(label: "Label", scope: Scope, *, on: date) -> Followed:
    """Bring one rule label up to date, in the part of a scope where it is used."""
    part = used_in(label, scope)
    if part is None:
        return Followed(0, 0)
    return follow(label, members_in(part, read_condition(label.condition), today=on), scope=part, on=on)


def used_in(label: "Label", scope: Scope) -> Scope | None:
    """The part of a scope where a label is used; None where it is not."""
    own = scope_of(label.area)
    lo, hi = max(scope.lo, own.lo), min(scope.hi, own.hi)
    return Scope(lo, hi) if lo < hi else None
