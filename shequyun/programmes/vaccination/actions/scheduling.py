"""Taking changed schedules over: the rules, where everybody stands under them, and the labels that ask for it."""

from dataclasses import dataclass

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.scope import EVERYWHERE, entered
from shequyun.engines.cohorts.actions.heeding import heed_among
from shequyun.programmes.vaccination.actions.following import follow_all
from shequyun.programmes.vaccination.models import Schedule
from shequyun.programmes.vaccination.queries.criteria import OF_DOSES
from shequyun.programmes.vaccination.rules.schedules import read_schedules

_EVERYBODY = "select id as resident_id, community from residents_resident where merged_into is null"


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rules were taken over, and of how many people the spans were written anew."""

    rules: int
    people: int


@action("vaccination.change_schedules", right="facts.change_rules")
def load_schedules(actor: Actor, *, text: str) -> Loaded:
    """Replace the rules of every vaccine that the file speaks of; those of others stay. Holds for the whole installation.

    Refuses a file with lines that cannot be read (`rules.schedules.read_schedules`). Tasks that were shared out stay.
    """
    lines = read_schedules(text.splitlines(keepends=True))
    vaccines = sorted({line["vaccine"] for line in lines})
    Schedule.objects.filter(vaccine__in=vaccines).delete()
    Schedule.objects.bulk_create(Schedule(**line) for line in lines)
    with entered(EVERYWHERE):
        people = follow_all(EVERYWHERE)
        heed_among(_EVERYBODY, {}, asked=OF_DOSES)
    note("schedule", None, actor.area, vaccines=vaccines, rules=len(lines), people=people)
    return Loaded(len(lines), people)
