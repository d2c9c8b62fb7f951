"""Background work of cohorts: what follows from the calendar alone, and looks by schedule."""

import logging
from datetime import date

from django.utils import timezone
from procrastinate.contrib.django import app

from shequyun.base.actor import Actor
from shequyun.base.errors import Refusal
from shequyun.base.scope import EVERYWHERE, entered
from shequyun.engines.cohorts.actions.following import follow_rule
from shequyun.engines.cohorts.actions.looking import noted
from shequyun.engines.cohorts.choices import Cycle
from shequyun.engines.cohorts.models import Cohort
from shequyun.kernel.access.queries import actor_in
from shequyun.kernel.labels.queries import rule_labels

log = logging.getLogger(__name__)


@app.periodic(cron="10 0 * * *")
@app.task(name="cohorts.new_day", queue="cohorts", pass_context=False)
def new_day(timestamp: int) -> None:
    """Birthdays and ends of periods change what people are: every rule label follows, then the looks that are due."""
    today = timezone.localdate()
    for label in rule_labels():
        with entered(EVERYWHERE):
            follow_rule(label, EVERYWHERE, on=today)
    for cohort in Cohort.objects.exclude(cycle=Cycle.NEVER):
        if is_due(cohort.cycle, today):
            _look(cohort)


def _look(cohort: Cohort) -> None:
    """With the rights that its owner has in its area today. Whoever left has none, and what takes a right is not looked
    at; one that is refused does not keep the others waiting."""
    actor = actor_in(cohort.staff_id, cohort.area) or Actor(
        staff_id=cohort.staff_id, name=cohort.staff_name, area=cohort.area
    )
    try:
        with entered(actor.scope):
            noted(actor, cohort)
    except Refusal as refusal:
        log.warning("no look at cohort %s: %s", cohort.pk, refusal.code)


def is_due(cycle: str, day: date) -> bool:
    """Whether a cohort of that cycle is looked at on a day."""
    return {Cycle.DAILY: True, Cycle.WEEKLY: day.weekday() == 0, Cycle.MONTHLY: day.day == 1}.get(Cycle(cycle), False)
