"""Background work of cohorts: what follows from the calendar alone, and looks by schedule."""

from datetime import date

from django.utils import timezone
from procrastinate.contrib.django import app

from shequyun.base.actor import Actor
from shequyun.base.scope import EVERYWHERE, entered
from shequyun.engines.cohorts.actions.following import follow_rule
from shequyun.engines.cohorts.actions.looking import noted
from shequyun.engines.cohorts.choices import Cycle
from shequyun.engines.cohorts.models import Cohort
from shequyun.kernel.labels.queries import rule_labels


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
            actor = Actor(staff_id=cohort.staff_id, name=cohort.staff_name, area=cohort.area)
            with entered(actor.scope):
                noted(actor, cohort)


def is_due(cycle: str, day: date) -> bool:
    """Whether a cohort of that cycle is looked at on a day."""
    return {Cycle.DAILY: True, Cycle.WEEKLY: day.weekday() == 0, Cycle.MONTHLY: day.day == 1}.get(Cycle(cycle), False)
