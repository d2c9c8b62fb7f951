"""Labels on the pages of a person and a home: what they carry, why, and putting another."""

from datetime import datetime, time
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from shequyun.engines.cohorts.queries import explain
from shequyun.engines.cohorts.rules.conditions import Group, leaves, read_condition
from shequyun.faces.workbench.panels import Happening
from shequyun.kernel.labels.queries import Carried, carried, labellings_of, labels, rule_labellings_of


def badges(request: HttpRequest, resident: Any) -> dict[str, Any] | None:
    """The labels that somebody carries, rule labels with their reason in words."""
    found = carried(request.actor, [resident.pk], today=timezone.localdate()).get(resident.pk, [])
    free = [one for one in labels(request.actor, subject_kind="resident") if not one.is_rule]
    return {"carried": _why(request, resident, found), "free": free, "resident": resident}


def _why(request: HttpRequest, resident: Any, found: list[Carried]) -> list[tuple[Carried, str]]:
    """Each with the sentence of its rule as it is answered now: all rules in one query."""
    rules = [(one, read_condition(one.label.condition)) for one in found if one.by_rule]
    asked = Group(tuple(leaf for _one, group in rules for leaf in leaves(group)))
    answers = iter(explain(request.actor, resident.pk, asked, today=timezone.localdate()))
    words = {}
    for one, group in rules:
        words[one.label.pk] = _(", ").join(next(answers).words for _leaf in leaves(group))
    return [(one, words.get(one.label.pk, one.evidence)) for one in found]


def home_badges(request: HttpRequest, dwelling: Any) -> dict[str, Any] | None:
    """The labels of a home."""
    found = carried(request.actor, [dwelling.pk], today=timezone.localdate()).get(dwelling.pk, [])
    free = [one for one in labels(request.actor, subject_kind="dwelling") if not one.is_rule]
    return {"carried": [(one, one.evidence) for one in found], "free": free, "dwelling": dwelling}


def happenings(request: HttpRequest, resident: Any) -> list[Happening]:
    """When labels came and went."""
    told = []
    for hand in labellings_of(request.actor, resident.pk):
        origin = hand.evidence
        told.append(Happening(_at(hand.from_date), _("Label added: %(name)s") % {"name": hand.label.name}, (), origin))
        if hand.to_date:
            told.append(Happening(_at(hand.to_date), _("Label removed: %(name)s") % {"name": hand.label.name}))
    for rule in rule_labellings_of(request.actor, resident.pk):
        if rule.until:
            told.append(
                Happening(_at(rule.until), _("No longer: %(name)s") % {"name": rule.label.name}, (), _("by rule"))
            )
    return told


def _at(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
