"""Searching for a number: an answer says that it holds, so it is bounded, or the masks could be guessed away."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import Refusal
from shequyun.kernel.residents.queries import is_number

WHILE = timedelta(hours=1)
_COUNT = """
insert into residents_lookup as l (staff_id, since, count) values (%s, %s, 1) on conflict (staff_id) do update set
count = case when l.since < %s then 1 else l.count + 1 end,
since = case when l.since < %s then excluded.since else l.since end
returning count
"""


class TooManyNumbers(Refusal):
    code = "residents.too_many_numbers"
    status = 429
    sentence = _("Too many searches by number within an hour. Search by name or address, or try again later.")


def look_up(actor: Actor, text: str) -> None:
    """Called before people are searched for. Refuses (429) more than settings.NUMBER_SEARCHES numbers within an hour; the
    trail shows who came to the bound."""
    if not is_number(text) or actor.staff_id is None:
        return
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [actor.staff_id, now, now - WHILE, now - WHILE])
        (count,) = cursor.fetchone()
    if count == settings.NUMBER_SEARCHES:
        _bound_reached(actor, count)
    if count > settings.NUMBER_SEARCHES:
        raise TooManyNumbers()


@action("residents.look_up", right="residents.read")
def _bound_reached(actor: Actor, count: int) -> None:
    note("staff", actor.staff_id, actor.area, did="bound", count=count)
