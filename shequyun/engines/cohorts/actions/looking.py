"""A look at a cohort: who is in it now is noted, so that the next look can say who joined and who left."""

from uuid import UUID

from django.db import connection
from django.utils import timezone

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.engines.cohorts.models import Cohort, Look, Member
from shequyun.engines.cohorts.queries.members import bounded, members
from shequyun.engines.cohorts.queries.saved import cohort_of, moves

_JOIN = """
insert into cohorts_member (id, community, cohort_id, resident_id, since)
select new_id(), w.community, %s, w.id, %s from ({joined}) w
"""


@action("cohorts.look", right="residents.read")
def look(actor: Actor, cohort_id: UUID) -> Look:
    """Note who is in the cohort now, in the actor's area. Refuses what takes too long."""
    cohort = cohort_of(actor, cohort_id)
    found = noted(actor, cohort)
    note("cohort", cohort.pk, actor.area, name=cohort.name, count=found.count, joined=found.joined, left=found.left)
    return found


def noted(actor: Actor, cohort: Cohort) -> Look:
    """The look itself, set-based."""
    today = timezone.localdate()
    with bounded(60):
        found = moves(actor, cohort, today=today)
        gone = Member.objects.visible_to(actor).filter(cohort_id=cohort.pk, until=None)
        now = members(actor, cohort.condition, today=today)
        sql, params = found.joined.order_by().values("id", "community").query.sql_with_params()
        left = gone.exclude(resident_id__in=now.values("pk")).update(until=today)
        with connection.cursor() as cursor:
            cursor.execute(_JOIN.format(joined=sql), [cohort.pk, today, *params])
            joined = cursor.rowcount
        count = now.count()
    return Look.objects.create(cohort=cohort, area=actor.area, at=timezone.now(), count=count, joined=joined, left=left)
